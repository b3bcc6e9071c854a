// Reads the options that tests and the command give.

import { findNearestName, formatHint, formatValue } from './format.ts';
import { isNode } from './generated/openapi/index.ts';
import { MockError } from './mock-error.ts';

/** A length of time: milliseconds, or a number with its unit, such as `'500ms'`, `'30s'`, `'5m'`, `'1h'` or `'7d'`. */
export type Duration = number | `${number}${keyof typeof units}`;

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** How long to wait before each response: a fixed time, or a random one of a range. Ten minutes at most. */
export type Latency = Duration | { from: Duration; to: Duration };

/** The same in milliseconds. */
export interface LatencyRange {
  from: number;
  to: number;
}

const longestLatency = 600_000;

/**
 * Refuses names that nothing reads: they would have no effect, and nobody would notice.
 * @param what what the names are of, such as `The option`
 * @throws {MockError} with the nearest known name, or where there is no object
 */
export function refuseUnknownNames(what: string, given: unknown, known: readonly string[]): asserts given is object {
  if (!isNode(given))
    throw new MockError(`${what} must be in an object, found ${formatValue(given)}. There are ${known.join(', ') || 'none'}.`);
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const hint = formatHint(findNearestName(unknown, known));
  throw new MockError(`${what} ${unknown} is unknown${hint}. There are ${known.join(', ') || 'none'}.`);
}

/**
 * A duration in milliseconds, rounded up to whole ones.
 * @throws {MockError} when it is not a duration, or negative
 */
export function parseDuration(duration: Duration): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(String(duration)) ?? [];
  const milliseconds = typeof duration === 'number' ? duration : Number(number) * units[unit as keyof typeof units];
  // Times in responses are whole milliseconds.
  if (milliseconds >= 0) return Math.ceil(milliseconds);
  throw new MockError(`A duration must be a number of milliseconds, 0 or more, or a text such as '30s', found ${formatValue(duration)}.`);
}

/** @throws {MockError} when a time is invalid or longer than ten minutes, or the first is longer than the second */
export function parseLatency(latency: Latency): LatencyRange {
  const { from, to } = isNode(latency) ? latency : { from: latency, to: latency };
  const range = { from: parseDuration(from), to: parseDuration(to) };
  if (range.from <= range.to && range.to <= longestLatency) return range;
  throw new MockError(`The latency must be from 0 to ${longestLatency} milliseconds, the smaller time first; found ${from} to ${to}.`);
}
