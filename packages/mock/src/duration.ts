import { MockError } from './errors.ts';
import { describe } from './validation/violation.ts';

/** A length of time: milliseconds, or a number with its unit, such as `'500ms'`, `'30s'`, `'5m'`, `'1h'` or `'7d'`. */
export type Duration = number | `${number}${keyof typeof units}`;

const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * A duration in milliseconds, rounded up to whole ones.
 * @throws {MockError} when it is none, or less than nothing
 */
export function millisecondsOf(duration: Duration): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(String(duration)) ?? [];
  const milliseconds = typeof duration === 'number' ? duration : Number(number) * units[unit as keyof typeof units];
  // Times in answers are whole milliseconds.
  if (milliseconds >= 0) return Math.ceil(milliseconds);
  throw new MockError(`A duration must be a number of milliseconds, 0 or more, or a text such as '30s', found ${describe(duration)}.`);
}
