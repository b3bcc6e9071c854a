import type { Answer } from './answers/answer.ts';
import type { Duration } from './duration.ts';
import { millisecondsOf } from './duration.ts';
import { MockError } from './errors.ts';

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
