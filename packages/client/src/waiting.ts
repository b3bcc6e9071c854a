import type { DliCore } from './client.ts';
import { DliInputError, DliTimeoutError, DliWaitError } from './errors.ts';
import type {
  ShowFlinkJobInput,
  ShowFlinkJobOutput,
  ShowSparkJobInput,
  ShowSparkJobOutput,
  ShowSqlJobStatusInput,
  ShowSqlJobStatusOutput,
} from './generated/methods.ts';
import { showFlinkJob, showSparkJob, showSqlJobStatus } from './generated/operations.ts';
import type { components } from './generated/schema.ts';
import { flinkJobStatus, sparkJobState, sqlJobStatus } from './generated/states.ts';
import type { Clock } from './http.ts';
import { longestTimer, readTimer, systemClock } from './http.ts';
import type { Operation, RequestOptions } from './operation.ts';

/** The state of a Flink job. */
export type FlinkJobStatus = components['schemas']['FlinkJobStatus'];
/** The state of a SQL job. */
export type SqlJobStatus = components['schemas']['SqlJobStatus'];
/** The state of a Spark job. */
export type SparkJobState = components['schemas']['SparkJobState'];
/** A Flink job with all its fields. */
export type FlinkJob = NonNullable<ShowFlinkJobOutput['job_detail']>;

/** How far a wait is. */
export interface WaitProgress<State extends string, Job> {
  /** The job's state; `undefined` if the response has none. */
  readonly state: State | undefined;
  readonly job: Job;
  /** How long the wait has taken so far, in milliseconds. */
  readonly elapsed: number;
}

/** How to wait for a job. */
export interface WaitOptions<State extends string, Job> {
  /** The state to wait for, or several of which any will do. */
  until: State | readonly State[];
  /** How long to wait at most, in milliseconds; `Infinity` for no limit. Default: 600,000. */
  timeout?: number | undefined;
  /** The pause between the first two requests, in milliseconds. Each one after it is half as long again. Default: 1,000. */
  interval?: number | undefined;
  /** The longest pause between two requests, in milliseconds. Default: 15,000, or `interval` if that is longer. */
  maxInterval?: number | undefined;
  /** Ends the wait when it aborts, with the error that a call rejects with then. */
  signal?: AbortSignal | undefined;
  /** Called after each request. What it throws ends the wait. */
  onProgress?: ((progress: WaitProgress<State, Job>) => void) | undefined;
  /** Tells the time and waits, for tests. Default: the system's clock. */
  clock?: Clock | undefined;
}

/**
 * Waits until a Flink job reaches a state. It ends at once if the job has ended in another one, which it leaves only when
 * somebody runs it again. A job that is set to be restarted when it fails has not ended by failing.
 *
 * @example
 * const job = await waitForFlinkJob(dli, { job_id }, { until: 'job_running', timeout: 300_000 });
 *
 * @param core A client, or a core.
 * @param input The job.
 * @param options The state to wait for, and how.
 * @returns The job in that state.
 * @throws {DliWaitError} if the job cannot reach the state any more, or the time is over
 * @throws {DliInputError} if the job's ID or an option is invalid
 * @throws what a call throws
 */
export async function waitForFlinkJob(
  core: Pick<DliCore, 'call'>,
  input: ShowFlinkJobInput,
  options: WaitOptions<FlinkJobStatus, FlinkJob>,
): Promise<FlinkJob> {
  const kind = {
    name: `The Flink job ${input?.job_id}`,
    operation: showFlinkJob,
    states: flinkJobStatus,
    show: async (limits: RequestOptions) => (await core.call(showFlinkJob, input, limits)).job_detail ?? {},
    readState: (job: FlinkJob) => job.status,
    isRestarted: (job: FlinkJob) => job.job_config?.restart_when_exception === true,
  };
  return waitForJob(kind, { ...options });
}

/**
 * Waits until a SQL job has finished, or reaches another state. It ends at once if the job has ended in another one.
 *
 * @example
 * const job = await waitForSqlJob(dli, { job_id });
 *
 * @param core A client, or a core.
 * @param input The job.
 * @param options How to wait, and the state to wait for. Default: `FINISHED`.
 * @returns The job in that state.
 * @throws {DliWaitError} if the job cannot reach the state any more, or the time is over
 * @throws {DliInputError} if the job's ID or an option is invalid
 * @throws what a call throws
 */
export async function waitForSqlJob(
  core: Pick<DliCore, 'call'>,
  input: ShowSqlJobStatusInput,
  options: Partial<WaitOptions<SqlJobStatus, ShowSqlJobStatusOutput>> = {},
): Promise<ShowSqlJobStatusOutput> {
  const kind = {
    name: `The SQL job ${input?.job_id}`,
    operation: showSqlJobStatus,
    states: sqlJobStatus,
    show: (limits: RequestOptions) => core.call(showSqlJobStatus, input, limits),
    readState: (job: ShowSqlJobStatusOutput) => job.status,
    isRestarted: () => false,
  };
  return waitForJob(kind, { ...options, until: options.until ?? 'FINISHED' });
}

