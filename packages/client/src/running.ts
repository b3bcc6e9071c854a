import type { Caller } from './client.ts';
import { DliError, DliInputError } from './errors.ts';
import type {
  CreateSparkJobInput,
  CreateSqlJobInput,
  CreateSqlJobOutput,
  ExportSqlJobResultInput,
  ShowSparkJobOutput,
  ShowSqlJobStatusOutput,
} from './generated/methods.ts';
import {
  batchRunFlinkJobs,
  batchStopFlinkJobs,
  cancelSparkJob,
  cancelSqlJob,
  createSparkJob,
  createSqlJob,
  exportSqlJobResult,
  previewSqlJobResult,
} from './generated/operations.ts';
import { flinkJobStatus, sparkJobState, sqlJobStatus } from './generated/states.ts';
import type { Int64Input, JsonValue } from './json.ts';
import { parseWrittenNumbers } from './json.ts';
import type { ResultColumn } from './rows.ts';
import { convertRows, findRepeatedName, readColumns } from './rows.ts';
import type { FlinkJob, FlinkJobStatus, SparkJobState, SqlJobStatus, WaitOptions } from './waiting.ts';
import { createFlinkJobTarget, readWaitOptions, waitForSparkJob, waitForSqlJob, waitForState } from './waiting.ts';

/** How to run a job and wait for it. The time limit counts from when the job was submitted. */
export interface RunOptions<State extends string, Job> extends Partial<Omit<WaitOptions<State, Job>, 'until'>> {
  /**
   * Whether the job is cancelled when `signal` aborts, before the error of that is thrown. Not if it aborts while the job is
   * being submitted, when its ID is not known. Default: `false`, the job runs on.
   */
  cancelOnAbort?: boolean | undefined;
}

/** The folder to export a result to, or all that `exportSqlJobResult` takes but the job's ID. */
export type ExportTarget = string | DistributiveOmit<ExportSqlJobResultInput, 'job_id'>;

type DistributiveOmit<Whole, Name extends PropertyKey> = Whole extends unknown ? Omit<Whole, Name> : never;

/** How to run a SQL statement. */
export interface RunSqlOptions extends Omit<RunOptions<SqlJobStatus, ShowSqlJobStatusOutput>, 'grace'> {
  /**
   * Where the result of a query is exported to, which may have any number of rows: a folder of OBS that does not exist yet,
   * such as `obs://bucket/folder`, for CSV, or all that `exportSqlJobResult` takes. The export is waited for.
   */
  exportTo?: ExportTarget | undefined;
  /** Makes what a decimal becomes of its digits. Default: they stay a string, which is exact. */
  decimal?: ((digits: string) => unknown) | undefined;
}

/** The result of a statement: `for await (const row of result)`. Rows have been converted by the types of their columns. */
export interface SqlResult<Row extends object> extends AsyncIterable<Row> {
  readonly jobId: string;
  /** What the statement does, such as `QUERY` or `DDL`. */
  readonly jobType: CreateSqlJobOutput['job_type'];
  /** The columns, in order. Empty for a statement without a result. */
  readonly columns: readonly ResultColumn[];
  /** How many rows the result has; for an INSERT, how many were inserted. */
  readonly rowCount: number;
  /** The job that exported the result, with `exportTo`. */
  readonly exportJobId: string | undefined;
  /**
   * The rows as an array.
   * @throws {DliResultError} if the result was exported and has more rows than the service shows
   */
  toArray(): Row[];
}

/** A statement was run, and its result cannot be given: it has more rows than the service shows, or they cannot be read. */
export class DliResultError extends DliError {
  /** The job, which has finished. */
  readonly jobId: string;
  /** How many rows its result has, if that is known. */
  readonly rowCount: number | undefined;

  constructor(jobId: string, rowCount: number | undefined, problem: string) {
    super(`The SQL job ${jobId} has finished, and ${problem}`);
    this.jobId = jobId;
    this.rowCount = rowCount;
  }

  override get name(): 'DliResultError' {
    return 'DliResultError';
  }
}

