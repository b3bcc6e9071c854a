import type { Caller } from './client.ts';
import { DliError, DliInputError, DliResponseError } from './errors.ts';
import type { CreateSparkJobInput, ShowSparkJobOutput } from './generated/methods.ts';
import { batchRunFlinkJobs, batchStopFlinkJobs, cancelSparkJob, createSparkJob } from './generated/operations.ts';
import { flinkJobStatus, sparkJobState } from './generated/states.ts';
import type { Int64Form, WithInt64 } from './int64.ts';
import type { Int64Input } from './json.ts';
import { describeInt64Problem, readInt64Digits, readList } from './json.ts';
import type { Operation, OperationArguments } from './operation.ts';
import type { Hide } from './secrets.ts';
import type { FlinkJob, FlinkJobStatus, SparkJobState, WaitOptions } from './waiting.ts';
import { checkArguments, createFlinkJobTarget, readWaitOptions, waitForSparkJob, waitForState } from './waiting.ts';

/** How to run a job and wait for it. The time limit counts from when the job was submitted. */
export interface RunOptions<State extends string, Job> extends Partial<Omit<WaitOptions<State, Job>, 'until'>> {
  /**
   * Whether the job is cancelled when `signal` aborts, before the error of that is thrown. Not if it aborts while the job is
   * being submitted, when its ID is not known. Default: `false`, the job runs on.
   */
  cancelOnAbort?: boolean | undefined;
}

/** Waits, and cancels what is waited for if the signal aborts. A job that has ended meanwhile cannot be cancelled, which is not an error. */
export async function cancelIfAborted<Value>(
  { signal, cancelOnAbort }: { signal?: AbortSignal | undefined; cancelOnAbort?: boolean | undefined },
  wait: () => Promise<Value>,
  cancel: () => Promise<unknown>,
): Promise<Value> {
  try {
    return await wait();
  } catch (error) {
    if (signal?.aborted && cancelOnAbort) await cancel().catch(() => undefined);
    throw error;
  }
}

/**
 * Submits a job.
 * @param name The field of the response that has the job's ID.
 * @throws {DliResponseError} if the response has none
 */
export async function submitJob<Input extends object, Output, Name extends keyof Output & string>(
  core: Caller,
  operation: Operation<Input, Output>,
  input: Input,
  signal: AbortSignal | undefined,
  name: Name,
): Promise<Output & Record<Name, string>> {
  const { output, response, requestId, attempts } = await core
    .call(operation, ...([input, { signal }] as unknown as OperationArguments<Input>))
    .withResponse();
  if (typeof output[name] === 'string' && output[name] !== '') return output as Output & Record<Name, string>;
  const failure = { operationId: operation.operationId, attempts, status: response.status, requestId, body: '' };
  throw new DliResponseError(failure, `${name} is missing`);
}

/**
 * Creates a Spark job and waits until it has succeeded.
 *
 * @example
 * const job = await runSparkJob(dli, { file: 'etl.jar', className: 'Main', queue: 'etl' });
 *
 * @param core A client, or a core.
 * @param input The job, as `createSparkJob` takes it.
 * @param options How to wait.
 * @returns The job, which has succeeded.
 * @throws {DliSparkJobError} if the job fails, with the last lines of its log, or the time is over
 * @throws {DliInputError} if the input or an option is invalid
 * @throws what a call throws
 */
export async function runSparkJob(
  core: Caller,
  input: CreateSparkJobInput,
  options: Omit<RunOptions<SparkJobState, ShowSparkJobOutput>, 'grace'> = {},
): Promise<ShowSparkJobOutput> {
  const { operationId } = createSparkJob;
  checkArguments(core, operationId, options, 'cancelOnAbort');
  const { cancelOnAbort: _, ...waiting } = options;
  const { signal } = readWaitOptions(core, operationId, { ...waiting, until: 'success' }, sparkJobState);
  const { id: batch_id } = await submitJob(core, createSparkJob, input, signal, 'id');
  const wait = () => waitForSparkJob(core, { batch_id }, waiting);
  return cancelIfAborted(options, wait, () => core.call(cancelSparkJob, { batch_id }));
}

/** How to run Flink jobs. */
export interface RunFlinkOptions<Form extends Int64Form = 'mixed'> extends RunOptions<FlinkJobStatus, WithInt64<FlinkJob, Form>> {
  /** The state to wait for, or several of which any will do. Default: `job_running` or `job_finish`. */
  until?: FlinkJobStatus | readonly FlinkJobStatus[] | undefined;
  /** Whether each job starts from its latest savepoint. Default: `false`. */
  resumeSavepoint?: boolean | undefined;
}

const flinkOptionNames = 'until grace resumeSavepoint cancelOnAbort';

/**
 * Runs a Flink job that exists, and waits until it runs or has finished. The state that it had before does not count.
 *
 * @example
 * const job = await runFlinkJob(dli, { job_id: 104 });
 *
 * @param core A client, or a core.
 * @param input The job.
 * @param options How to run it and to wait.
 * @returns The job in the state that was waited for.
 * @throws {DliOutcomeError} if the service does not run it, with its reason
 * @throws {DliFlinkJobError} if the job fails, with its `status_desc`, or the time is over
 * @throws {DliInputError} if the job's ID or an option is invalid
 * @throws what a call throws
 */
export async function runFlinkJob<Form extends Int64Form = 'mixed'>(
  core: Caller<Form>,
  input: { job_id: Int64Input },
  options: RunFlinkOptions<Form> = {},
): Promise<WithInt64<FlinkJob, Form>> {
  checkArguments(core, batchRunFlinkJobs.operationId, options, flinkOptionNames);
  const job_id = input?.job_id;
  if (readInt64Digits(job_id) === undefined) throw new DliInputError('runFlinkJob', 'job_id', describeInt64Problem(job_id));
  return cancelIfAborted(
    options,
    () => startFlinkJob(core, job_id, options),
    () => core.call(batchStopFlinkJobs, { job_ids: [job_id] }),
  );
}

