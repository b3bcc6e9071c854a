import type { RecordedCall } from '../journal/recorded-call.ts';
import { hasPart } from '../replies/condition.ts';

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
