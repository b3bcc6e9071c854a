import { MockError } from './errors.ts';

/** A span of time: milliseconds as a number, or with a unit, such as `'200ms'`, `'1.5s'`, `'2m'` or `'1h'`. */
export type Duration = number | `${number}${'ms' | 's' | 'm' | 'h'}`;

const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Timers take no more, and fire at once when they are given more. */
const longest = 2 ** 31 - 1;

/**
 * A span of time in milliseconds.
 * @throws {MockError} when it is none, is negative or is longer than 24 days
 */
export function millisecondsOf(duration: Duration): number {
  const [, digits, unit = 'ms'] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(String(duration)) ?? [];
  const milliseconds = Number(digits) * (units[unit] ?? 1);
  if (milliseconds <= longest) return milliseconds;
  throw new MockError(`A duration must be milliseconds or such as "200ms", "1.5s", "2m", and at most 24 days; found ${shown(duration)}.`);
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
