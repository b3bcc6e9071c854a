import type { RecordedCall } from '../journal/recorded-call.ts';
import type { Mock } from '../mock.ts';
import type { OperationId } from '../operation.ts';
import { hasPart } from '../replies/condition.ts';
import { inWords } from '../validation/violation.ts';
import { nearestCall, received, times } from './words.ts';

/** What vitest gives a matcher. Vitest exports its own type of it only from 4.1 on. */
interface MatcherState {
  utils: {
    stringify(value: unknown): string;
    diff(expected: unknown, received: unknown): string | undefined;
  };
}

interface Verdict {
  pass: boolean;
  message: () => string;
}

type Input = Readonly<Record<string, unknown>>;

export function toHaveReceived(this: MatcherState, mock: Mock, operationId: OperationId, input?: Input): Verdict {
  const { calls, matching } = lookUp(mock, operationId, input);
  const wanted = `${operationId}${withInput(this, input)}`;
  return {
    pass: matching.length > 0,
    message: () =>
      matching.length > 0
        ? `expected the mock not to have received ${wanted}\n\nIt was received ${times(matching.length)}.`
        : `expected the mock to have received ${wanted}\n\n${found(this, mock, calls, input)}`,
  };
}

export function toHaveReceivedTimes(this: MatcherState, mock: Mock, operationId: OperationId, count: number, input?: Input): Verdict {
  const { calls, matching } = lookUp(mock, operationId, input);
  const wanted = `${operationId} ${times(count)}${withInput(this, input)}`;
  return {
    pass: matching.length === count,
    message: () =>
      matching.length === count
        ? `expected the mock not to have received ${wanted}`
        : `expected the mock to have received ${wanted}, and not ${times(matching.length)}\n\n${found(this, mock, calls, input)}`,
  };
}

export function toHaveNoViolations(this: MatcherState, mock: Mock): Verdict {
  const wrong = callsOf(mock).filter(({ violations }) => violations.length > 0);
  const list = () =>
    wrong.map(({ operationId, method, path, violations }) => `${operationId ?? `${method} ${path}`}: ${inWords(violations)}`);
  return {
    pass: wrong.length === 0,
    message: () =>
      wrong.length === 0
        ? 'expected the mock to have received calls that depart from the document, and there is none'
        : `expected all calls to fit the document\n\n${list().join('\n')}`,
  };
}

function lookUp(mock: Mock, operationId: OperationId, input: Input | undefined) {
  const calls = callsOf(mock).filter((call) => call.operationId === operationId);
  return { calls, matching: calls.filter((call) => input === undefined || hasPart(call.input, input)) };
}

function callsOf(mock: unknown): readonly RecordedCall[] {
  const calls = typeof mock === 'object' && mock !== null && 'calls' in mock ? mock.calls : undefined;
  if (!Array.isArray(calls)) throw new TypeError('The value given to expect must be a mock of @dli-openapi/mock.');
  return calls;
}

function withInput({ utils }: MatcherState, input: Input | undefined): string {
  return input === undefined ? '' : ` with ${utils.stringify(input)}`;
}

function found({ utils }: MatcherState, mock: Mock, calls: readonly RecordedCall[], input: Input | undefined): string {
  const nearest = input && nearestCall(calls, input);
  if (nearest === undefined) return received(mock.calls);
  const { call, position, compared } = nearest;
  const head = `It received ${call.operationId} ${times(calls.length)}; the nearest is call ${position}, answered with ${call.answer.status}:`;
  return `${head}\n\n${utils.diff(input, compared) ?? ''}`;
}
