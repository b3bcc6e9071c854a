import { findClockProblem, findUnknownName } from './checks.ts';
import type { Caller } from './client.ts';
import type { Clock } from './clock.ts';
import { longestTimer, readTimer, systemClock } from './clock.ts';
import type { WaitFailure } from './errors.ts';
import { DliApiError, DliCallError, DliConnectionError, DliInputError, DliTimeoutError, DliWaitError } from './errors.ts';
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
import type { Int64Form, WithInt64 } from './int64.ts';
import { readList } from './json.ts';
import type { RequestOptions } from './operation.ts';
import type { Hide } from './secrets.ts';

/** The state of a Flink job. */
export type FlinkJobStatus = components['schemas']['FlinkJobStatus'];
/** The state of a SQL job. */
export type SqlJobStatus = components['schemas']['SqlJobStatus'];
/** The state of a Spark job. */
export type SparkJobState = components['schemas']['SparkJobState'];
/** A Flink job with all its fields. */
export interface FlinkJob extends FlinkJobDetail {}
type FlinkJobDetail = NonNullable<ShowFlinkJobOutput['job_detail']>;

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
  /**
   * How long a state that the job has ended in may be one from before it was run again, in milliseconds: as long as no other
   * state was seen, it does not end the wait. Only states from which a job can be run again. Default: 15,000.
   */
  grace?: number | undefined;
  /** Ends the wait when it aborts, with the error that a call rejects with then, whose `jobId` is the job. */
  signal?: AbortSignal | undefined;
  /** Called after each response, and awaited. What it throws ends the wait. */
  onProgress?: ((progress: WaitProgress<State, Job>) => unknown) | undefined;
  /** Tells the time and waits, for tests. Default: the clock of the client. */
  clock?: Clock | undefined;
}

/** A Flink job did not reach the state that was waited for. `detail` is its `status_desc`. */
export class DliFlinkJobError extends DliWaitError {
  declare readonly state: FlinkJobStatus | undefined;
  declare readonly job: FlinkJob | undefined;

  override get name(): 'DliFlinkJobError' {
    return 'DliFlinkJobError';
  }
}

/** A SQL job did not reach the state that was waited for. `detail` is its `message`. */
export class DliSqlJobError extends DliWaitError {
  declare readonly state: SqlJobStatus | undefined;
  declare readonly job: ShowSqlJobStatusOutput | undefined;

  override get name(): 'DliSqlJobError' {
    return 'DliSqlJobError';
  }
}

/** A Spark job did not reach the state that was waited for. `detail` is the end of its log. */
export class DliSparkJobError extends DliWaitError {
  declare readonly state: SparkJobState | undefined;
  declare readonly job: ShowSparkJobOutput | undefined;

  override get name(): 'DliSparkJobError' {
    return 'DliSparkJobError';
  }
}

/**
 * Waits until a Flink job reaches a state. It ends at once if the job has ended in another one, which it leaves only when
 * somebody runs it again. A job that is set to be restarted when it fails has not ended by failing.
 *
 * Requests that fail with 429, with 500 or above, or without a response do not end the wait.
 *
 * @example
 * const job = await waitForFlinkJob(dli, { job_id }, { until: 'job_running', timeout: 300_000 });
 *
 * @param core A client, or a core.
 * @param input The job.
 * @param options The state to wait for, and how.
 * @returns The job in that state.
 * @throws {DliFlinkJobError} if the job cannot reach the state any more, or the time is over
 * @throws {DliInputError} if the job's ID or an option is invalid
 * @throws what a call throws
 */
export async function waitForFlinkJob<Form extends Int64Form = 'mixed'>(
  core: Caller<Form>,
  input: ShowFlinkJobInput,
  options: WaitOptions<FlinkJobStatus, WithInt64<FlinkJob, Form>>,
): Promise<WithInt64<FlinkJob, Form>> {
  checkArguments(core, showFlinkJob.operationId, options, 'until grace');
  return waitForState(createFlinkJobTarget(core, input), { ...options });
}