/**
 * Runs a SQL statement, waits for it, and gives its result. Each value has the type of its column, in every row:
 *
 * - `tinyint`, `smallint` and `int` are numbers, `bigint` is always a bigint, `float` and `double` are numbers
 * - `decimal` is a string with all its digits, or what `decimal` of the options makes of it
 * - `boolean` is a boolean, and null is null
 * - dates, times, text, and arrays, maps and structs are as the service writes them
 *
 * The service shows at most 1,000 rows of a result. If there are more, an error says so, unless they are exported.
 *
 * @example
 * for await (const row of await runSql<{ id: number }>(dli, 'select id from t1')) console.log(row.id);
 *
 * @param core A client, or a core.
 * @param statement The statement, or all that `createSqlJob` takes.
 * @param options How to wait, and what to do with the result.
 * @throws {DliSqlJobError} if the statement fails, with the service's reason, or the time is over
 * @throws {DliResultError} if there are more rows than the service shows, two columns of one name, or a value that is not of
 *   its column's type
 * @throws {DliInputError} if an option is invalid
 * @throws what a call throws; {@link DliApiError} if the service refuses the statement
 */
export async function runSql<Row extends object = Record<string, JsonValue>>(
  core: Caller,
  statement: string | CreateSqlJobInput,
  options: RunSqlOptions = {},
): Promise<SqlResult<Row>> {
  const { operationId } = createSqlJob;
  const { exportTo, decimal, cancelOnAbort: _, ...waiting } = options;
  const { timeout, clock, signal } = readWaitOptions(core, operationId, { ...waiting, until: 'FINISHED' }, sqlJobStatus);
  const exported = readExportTarget(operationId, exportTo);
  const input = typeof statement === 'string' ? { sql: statement } : statement;
  const submitted = await core.call({ ...createSqlJob, parse: parseWrittenNumbers }, input, { signal });
  const deadline = clock.now() + timeout;
  const { job_id: jobId, job_type: jobType } = submitted;
  const { result_count: count } = await finish(jobId);
  const exportJobId = exported && (await exportResult(exported));
  const result = jobType === 'QUERY' ? await preview() : readSubmitted();

  const columns = readColumns(result.schema);
  const createError = (problem: string) => new DliResultError(jobId, result.rowCount, problem);
  const repeated = findRepeatedName(columns);
  if (repeated !== undefined) throw createError(`its result has several columns named ${repeated}. Name them apart with AS.`);
  const rows = convertRows(columns, result.rows, decimal);
  if (!Array.isArray(rows)) throw createError(`its result cannot be read: ${rows.text}.`);
  const isComplete = result.total !== undefined && rows.length >= result.total;
  const missing = `its result has ${result.total ?? 'perhaps more'} rows, of which the service shows ${rows.length}.`;
  if (!isComplete && exported === undefined) {
    const way = "Add a LIMIT to the statement, or run it with exportTo: 'obs://bucket/folder'.";
    throw createError(`${missing} ${way} The result of this job can be exported with exportSqlJobResult.`);
  }
  const complete = function* (): Generator<Row> {
    yield* rows as Row[];
    if (!isComplete) throw createError(`${missing} All of them are in ${exported?.data_path}.`);
  };
  return {
    jobId,
    jobType,
    columns,
    rowCount: result.rowCount,
    exportJobId,
    toArray: () => [...complete()],
    async *[Symbol.asyncIterator]() {
      yield* complete();
    },
  };

  function finish(job_id: string): Promise<ShowSqlJobStatusOutput> {
    const wait = () => waitForSqlJob(core, { job_id }, { ...waiting, timeout: Math.max(1, deadline - clock.now()) });
    return cancelIfAborted(options, wait, () => core.call(cancelSqlJob, { job_id }));
  }

  async function exportResult(target: Exclude<ExportTarget, string>): Promise<string> {
    const { job_id = '' } = await core.call(exportSqlJobResult, { ...target, job_id: jobId } as ExportSqlJobResultInput, { signal });
    await finish(job_id);
    return job_id;
  }

  async function preview(): Promise<ReadResult> {
    const operation = { ...previewSqlJobResult, parse: parseWrittenNumbers };
    const { schema, rows = [], row_count } = await core.call(operation, { job_id: jobId, 'page-size': mostRows }, { signal });
    const total = row_count ?? count;
    return { schema, rows, total, rowCount: total ?? rows.length };
  }

  /** What the response to the statement has of a result, which is that of a DDL statement. */
  function readSubmitted(): ReadResult {
    const { schema, rows } = submitted;
    if (rows === undefined) return { schema, rows: [], total: jobType === 'DDL' ? (count ?? 0) : 0, rowCount: count ?? 0 };
    const total = rows.length < mostRows ? rows.length : count;
    return { schema, rows, total, rowCount: total ?? rows.length };
  }
}