/**
 * Runs Flink jobs that exist, at the same time, and waits for each as {@link runFlinkJob} does. Each has a request of its own,
 * since the outcomes of one request for several do not say which job they belong to.
 *
 * @param core A client, or a core.
 * @param input The jobs.
 * @param options How to run them and to wait.
 * @returns The jobs in the state that was waited for, in the order of the input.
 * @throws {DliRunError} if some jobs fail, once all others are where they should be
 * @throws what {@link runFlinkJob} throws if the signal aborts or `onProgress` throws, at once
 */
export async function runFlinkJobs<Form extends Int64Form = 'mixed'>(
  core: Caller<Form>,
  input: { job_ids: readonly Int64Input[] },
  options: RunFlinkOptions<Form> = {},
): Promise<WithInt64<FlinkJob, Form>[]> {
  checkArguments(core, batchRunFlinkJobs.operationId, options, flinkOptionNames);
  const job_ids = input?.job_ids;
  if (!Array.isArray(job_ids)) throw new DliInputError(batchRunFlinkJobs.operationId, 'job_ids', 'has to be a list of IDs.');
  for (const [index, id] of job_ids.entries()) {
    if (readInt64Digits(id) !== undefined) continue;
    throw new DliInputError(batchRunFlinkJobs.operationId, 'job_ids', `at index ${index} ${describeInt64Problem(id)}`);
  }
  const end = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, end.signal]) : end.signal;
  const start = (job_id: Int64Input) => startFlinkJob(core, job_id, { ...options, signal }).catch(catchFailure);
  const catchFailure = (error: unknown) => {
    if (error instanceof DliError && !(error instanceof DliInputError) && !signal.aborted) return error;
    throw error;
  };
  const ends = await cancelIfAborted(
    options,
    () => Promise.all(job_ids.map(start)).finally(() => end.abort()),
    () => core.call(batchStopFlinkJobs, { job_ids: [...job_ids] }),
  );
  const errors = ends.filter((one) => one instanceof DliError);
  const jobs = ends.filter((one) => !(one instanceof DliError));
  if (errors.length > 0) throw new DliRunError(errors, jobs);
  return jobs;
}

async function startFlinkJob<Form extends Int64Form>(
  core: Caller<Form>,
  job_id: Int64Input,
  options: RunFlinkOptions<Form>,
): Promise<WithInt64<FlinkJob, Form>> {
  const { until = ['job_running', 'job_finish'], resumeSavepoint: resume_savepoint, cancelOnAbort: _, ...waiting } = options;
  const { operationId } = batchRunFlinkJobs;
  const { signal } = readWaitOptions(core, operationId, { ...waiting, until }, flinkJobStatus);
  let hide: Hide = (text) => text;
  const receiveHide = (received: Hide) => {
    hide = received;
  };
  const outcomes = await core.call({ ...batchRunFlinkJobs, receiveHide }, { job_ids: [job_id], resume_savepoint }, { signal });
  const { failed } = splitOutcomes(readList(outcomes) as typeof outcomes);
  if (failed.length > 0) throw new DliOutcomeError(operationId, String(job_id), hide(String(failed[0]?.message ?? '')));
  return waitForState(createFlinkJobTarget(core, { job_id }), { ...waiting, until }, true);
}

/** The outcome of an operation for one of several jobs. */
export interface Outcome {
  is_success?: boolean | string | undefined;
  message?: string | undefined;
}

/**
 * Splits the outcomes of an operation on several jobs, such as `batchStopFlinkJobs`, by their `is_success`. One without it
 * has succeeded.
 *
 * @throws {DliInputError} if there is no list
 */
export function splitOutcomes<One extends Outcome>(outcomes: readonly One[]): { succeeded: One[]; failed: One[] } {
  if (!Array.isArray(outcomes)) throw new DliInputError('splitOutcomes', undefined, 'the argument has to be a list of outcomes.');
  const hasFailed = (one: One) => String(one?.is_success).toLowerCase() === 'false';
  return { succeeded: outcomes.filter((one) => !hasFailed(one)), failed: outcomes.filter(hasFailed) };
}

/** The service refused to act on a job, in a response that is otherwise a success. */
export class DliOutcomeError extends DliError {
  declare readonly operationId: string;
  /** The job's ID. */
  declare readonly jobId: string;
  /** What the service says about it, if anything. */
  declare readonly detail: string | undefined;

  constructor(operationId: string, jobId: string, detail: string | undefined) {
    super(`${operationId} failed for the job ${jobId}: ${detail || 'no message says why'}`);
    this.operationId = operationId;
    this.jobId = jobId;
    this.detail = detail || undefined;
  }

  override get name(): 'DliOutcomeError' {
    return 'DliOutcomeError';
  }
}

/** Some of several jobs failed. */
export class DliRunError extends DliError {
  /** An error for each job that failed. */
  readonly errors: readonly DliError[];
  /** The other jobs. They are not printed with the error: they may hold SQL. */
  declare readonly jobs: readonly FlinkJob[];

  constructor(errors: readonly DliError[], jobs: readonly FlinkJob[]) {
    const list = errors.map(({ message }) => `\n- ${message}`).join('');
    super(`${errors.length} of ${errors.length + jobs.length} jobs failed:${list}`);
    this.errors = errors;
    Object.defineProperty(this, 'jobs', { value: jobs });
  }

  override get name(): 'DliRunError' {
    return 'DliRunError';
  }
}
