import { DliInputError, DliTimeoutError } from '../errors/index.ts';
import type { CallOptions } from '../operation.ts';
import type { Clock } from '../transport/clock.ts';
import { systemClock } from '../transport/clock.ts';
import { longestTimer } from '../transport/timer.ts';
import type { States } from './states.ts';
import { canReach } from './states.ts';
import { DliWaitError } from './wait-error.ts';

/** What one look at a job has shown. */
export interface Progress<State extends string, Job> {
  /** The job's state; `undefined` when the answer names none. */
  readonly state: State | undefined;
  /** The job. */
  readonly job: Job;
  /** How long the wait has taken so far, in milliseconds. */
  readonly elapsed: number;
}

/** How to wait for a job. */
export interface WaitOptions<State extends string, Job> {
  /** The state to wait for, or several of which any will do. */
  until: State | readonly State[];
  /** How long to wait at the most, in milliseconds: 600,000 unless given; `Infinity` for no limit. */
  timeout?: number | undefined;
  /** How long to wait between the first two looks, in milliseconds: 1,000 unless given. Each time after it is half as long again. */
  interval?: number | undefined;
  /** How long to wait between two looks at the most, in milliseconds: 15,000 unless given, or `interval` if that is longer. */
  maxInterval?: number | undefined;
  /** Ends the wait when it aborts, with the error that a call ends with then. */
  signal?: AbortSignal | undefined;
  /** Called after each look at the job. What it throws ends the wait. */
  onProgress?: ((progress: Progress<State, Job>) => void) | undefined;
  /** The time and the waiting, for tests. The system's unless given. */
  clock?: Pick<Clock, 'now' | 'sleep'> | undefined;
}

/** What a wait has to know of a kind of job. */
export interface Waiting<State extends string, Job> {
  /** The job in words, for errors. */
  readonly what: string;
  readonly operationId: string;
  readonly states: States<State>;
  look(options: CallOptions): Promise<Job>;
  stateOf(job: Job): State | undefined;
  /** Whether the job is set to be restarted when it fails. */
  restarts(job: Job): boolean;
}

/**
 * Looks at a job until it is in a state that is waited for.
 * @throws {DliWaitError} when it cannot come into one any more, or time is up
 * @throws {DliInputError} when an option makes no sense
 * @throws what the looks throw
 */
export async function wait<State extends string, Job>(waiting: Waiting<State, Job>, options: WaitOptions<State, Job>): Promise<Job> {
  const { what, operationId, states } = waiting;
  const {
    timeout = 600_000,
    interval = 1_000,
    maxInterval = Math.max(interval, 15_000),
    signal,
    onProgress,
    clock = systemClock,
  } = options;
  const until = [options.until].flat() as State[];
  checkGoals(operationId, until, states);
  checkTimes(operationId, { timeout, interval, maxInterval });
  const start = clock.now();
  const elapsed = () => clock.now() - start;
  let last: Progress<State, Job> | undefined;
  const longest = Math.min(maxInterval, longestTimer);
  for (let pause = Math.min(interval, longest); ; pause = Math.min(pause * 1.5, longest)) {
    const job = await lookWithin(timeout - elapsed());
    const state = waiting.stateOf(job);
    last = { state, job, elapsed: elapsed() };
    onProgress?.(last);
    if (state !== undefined && until.includes(state)) return job;
    if (state !== undefined && !canReach(states, state, until, waiting.restarts(job))) throw failure('unreachable');
    await clock.sleep(Math.max(0, Math.min(pause, timeout - elapsed())), signal);
  }

  async function lookWithin(left: number): Promise<Job> {
    if (left <= 0) throw failure('timeout');
    try {
      return await waiting.look({ signal, timeout: { total: left } });
    } catch (error) {
      throw error instanceof DliTimeoutError && error.limit === 'total' ? failure('timeout', error) : error;
    }
  }

  function failure(reason: 'unreachable' | 'timeout', cause?: unknown): DliWaitError<State, Job> {
    const known = { state: last?.state, job: last?.job, elapsed: elapsed() };
    return new DliWaitError(what, { reason, until, ...known }, cause === undefined ? undefined : { cause });
  }
}

function checkGoals<State extends string>(operationId: string, until: readonly State[], { all }: States<State>): void {
  const wrong = until.filter((state) => !all.includes(state));
  if (until.length > 0 && wrong.length === 0) return;
  const found = wrong.length === 0 ? 'names no state' : `names ${wrong.join(', ')}, which is no state of such a job`;
  throw new DliInputError(operationId, 'until', `${found}. The states are ${all.join(', ')}.`);
}

function checkTimes(operationId: string, times: Record<string, number>): void {
  for (const [name, time] of Object.entries(times)) {
    if (typeof time === 'number' && time > 0) continue;
    throw new DliInputError(operationId, name, 'has to be a number of milliseconds above 0.');
  }
}
