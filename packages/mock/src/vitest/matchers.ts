import type { RecordedCall } from '../journal/journal.ts';
import type { Mock } from '../mock.ts';
import type { OperationId } from '../operation-types.ts';
import { hasPart } from '../replies/condition.ts';
import { inWords } from '../validation/violation.ts';

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

/** A number of times in words. */
export function times(count: number): string {
  if (count === 0) return 'never';
  return count === 1 ? 'once' : `${count} times`;
}

/** What was received, by operation. */
export function received(calls: readonly RecordedCall[]): string {
  if (calls.length === 0) return 'It received nothing.';
  const counts = new Map<string, number>();
  for (const { operationId, method, path, answer } of calls) {
    const name = operationId ?? `${method} ${path} (answered with ${answer.status})`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return `It received\n${[...counts].map(([name, count]) => `  ${name} ${times(count)}`).join('\n')}`;
}

/** The call whose input has the most of the fields looked for, the latest of several. */
export interface NearestCall {
  call: RecordedCall;
  /** Among the calls of its operation, from 1. */
  position: number;
  /** Its input, as far as it is looked at: the fields looked for. */
  compared: Record<string, unknown>;
}

export function nearestCall(calls: readonly RecordedCall[], input: Readonly<Record<string, unknown>>): NearestCall | undefined {
  let nearest: NearestCall | undefined;
  let most = -1;
  for (const [index, call] of calls.entries()) {
    const given: Readonly<Record<string, unknown>> = call.input;
    const fields = Object.keys(input).filter((name) => hasPart(given[name], input[name]));
    if (fields.length < most) continue;
    most = fields.length;
    nearest = { call, position: index + 1, compared: Object.fromEntries(Object.keys(input).map((name) => [name, given[name]])) };
  }
  return nearest;
}
