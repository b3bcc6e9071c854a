import { setTimeout } from 'node:timers/promises';
import { MockError } from './errors.ts';

/** How long to wait before each answer, in milliseconds: a time from the one to the other, each as likely. */
export interface Latency {
  from: number;
  to: number;
}

const longest = 600_000;

/** @throws {MockError} when the times are no times, longer than ten minutes, or the wrong way round */
export function checkLatency(latency: Latency): Latency {
  const { from, to } = latency;
  if (from >= 0 && from <= to && to <= longest) return latency;
  throw new MockError(`The latency must be from 0 to ${longest} milliseconds, the smaller time first; found ${from} to ${to}.`);
}

export async function wait({ from, to }: Latency): Promise<void> {
  await setTimeout(from + Math.random() * (to - from));
}
