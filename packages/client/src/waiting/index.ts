import type { DliCore } from '../core.ts';
import type {
  ShowFlinkJobInput,
  ShowFlinkJobOutput,
  ShowSparkJobInput,
  ShowSparkJobOutput,
  ShowSqlJobStatusInput,
  ShowSqlJobStatusOutput,
} from '../generated/methods.ts';
import { showFlinkJob, showSparkJob, showSqlJobStatus } from '../generated/operations.ts';
import type { components } from '../generated/schema.ts';
import { flinkJobStatus, sparkJobState, sqlJobStatus } from '../generated/states.ts';
import type { WaitOptions } from './wait.ts';
import { wait } from './wait.ts';

export type { Progress, WaitOptions } from './wait.ts';
export { DliWaitError } from './wait-error.ts';

/** The state of a Flink job. */
export type FlinkJobStatus = components['schemas']['FlinkJobStatus'];
/** The state of a SQL job. */
export type SqlJobStatus = components['schemas']['SqlJobStatus'];
/** The state of a Spark job. */
export type SparkJobState = components['schemas']['SparkJobState'];
/** A Flink job in full. */
export type FlinkJob = NonNullable<ShowFlinkJobOutput['job_detail']>;

/** What looks at jobs: a client, or a core. */
export type Caller = Pick<DliCore, 'call'>;

/**
 * Waits until a Flink job is in a state. It gives up as soon as the job has ended in another one, from which it comes
 * back only when somebody runs it again. A job that is set to be restarted when it fails has not ended by failing.
 *
 * @example
 * const job = await waitForFlinkJob(dli, { job_id }, { until: 'job_running', timeout: 300_000 });
 *
 * @param caller A client, or a core.
 * @param input The job.
 * @param options The state to wait for, and how.
 * @returns The job, as it was when it was in the state.
 * @throws {DliWaitError} when the job cannot come into the state any more, or time is up
 * @throws {DliInputError} when the job's ID or an option cannot be used
 * @throws what a call throws
 */
export async function waitForFlinkJob(
  caller: Caller,
  input: ShowFlinkJobInput,
  options: WaitOptions<FlinkJobStatus, FlinkJob>,
): Promise<FlinkJob> {
  const waiting = {
    what: `The Flink job ${input?.job_id}`,
    operationId: showFlinkJob.operationId,
    states: flinkJobStatus,
    look: async (limits: object) => (await caller.call(showFlinkJob, input, limits)).job_detail ?? {},
    stateOf: (job: FlinkJob) => job.status,
    restarts: (job: FlinkJob) => job.job_config?.restart_when_exception === true,
  };
  return wait(waiting, { ...options });
}

/**
 * Waits until a SQL job has finished, or is in another state. It gives up as soon as the job has ended in another one.
 *
 * @example
 * const job = await waitForSqlJob(dli, { job_id });
 *
 * @param caller A client, or a core.
 * @param input The job.
 * @param options How to wait, and the state to wait for: `FINISHED` unless given.
 * @returns The job, as it was when it was in the state.
 * @throws {DliWaitError} when the job cannot come into the state any more, or time is up
 * @throws {DliInputError} when the job's ID or an option cannot be used
 * @throws what a call throws
 */
export async function waitForSqlJob(
  caller: Caller,
  input: ShowSqlJobStatusInput,
  options: Partial<WaitOptions<SqlJobStatus, ShowSqlJobStatusOutput>> = {},
): Promise<ShowSqlJobStatusOutput> {
  const waiting = {
    what: `The SQL job ${input?.job_id}`,
    operationId: showSqlJobStatus.operationId,
    states: sqlJobStatus,
    look: (limits: object) => caller.call(showSqlJobStatus, input, limits),
    stateOf: (job: ShowSqlJobStatusOutput) => job.status,
    restarts: () => false,
  };
  return wait(waiting, { ...options, until: options.until ?? 'FINISHED' });
}

/**
 * Waits until a Spark job has ended with success, or is in another state. It gives up as soon as the job has ended in
 * another one.
 *
 * @example
 * const job = await waitForSparkJob(dli, { batch_id }, { onProgress: ({ state }) => console.log(state) });
 *
 * @param caller A client, or a core.
 * @param input The job.
 * @param options How to wait, and the state to wait for: `success` unless given.
 * @returns The job, as it was when it was in the state.
 * @throws {DliWaitError} when the job cannot come into the state any more, or time is up
 * @throws {DliInputError} when the job's ID or an option cannot be used
 * @throws what a call throws
 */
export async function waitForSparkJob(
  caller: Caller,
  input: ShowSparkJobInput,
  options: Partial<WaitOptions<SparkJobState, ShowSparkJobOutput>> = {},
): Promise<ShowSparkJobOutput> {
  const waiting = {
    what: `The Spark job ${input?.batch_id}`,
    operationId: showSparkJob.operationId,
    states: sparkJobState,
    look: (limits: object) => caller.call(showSparkJob, input, limits),
    stateOf: (job: ShowSparkJobOutput) => job.state,
    restarts: () => false,
  };
  return wait(waiting, { ...options, until: options.until ?? 'success' });
}
