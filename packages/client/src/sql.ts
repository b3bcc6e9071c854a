import type { Caller } from './client.ts';
import { readTimer } from './clock.ts';
import { DliApiError, DliError, DliInputError } from './errors.ts';
import type { CreateSqlJobInput, CreateSqlJobOutput, ExportSqlJobResultInput, ShowSqlJobStatusOutput } from './generated/methods.ts';
import { cancelSqlJob, createSqlJob, exportSqlJobResult, previewSqlJobResult } from './generated/operations.ts';
import { sqlJobStatus } from './generated/states.ts';
import type { JsonValue } from './json.ts';
import { parseWrittenNumbers, readList } from './json.ts';
import type { Operation } from './operation.ts';
import type { ResultColumn } from './rows.ts';
import { convertRows, findRepeatedName, readColumns } from './rows.ts';
import type { RunOptions } from './running.ts';
import { cancelIfAborted, submitJob } from './running.ts';
import type { SqlJobStatus } from './waiting.ts';
import { addJobId, checkArguments, DliSqlJobError, readWaitOptions, waitForSqlJob } from './waiting.ts';

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

/**
 * A statement was run, and its result is not available: it has more rows than the service shows, they cannot be read, or it
 * was not exported. `cause` is the error of a call that failed.
 */
export class DliResultError extends DliError {
  /** The job, which has finished. */
  readonly jobId: string;
  /** How many rows its result has, if that is known. */
  readonly rowCount: number | undefined;

  constructor(jobId: string, rowCount: number | undefined, problem: string, options?: ErrorOptions) {
    super(`The SQL job ${jobId} has finished, but ${problem}`, options);
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
 * @throws {DliSqlJobError} if the statement fails, also if the response to it says so, with the service's reason, or the time is over
 * @throws {DliResultError} if the statement has run and its result is not available: there are more rows than the service
 *   shows, two columns of one name, or a value that is not of its column's type, or a call for the result fails
 * @throws {DliInputError} if an option is invalid
 * @throws what a call throws; {@link DliApiError} if the service refuses the statement, {@link DliResponseError} if it gives no ID
 */
export async function runSql<Row extends object = Record<string, JsonValue>>(
  core: Caller,
  statement: string | CreateSqlJobInput,
  options: RunSqlOptions = {},
): Promise<SqlResult<Row>> {
  const { operationId } = createSqlJob;
  checkArguments(core, operationId, options, 'exportTo decimal cancelOnAbort');
  const { exportTo, decimal = String, cancelOnAbort: _, ...waiting } = options;
  const { timeout, clock, signal } = readWaitOptions(core, operationId, { ...waiting, until: 'FINISHED' }, sqlJobStatus);
  const exported = readExportTarget(operationId, exportTo);
  const input = typeof statement === 'string' ? { sql: statement } : statement;
  const start = readTimer(clock);
  const submitted = await submit({ ...createSqlJob, parse: parseWrittenNumbers }, input);
  const deadline = readTimer(clock) + timeout;
  const { job_id: jobId, job_type: jobType } = submitted;
  const { result_count: count } = await finish(jobId);
  const exportJobId = exported && (await getOrFail('was not exported', () => exportResult(exported)));
  const result = jobType === 'QUERY' ? await getOrFail('was not read', preview) : readSubmitted();

  const createError = (problem: string) => new DliResultError(jobId, result.rowCount, `its result ${problem}`);
  const columns = readColumns(result.schema);
  const repeated = findRepeatedName(columns);
  if (repeated !== undefined) throw createError(`has several columns named ${repeated}. Name them apart with AS.`);
  const rows = convertRows(columns, result.rows, decimal, (problem) => createError(`cannot be read: ${problem}.`));
  const isComplete = result.total !== undefined && rows.length >= result.total;
  const missing = `has ${result.total ?? 'perhaps more'} rows, of which the service shows ${rows.length}.`;
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

  /** What work gives; if a call fails, an error with the ID of the statement's job, since that has run. */
  async function getOrFail<Value>(problem: string, work: () => Promise<Value>): Promise<Value> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DliError) || signal?.aborted) throw addJobId(error, jobId, signal);
      throw new DliResultError(jobId, count, `its result ${problem}: ${error.message}`, { cause: error });
    }
  }

  /** Submits a job, which may have failed by the time of the response. */
  async function submit<Input extends object, Output extends { job_id?: string }>(operation: Operation<Input, Output>, given: Input) {
    try {
      return await submitJob(core, operation, given, signal, 'job_id');
    } catch (error) {
      const job_id = error instanceof DliApiError && (error.body as { job_id?: unknown } | undefined)?.job_id;
      if (typeof job_id !== 'string' || job_id === '') throw error;
      const { errorMessage: detail } = error as DliApiError;
      const failure = { reason: 'unreachable', until: ['FINISHED'], state: 'FAILED', detail, job: undefined } as const;
      throw new DliSqlJobError('SQL job', job_id, { ...failure, elapsed: Math.round(readTimer(clock) - start) }, { cause: error });
    }
  }

  function finish(job_id: string): Promise<ShowSqlJobStatusOutput> {
    const wait = () => waitForSqlJob(core, { job_id }, { ...waiting, timeout: Math.max(1, deadline - readTimer(clock)) });
    return cancelIfAborted(options, wait, () => core.call(cancelSqlJob, { job_id }));
  }

  async function exportResult(target: Exclude<ExportTarget, string>): Promise<string> {
    const exportInput = { ...target, job_id: jobId } as ExportSqlJobResultInput;
    const { job_id } = await submit(exportSqlJobResult, exportInput);
    await finish(job_id);
    return job_id;
  }

  async function preview(): Promise<ReadResult> {
    const operation = { ...previewSqlJobResult, parse: parseWrittenNumbers };
    const { schema, rows: shown, row_count } = await core.call(operation, { job_id: jobId, 'page-size': mostRows }, { signal });
    const rows = readList(shown);
    const total = row_count ?? count;
    return { schema, rows, total, rowCount: total ?? rows.length };
  }

  /** What the response to the statement has of a result, which is that of a DDL statement. */
  function readSubmitted(): ReadResult {
    const { schema } = submitted;
    const rows = readList(submitted.rows);
    if (!submitted.rows) return { schema, rows: [], total: jobType === 'DDL' ? (count ?? 0) : 0, rowCount: count ?? 0 };
    const total = rows.length < mostRows ? rows.length : count;
    return { schema, rows, total, rowCount: total ?? rows.length };
  }
}

/** How many rows of a result the service shows at most. */
const mostRows = 1_000;

interface ReadResult {
  readonly schema: unknown;
  readonly rows: readonly unknown[];
  /** How many rows there are to read; `undefined` if there may be more than `rows`. */
  readonly total: number | undefined;
  readonly rowCount: number;
}

function readExportTarget(operationId: string, target: ExportTarget | undefined): Exclude<ExportTarget, string> | undefined {
  if (target === undefined || (typeof target === 'object' && target !== null)) return target;
  if (typeof target === 'string' && /^obs:\/\/./.test(target)) return { data_path: target, data_type: 'csv' };
  throw new DliInputError(operationId, 'exportTo', 'has to be a folder such as obs://bucket/folder, or an input of exportSqlJobResult.');
}