/** How many rows of a result the service shows at most. */
const mostRows = 1_000;

interface ReadResult {
  readonly schema: readonly Record<string, string>[] | undefined;
  readonly rows: readonly (readonly unknown[])[];
  /** How many rows there are to read; `undefined` if there may be more than `rows`. */
  readonly total: number | undefined;
  readonly rowCount: number;
}

function readExportTarget(operationId: string, target: ExportTarget | undefined): Exclude<ExportTarget, string> | undefined {
  if (target === undefined || (typeof target === 'object' && target !== null)) return target;
  if (typeof target === 'string' && /^obs:\/\/./.test(target)) return { data_path: target, data_type: 'csv' };
  throw new DliInputError(operationId, 'exportTo', 'has to be a folder such as obs://bucket/folder, or an input of exportSqlJobResult.');
}

/** Waits, and cancels what is waited for if the signal aborts. That a job cannot be cancelled any more is no failure. */
async function cancelIfAborted<Value>(
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
  const { signal } = readWaitOptions(core, createSparkJob.operationId, { ...options, until: 'success' }, sparkJobState);
  const { id: batch_id = '' } = await core.call(createSparkJob, input, { signal });
  const wait = () => waitForSparkJob(core, { batch_id }, options);
  return cancelIfAborted(options, wait, () => core.call(cancelSparkJob, { batch_id }));
}

/** How to run Flink jobs. */
export interface RunFlinkOptions extends RunOptions<FlinkJobStatus, FlinkJob> {
  /** The state to wait for, or several of which any will do. Default: `job_running` or `job_finish`. */
  until?: FlinkJobStatus | readonly FlinkJobStatus[] | undefined;
  /** Whether each job starts from its latest savepoint. Default: `false`. */
  resumeSavepoint?: boolean | undefined;
}

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
export async function runFlinkJob(core: Caller, input: { job_id: Int64Input }, options: RunFlinkOptions = {}): Promise<FlinkJob> {
  const job_id = input?.job_id;
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
export async function runFlinkJobs(
  core: Caller,
  input: { job_ids: readonly Int64Input[] },
  options: RunFlinkOptions = {},
): Promise<FlinkJob[]> {
  const job_ids = input?.job_ids;
  if (!Array.isArray(job_ids)) throw new DliInputError(batchRunFlinkJobs.operationId, 'job_ids', 'has to be a list of IDs.');
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

async function startFlinkJob(core: Caller, job_id: Int64Input, options: RunFlinkOptions): Promise<FlinkJob> {
  const { until = ['job_running', 'job_finish'], resumeSavepoint: resume_savepoint, cancelOnAbort: _, ...waiting } = options;
  const { operationId } = batchRunFlinkJobs;
  const { signal } = readWaitOptions(core, operationId, { ...waiting, until }, flinkJobStatus);
  const outcomes = await core.call(batchRunFlinkJobs, { job_ids: [job_id], resume_savepoint }, { signal });
  const { failed } = splitOutcomes(outcomes);
  if (failed.length > 0) throw new DliOutcomeError(operationId, String(job_id), failed[0]?.message);
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
 */
export function splitOutcomes<One extends Outcome>(outcomes: readonly One[]): { succeeded: One[]; failed: One[] } {
  const hasFailed = ({ is_success }: One) => String(is_success).toLowerCase() === 'false';
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
