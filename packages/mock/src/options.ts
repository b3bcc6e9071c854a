import { MockError } from './errors.ts';
import { nearestName } from './messages.ts';
import type { Answer } from './response/response.ts';
import { describe } from './validation/violation.ts';

/**
 * Refuses what is given under a name that nothing looks at: it would be passed over in silence.
 * @param what whose names they are, such as `The option`
 * @throws {MockError} that tells the nearest name that is known
 */
export function refuseUnknownNames(what: string, given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const nearest = nearestName(unknown, known);
  throw new MockError(
    `${what} ${unknown} is unknown${nearest ? ` (did you mean ${nearest}?)` : ''}. There are ${known.join(', ') || 'none'}.`,
  );
}

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

/** How long to wait before each answer: always as long, or a time from the one to the other, each as likely. Ten minutes at most. */
export type Latency = Duration | { from: Duration; to: Duration };

/** The same in milliseconds. */
export interface LatencyRange {
  from: number;
  to: number;
}

const longest = 600_000;

/** @throws {MockError} when the times are no times, longer than ten minutes, or the wrong way round */
export function latencyRange(latency: Latency): LatencyRange {
  const { from, to } = typeof latency === 'object' ? latency : { from: latency, to: latency };
  const range = { from: millisecondsOf(from), to: millisecondsOf(to) };
  if (range.from <= range.to && range.to <= longest) return range;
  throw new MockError(`The latency must be from 0 to ${longest} milliseconds, the smaller time first; found ${from} to ${to}.`);
}

/** An answer that leaves later by a time of the range. A caller who gives up, or a server that closes, does not wait for it. */
export function delayed(answer: Answer, { from, to }: LatencyRange): Answer {
  const { delayMilliseconds = 0, ...delivery } = answer.delivery ?? {};
  return { ...answer, delivery: { ...delivery, delayMilliseconds: delayMilliseconds + from + Math.random() * (to - from) } };
}