/** A Flink job to wait for. */
export function createFlinkJobTarget<Form extends Int64Form>(
  core: Caller<Form>,
  input: ShowFlinkJobInput,
): Target<FlinkJobStatus, WithInt64<FlinkJob, Form>> {
  return {
    kind: 'Flink job',
    core,
    id: String(input?.job_id),
    operationId: showFlinkJob.operationId,
    states: flinkJobStatus,
    show: async (limits, receiveHide) =>
      ((await core.call({ ...showFlinkJob, receiveHide }, input, limits)).job_detail ?? {}) as WithInt64<FlinkJob, Form>,
    readState: (job) => job.status,
    readDetail: (job) => job.status_desc,
    isRestarted: (job) => job.job_config?.restart_when_exception === true,
    Failure: DliFlinkJobError,
  };
}

/**
 * Waits until a SQL job has finished, or reaches another state. It ends at once if the job has ended in another one.
 * Requests that fail with 429, with 500 or above, or without a response do not end the wait.
 *
 * @example
 * const job = await waitForSqlJob(dli, { job_id });
 *
 * @param core A client, or a core.
 * @param input The job.
 * @param options How to wait, and the state to wait for. Default: `FINISHED`.
 * @returns The job in that state.
 * @throws {DliSqlJobError} if the job cannot reach the state any more, or the time is over
 * @throws {DliInputError} if the job's ID or an option is invalid
 * @throws what a call throws
 */
export async function waitForSqlJob<Form extends Int64Form = 'mixed'>(
  core: Caller<Form>,
  input: ShowSqlJobStatusInput,
  options: Partial<WaitOptions<SqlJobStatus, WithInt64<ShowSqlJobStatusOutput, Form>>> = {},
): Promise<WithInt64<ShowSqlJobStatusOutput, Form>> {
  checkArguments(core, showSqlJobStatus.operationId, options, 'until grace');
  const target: Target<SqlJobStatus, WithInt64<ShowSqlJobStatusOutput, Form>> = {
    kind: 'SQL job',
    core,
    id: String(input?.job_id),
    operationId: showSqlJobStatus.operationId,
    states: sqlJobStatus,
    show: async (limits, receiveHide) =>
      (await core.call({ ...showSqlJobStatus, receiveHide }, input, limits)) as WithInt64<ShowSqlJobStatusOutput, Form>,
    readState: (job) => job.status,
    readDetail: (job) => job.message,
    Failure: DliSqlJobError,
  };
  return waitForState(target, { ...options, until: options.until ?? 'FINISHED' });
}

/**
 * Waits until a Spark job has succeeded, or reaches another state. It ends at once if the job has ended in another one.
 * Requests that fail with 429, with 500 or above, or without a response do not end the wait.
 *
 * @example
 * const job = await waitForSparkJob(dli, { batch_id }, { onProgress: ({ state }) => console.log(state) });
 *
 * @param core A client, or a core.
 * @param input The job.
 * @param options How to wait, and the state to wait for. Default: `success`.
 * @returns The job in that state.
 * @throws {DliSparkJobError} if the job cannot reach the state any more, or the time is over
 * @throws {DliInputError} if the job's ID or an option is invalid
 * @throws what a call throws
 */
export async function waitForSparkJob(
  core: Caller,
  input: ShowSparkJobInput,
  options: Partial<WaitOptions<SparkJobState, ShowSparkJobOutput>> = {},
): Promise<ShowSparkJobOutput> {
  checkArguments(core, showSparkJob.operationId, options, 'until grace');
  const target: Target<SparkJobState, ShowSparkJobOutput> = {
    kind: 'Spark job',
    core,
    id: String(input?.batch_id),
    operationId: showSparkJob.operationId,
    states: sparkJobState,
    show: (limits, receiveHide) => core.call({ ...showSparkJob, receiveHide }, input, limits),
    readState: (job) => job.state,
    readDetail: (job) => readEndOfLog(job.log),
    Failure: DliSparkJobError,
  };
  return waitForState(target, { ...options, until: options.until ?? 'success' });
}

