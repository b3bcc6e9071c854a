import { MockError } from '../errors.ts';
import type { Duration } from '../options.ts';
import { parseDuration } from '../options.ts';

/** The sandbox's time. It stands still until a test advances it, unless the sandbox runs in real time. */
export interface SandboxClock {
  /** The time, in milliseconds since 1970-01-01 UTC. */
  readonly now: number;
  /**
   * Lets time pass at once. What is due until then has happened when the next call is answered.
   * @throws {MockError} when it is no duration, or has no end
   */
  advance(duration: Duration): void;
  /**
   * The same time as the client's waiters take it, where sleeping is advancing: `waitForFlinkJob(dli, job, { until, clock:
   * mock.clock.timer })` waits without taking time.
   */
  readonly timer: {
    now(): number;
    sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  };
}

/** A clock that can be put back to where it began. */
export interface ResettableClock extends SandboxClock {
  reset(): void;
}

/** Where virtual time begins unless told otherwise. */
const usualStart = '2030-01-01T00:00:00Z';

/**
 * @param start where virtual time begins; real time is what it is
 * @throws {MockError} when `start` is no date
 */
export function createClock({ realTime, start }: { realTime: boolean; start: Date | string | undefined }): ResettableClock {
  const beginning = new Date(start ?? usualStart).getTime();
  if (Number.isNaN(beginning)) throw new MockError(`The sandbox's start must be a date, found ${JSON.stringify(start)}.`);
  let advanced = 0;
  const now = () => (realTime ? Date.now() : beginning) + advanced;
  const advance = (duration: Duration) => {
    const milliseconds = parseDuration(duration);
    // Later than this a Date is none.
    if (now() + milliseconds > 8.64e15)
      throw new MockError(`The clock cannot be advanced by ${duration}: that is after the last date there is.`);
    advanced += milliseconds;
  };
  return {
    get now() {
      return now();
    },
    advance,
    timer: {
      now,
      async sleep(milliseconds, signal) {
        if (!signal?.aborted) advance(milliseconds);
      },
    },
    reset() {
      advanced = 0;
    },
  };
}
