import { redact } from '@dli-openapi/client';
import type { RecordedCall } from '../journal/journal.ts';
import type { Mock } from '../mock.ts';
import type { OperationId } from '../operation-types.ts';
import { hasPart } from '../replies/condition.ts';
import { formatViolations } from '../validation/violation.ts';

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
  const { calls, matching } = findCalls(mock, operationId, input);
  const wanted = `${operationId}${formatInput(this, input)}`;
  return {
    pass: matching.length > 0,
    message: () =>
      matching.length > 0
        ? `expected the mock not to have received ${wanted}\n\nIt was received ${formatTimes(matching.length)}.`
        : `expected the mock to have received ${wanted}\n\n${describeReceived(this, mock, calls, input)}`,
  };
}

export function toHaveReceivedTimes(this: MatcherState, mock: Mock, operationId: OperationId, count: number, input?: Input): Verdict {
  const { calls, matching } = findCalls(mock, operationId, input);
  const wanted = `${operationId} ${formatTimes(count)}${formatInput(this, input)}`;
  return {
    pass: matching.length === count,
    message: () =>
      matching.length === count
        ? `expected the mock not to have received ${wanted}`
        : `expected the mock to have received ${wanted}, and not ${formatTimes(matching.length)}\n\n${describeReceived(this, mock, calls, input)}`,
  };
}

export function toHaveNoViolations(this: MatcherState, mock: Mock): Verdict {
  const wrong = readCalls(mock).filter(({ violations }) => violations.length > 0);
  const list = () =>
    wrong.map(({ operationId, method, path, violations }) => `${operationId ?? `${method} ${path}`}: ${formatViolations(violations)}`);
  return {
    pass: wrong.length === 0,
    message: () =>
      wrong.length === 0
        ? 'expected the mock to have received calls that violate the document, and there are none'
        : `expected all calls to fit the document\n\n${list().join('\n')}`,
  };
}

function findCalls(mock: Mock, operationId: OperationId, input: Input | undefined) {
  const calls = readCalls(mock).filter((call) => call.operationId === operationId);
  // The calls do not have their secrets any more.
  const wanted = redact(input);
  return { calls, matching: calls.filter((call) => wanted === undefined || hasPart(call.input, wanted)) };
}

function readCalls(mock: unknown): readonly RecordedCall[] {
  const calls = typeof mock === 'object' && mock !== null && 'calls' in mock ? mock.calls : undefined;
  if (!Array.isArray(calls)) throw new TypeError('The value given to expect must be a mock of @dli-openapi/mock.');
  return calls;
}

function formatInput({ utils }: MatcherState, input: Input | undefined): string {
  return input === undefined ? '' : ` with ${utils.stringify(input)}`;
}

function formatTimes(count: number): string {
  if (count === 0) return 'never';
  return count === 1 ? 'once' : `${count} times`;
}

/** The call nearest to the wanted one, or else all that was received. */
function describeReceived({ utils }: MatcherState, mock: Mock, calls: readonly RecordedCall[], input: Input | undefined): string {
  const nearest = input && findNearestCall(calls, input);
  if (nearest === undefined) return listReceived(mock.calls);
  const { call, position, compared } = nearest;
  const times = formatTimes(calls.length);
  const head = `It received ${call.operationId} ${times}; the nearest is call ${position}, with the response ${call.response.status}:`;
  return `${head}\n\n${utils.diff(input, compared) ?? ''}`;
}

function listReceived(calls: readonly RecordedCall[]): string {
  if (calls.length === 0) return 'It received nothing.';
  const counts = new Map<string, number>();
  for (const { operationId, method, path, response } of calls) {
    const name = operationId ?? `${method} ${path} (response ${response.status})`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return `It received\n${[...counts].map(([name, count]) => `  ${name} ${formatTimes(count)}`).join('\n')}`;
}

interface NearestCall {
  call: RecordedCall;
  /** Among the calls of its operation, from 1. */
  position: number;
  /** Of its input, the fields wanted. */
  compared: Record<string, unknown>;
}

/** The call whose input has the most of the fields wanted, the latest of several. */
function findNearestCall(calls: readonly RecordedCall[], input: Input): NearestCall | undefined {
  let nearest: NearestCall | undefined;
  let most = -1;
  for (const [index, call] of calls.entries()) {
    const given: Input = call.input;
    const fields = Object.keys(input).filter((name) => hasPart(given[name], input[name]));
    if (fields.length < most) continue;
    most = fields.length;
    nearest = { call, position: index + 1, compared: Object.fromEntries(Object.keys(input).map((name) => [name, given[name]])) };
  }
  return nearest;
}