/**
 * Waits until a Spark job has succeeded, or reaches another state. It ends at once if the job has ended in another one.
 *
 * @example
 * const job = await waitForSparkJob(dli, { batch_id }, { onProgress: ({ state }) => console.log(state) });
 *
 * @param core A client, or a core.
 * @param input The job.
 * @param options How to wait, and the state to wait for. Default: `success`.
 * @returns The job in that state.
 * @throws {DliWaitError} if the job cannot reach the state any more, or the time is over
 * @throws {DliInputError} if the job's ID or an option is invalid
 * @throws what a call throws
 */
export async function waitForSparkJob(
  core: Pick<DliCore, 'call'>,
  input: ShowSparkJobInput,
  options: Partial<WaitOptions<SparkJobState, ShowSparkJobOutput>> = {},
): Promise<ShowSparkJobOutput> {
  const kind = {
    name: `The Spark job ${input?.batch_id}`,
    operation: showSparkJob,
    states: sparkJobState,
    show: (limits: RequestOptions) => core.call(showSparkJob, input, limits),
    readState: (job: ShowSparkJobOutput) => job.state,
    isRestarted: () => false,
  };
  return waitForJob(kind, { ...options, until: options.until ?? 'success' });
}

/** The states of a kind of job, from the document. */
export interface States<State extends string> {
  readonly all: readonly State[];
  /** Those that a job leaves only when somebody runs it again. */
  readonly final: readonly State[];
  /**
   * From, to, and by what: `system` is the service by itself, `restart` the service for a job that is set to be
   * restarted, anything else a user.
   */
  readonly transitions: readonly (readonly [from: State, to: State, event: string])[];
}

interface JobKind<State extends string, Job> {
  /** The job, for messages. */
  readonly name: string;
  readonly operation: Operation<never, unknown>;
  readonly states: States<State>;
  show(options: RequestOptions): Promise<Job>;
  readState(job: Job): State | undefined;
  /** Whether the job is set to be restarted when it fails. */
  isRestarted(job: Job): boolean;
}

async function waitForJob<State extends string, Job>(kind: JobKind<State, Job>, options: WaitOptions<State, Job>): Promise<Job> {
  const { operation, states } = kind;
  const {
    timeout = 600_000,
    interval = 1_000,
    maxInterval = Math.max(interval, 15_000),
    signal,
    onProgress,
    clock = systemClock,
  } = options;
  const until = [options.until].flat() as State[];
  checkGoals(operation.operationId, until, states);
  checkTimes(operation.operationId, { timeout, interval, maxInterval });
  const start = readTimer(clock);
  const elapsed = () => Math.round(readTimer(clock) - start);
  let last: WaitProgress<State, Job> | undefined;
  const longest = Math.min(maxInterval, longestTimer);
  for (let pause = Math.min(interval, longest); ; pause = Math.min(pause * 1.5, longest)) {
    const job = await showWithin(timeout - elapsed());
    const state = kind.readState(job);
    last = { state, job, elapsed: elapsed() };
    onProgress?.(last);
    if (state !== undefined && until.includes(state)) return job;
    if (state !== undefined && !canReach(states, state, until, kind.isRestarted(job))) throw createError('unreachable');
    await clock.sleep(Math.max(0, Math.min(pause, timeout - elapsed())), signal);
  }

  async function showWithin(timeLeft: number): Promise<Job> {
    if (timeLeft <= 0) throw createError('timeout');
    try {
      return await kind.show({ signal, timeout: { total: timeLeft } });
    } catch (error) {
      throw error instanceof DliTimeoutError && error.limit === 'total' ? createError('timeout', error) : error;
    }
  }

  function createError(reason: 'unreachable' | 'timeout', cause?: unknown): DliWaitError<State, Job> {
    const known = { state: last?.state, job: last?.job, elapsed: elapsed() };
    return new DliWaitError(kind.name, { reason, until, ...known }, cause === undefined ? undefined : { cause });
  }
}

function checkGoals<State extends string>(operationId: string, until: readonly State[], { all }: States<State>): void {
  const unknown = until.filter((state) => !all.includes(state));
  if (until.length > 0 && unknown.length === 0) return;
  const found = unknown.length === 0 ? 'is empty' : `has ${unknown.join(', ')}, which such a job is never in`;
  throw new DliInputError(operationId, 'until', `${found}. The states are ${all.join(', ')}.`);
}

function checkTimes(operationId: string, times: Record<string, number>): void {
  for (const [name, time] of Object.entries(times)) {
    if (typeof time === 'number' && time > 0) continue;
    throw new DliInputError(operationId, name, 'has to be a number of milliseconds above 0.');
  }
}

/**
 * Whether a goal can still be reached from a state. As long as a job has not ended, users may do with it whatever they
 * can; once it has ended, only what the service does counts. A state without documented transitions may lead anywhere.
 */
function canReach<State extends string>(states: States<State>, from: State, goals: readonly State[], isRestarted: boolean): boolean {
  const seen = new Set<State>([from]);
  for (const state of seen) {
    const isFinal = states.final.includes(state);
    const onward = states.transitions.filter(([start]) => start === state);
    if (goals.includes(state) || (onward.length === 0 && !isFinal)) return true;
    for (const [, to, event] of onward) {
      if (event === 'restart' ? isRestarted : !isFinal || event === 'system') seen.add(to);
    }
  }
  return false;
}