const shownLogLines = 5;

/** The last lines of a log, without headings that nothing follows on their line, such as `stderr: `. */
function readEndOfLog(log: unknown): string {
  const lines = readList(log).filter((line) => typeof line === 'string' && line.trim() !== '' && !/^[\w ]+:\s*$/.test(line));
  return lines.slice(-shownLogLines).join('\n');
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

/** Something with states that can be waited for. */
export interface Target<State extends string, Job> {
  readonly core: Caller;
  /** What it is, for messages, such as `SQL job`. */
  readonly kind: string;
  readonly id: string;
  /** The operation that shows it, for messages. */
  readonly operationId: string;
  readonly states: States<State>;
  show(options: RequestOptions, receiveHide: (hide: Hide) => void): Promise<Job>;
  readState(job: Job): State | undefined;
  /** What the service says of the state. */
  readDetail(job: Job): string | undefined;
  /** Whether it is set to be restarted when it fails. Default: it is not. */
  isRestarted?(job: Job): boolean;
  readonly Failure: new (kind: string, id: string, failure: WaitFailure, options?: ErrorOptions) => DliWaitError;
}

/**
 * Waits until something reaches a state.
 * @param isJustRun whether it was just run, so that within `grace` no final state counts before another one was seen
 */
export async function waitForState<State extends string, Job>(
  target: Target<State, Job>,
  options: WaitOptions<State, Job>,
  isJustRun = false,
): Promise<Job> {
  const { states } = target;
  const settled = readWaitOptions(target.core, target.operationId, options, states);
  const { until, timeout, interval, maxInterval, grace, signal, onProgress, clock } = settled;
  const start = readTimer(clock);
  const elapsed = () => readTimer(clock) - start;
  let last: WaitProgress<State, Job> | undefined;
  let failure: Error | undefined;
  let hasMoved = false;
  let hide: Hide = (text) => text;
  const longest = Math.min(maxInterval, longestTimer);
  for (let pause = Math.min(interval, longest); ; pause = Math.min(pause * 1.5, longest)) {
    const timeLeft = timeout - elapsed();
    if (timeLeft <= 0) throw createError('timeout', failure);
    const found = await show(timeLeft);
    if (found !== undefined) {
      last = found;
      await onProgress?.(found);
      if (hasEnded(found)) return found.job;
    }
    const retryAfter = failure instanceof DliApiError ? (failure.retryAfter ?? 0) : 0;
    await clock.sleep(Math.max(0, Math.min(Math.max(pause, retryAfter), timeout - elapsed())), signal);
  }

  /** What is there now; `undefined` if the request failed in a way that passes. */
  async function show(timeLeft: number): Promise<WaitProgress<State, Job> | undefined> {
    try {
      const limits = { signal, timeout: { total: Math.ceil(timeLeft) } };
      const job = await target.show(limits, (received) => {
        hide = received;
      });
      failure = undefined;
      return { state: target.readState(job), job, elapsed: Math.round(elapsed()) };
    } catch (error) {
      if (error instanceof DliTimeoutError && error.limit === 'total') throw createError('timeout', error);
      if (!isPassing(error)) throw addJobId(error, target.id, signal);
      failure = error;
      return undefined;
    }
  }

  function hasEnded({ state, job }: WaitProgress<State, Job>): boolean {
    if (state === undefined) return false;
    hasMoved ||= !states.final.includes(state);
    const mayBeOld = !hasMoved && elapsed() < grace;
    if (mayBeOld && isJustRun) return false;
    if (until.includes(state)) return true;
    const isRestarted = target.isRestarted?.(job) ?? false;
    const countsOnceEnded = (event: string) => mayBeOld || event === 'system' || (event === 'restart' && isRestarted);
    if (canReach(states, state, until, countsOnceEnded)) return false;
    throw createError('unreachable');
  }

  function createError(reason: WaitFailure['reason'], cause?: Error): DliWaitError {
    const detail = last && target.readDetail(last.job);
    const known = { state: last?.state, detail: detail ? hide(String(detail)) : undefined, job: last?.job, elapsed: Math.round(elapsed()) };
    return new target.Failure(target.kind, target.id, { reason, until, ...known }, cause && { cause });
  }
}

const optionNames = 'timeout interval maxInterval signal onProgress clock';

/**
 * Checks what functions that wait are given besides the job.
 * @param ownNames The options that the function has besides those of all.
 * @throws {DliInputError} if there is no client, or an option that does not exist
 */
export function checkArguments(core: Caller, operationId: string, options: object = {}, ownNames: string): void {
  if (typeof core?.call !== 'function')
    throw new DliInputError(operationId, undefined, 'the first argument has to be a client, such as that of createDliClient.');
  if (typeof options !== 'object' || options === null) throw new DliInputError(operationId, undefined, 'the options have to be an object.');
  const names = `${optionNames} ${ownNames}`;
  const unknown = findUnknownName(options, names);
  if (unknown === undefined) return;
  throw new DliInputError(operationId, unknown, `is not an option of this function. There are ${names.replaceAll(' ', ', ')}.`);
}

/**
 * The options of a wait with their defaults.
 * @throws {DliInputError} if one is invalid
 */
export function readWaitOptions<State extends string, Job>(
  core: Caller,
  operationId: string,
  options: WaitOptions<State, Job>,
  states: States<State>,
) {
  const { timeout = 600_000, interval = 1_000, grace = 15_000, signal, onProgress, clock = core.clock ?? systemClock } = options;
  const { maxInterval = Math.max(interval, 15_000) } = options;
  const problem = findClockProblem(clock);
  if (problem !== undefined) throw new DliInputError(operationId, undefined, problem);
  if (onProgress !== undefined && typeof onProgress !== 'function')
    throw new DliInputError(operationId, 'onProgress', 'has to be a function.');
  const until = [options.until ?? []].flat() as State[];
  checkGoals(operationId, until, states);
  checkTimes(operationId, { timeout, interval, maxInterval });
  if (typeof grace !== 'number' || !(grace >= 0)) {
    throw new DliInputError(operationId, 'grace', 'has to be a number of milliseconds, 0 or more.');
  }
  return { until, timeout, interval, maxInterval, grace, signal, onProgress, clock };
}

/** Adds to the error of a call that was aborted which job it was about. */
export function addJobId(error: unknown, jobId: string, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted && error instanceof DliCallError) error.jobId ??= jobId;
  return error;
}

/** Whether a request failed in a way that says nothing about the job, and may be over soon. */
function isPassing(error: unknown): error is Error {
  if (error instanceof DliApiError) return error.status === 429 || error.status >= 500;
  return error instanceof DliConnectionError || (error instanceof DliTimeoutError && error.limit === 'attempt');
}

function checkGoals<State extends string>(operationId: string, until: readonly State[], { all }: States<State>): void {
  const unknown = until.filter((state) => !all.includes(state));
  if (until.length > 0 && unknown.length === 0) return;
  const found = unknown.length === 0 ? 'is missing' : `has ${unknown.join(', ')}, which such a job is never in`;
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
 * can; once it has ended, only some events count. A state without documented transitions may lead anywhere.
 */
function canReach<State extends string>(
  states: States<State>,
  from: State,
  goals: readonly State[],
  countsOnceEnded: (event: string) => boolean,
): boolean {
  const seen = new Set<State>([from]);
  for (const state of seen) {
    const isFinal = states.final.includes(state);
    const onward = states.transitions.filter(([start]) => start === state);
    if (goals.includes(state) || (onward.length === 0 && !isFinal)) return true;
    for (const [, to, event] of onward) if (!isFinal || countsOnceEnded(event)) seen.add(to);
  }
  return false;
}
