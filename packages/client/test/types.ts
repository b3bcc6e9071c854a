// Checked by tsc, never run: what the compiler must accept and refuse.

import { trace } from '@opentelemetry/api';
import type { Explanation, explain } from '../src/error-codes.ts';
import { listFlinkJobs, listSqlJobs, showFlinkJob, updateFlinkSqlJob } from '../src/generated/operations.ts';
import type {
  Caller,
  DliClient,
  DliCore,
  JsonValue,
  ListFlinkJobsItem,
  ListFlinkJobsOutput,
  PackageStatus,
  ShowJobResourceOutput,
  ShowSqlJobStatusOutput,
  SqlJobStatus,
  WithInt64,
} from '../src/index.ts';
import {
  createAccessKeyAuthentication,
  createDliClient,
  createDliCore,
  DliAbortError,
  DliApiError,
  DliCallError,
  DliConnectionError,
  DliRateLimitError,
  DliResponseError,
  DliTimeoutError,
  listItems,
  runFlinkJob,
  runFlinkJobs,
  uploadPackage,
  waitForFlinkJob,
  waitForPackage,
  waitForSparkJob,
  waitForSqlJob,
} from '../src/index.ts';
import { createTracingHooks } from '../src/opentelemetry.ts';
import type { StaticEstimator } from '../src/validation.ts';
import { parseResultSchema, stringifyStaticEstimator } from '../src/validation.ts';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function same<A, B>(..._proof: Equal<A, B> extends true ? [] : ['these types differ']): void {}

type FlinkJobStatus =
  | 'job_init'
  | 'job_submitting'
  | 'job_submit_fail'
  | 'job_running'
  | 'job_running_exception'
  | 'job_downloading'
  | 'job_idle'
  | 'job_canceling'
  | 'job_cancel_success'
  | 'job_cancel_fail'
  | 'job_savepointing'
  | 'job_arrearage_stopped'
  | 'job_arrearage_recovering'
  | 'job_finish';

export async function namedMethods(dli: DliClient): Promise<void> {
  const page = await dli.listFlinkJobs({ status: 'job_running', limit: 50 });
  const status = page.job_list?.jobs?.[0]?.status;
  same<typeof status, FlinkJobStatus | undefined>();
  same<typeof page.is_success, 'true' | 'false' | boolean | undefined>();
  const sqlJob = await dli.showSqlJobStatus({ job_id: 'a' });
  same<typeof sqlJob.is_success, boolean | undefined>();
  same<typeof sqlJob.status, SqlJobStatus>();

  await dli.listFlinkJobs();
  await dli.listFlinkJobs({}, { signal: new AbortController().signal });
  await dli.updateFlinkSqlJob({ job_id: 104, name: 'myjob', parallel_number: 4 });

  // What is undefined counts as omitted, also under exactOptionalPropertyTypes.
  const name = process.env.NAME;
  await dli.listFlinkJobs({ name, limit: undefined });
  await dli.updateFlinkSqlJob({ job_id: 104, name, resource_config: { max_slot: undefined } });
  // @ts-expect-error job_id is needed
  await dli.showFlinkJob({ job_id: undefined });

  // @ts-expect-error a number is needed
  await dli.listFlinkJobs({ limit: 'x' });
  // @ts-expect-error no such state
  await dli.listFlinkJobs({ status: 'running' });
  // @ts-expect-error no such field
  await dli.listFlinkJobs({ page: 2 });
  // @ts-expect-error the client has the project
  await dli.listFlinkJobs({ project_id: 'p' });
  // @ts-expect-error job_id is needed
  await dli.showFlinkJob({});
  // @ts-expect-error job_id is needed
  await dli.showFlinkJob();
  // @ts-expect-error job_id is needed
  await dli.updateFlinkSqlJob({ name: 'myjob' });
  // @ts-expect-error no such field
  await dli.updateFlinkSqlJob({ job_id: 104, nmae: 'myjob' });
  // @ts-expect-error name is needed
  await dli.createFlinkJarJob({ entrypoint: 'a.jar' });
  // @ts-expect-error no such field of a job
  page.job_list?.jobs?.[0]?.jobId;
}

export async function operationsAsData(core: DliCore): Promise<void> {
  const page = await core.call(listFlinkJobs);
  same<typeof page, ListFlinkJobsOutput>();
  await core.call(listFlinkJobs, { limit: 1 }, {});
  await core.call(updateFlinkSqlJob, { job_id: 104, name: 'myjob' });

  // @ts-expect-error a number is needed
  await core.call(listFlinkJobs, { limit: 'x' });
  // @ts-expect-error no such field
  await core.call(updateFlinkSqlJob, { job_id: 104, nmae: 'myjob' });
  // @ts-expect-error the input is needed
  await core.call(showFlinkJob);
}

export async function lists(dli: DliClient, core: DliCore): Promise<void> {
  for await (const job of dli.listFlinkJobs.items({ status: 'job_running' })) same<typeof job, WithInt64<ListFlinkJobsItem, 'number'>>();
  for await (const page of dli.listFlinkJobs.pages()) same<typeof page, WithInt64<ListFlinkJobsOutput, 'number'>>();
  for await (const row of dli.previewSqlJobResult.items({ job_id: 'a' })) same<typeof row, JsonValue[]>();
  for await (const job of listItems(core, listSqlJobs)) same<typeof job.job_id, string>();

  // @ts-expect-error no such field
  dli.listFlinkJobs.items({ page: 2 });
  // @ts-expect-error job_id is needed
  dli.previewSqlJobResult.pages();
  // @ts-expect-error not a list
  dli.showFlinkJob.items;
  // @ts-expect-error not a list
  listItems(core, showFlinkJob, { job_id: 1 });
}

export async function waiting(dli: DliClient, core: DliCore): Promise<void> {
  const job = await waitForFlinkJob(dli, { job_id: '104' }, { until: ['job_running', 'job_finish'], timeout: 1 });
  same<typeof job.status, FlinkJobStatus | undefined>();
  const sqlJob = await waitForSqlJob(core, { job_id: 'a' }, { onProgress: ({ state }) => same<typeof state, SqlJobStatus | undefined>() });
  same<typeof sqlJob, WithInt64<ShowSqlJobStatusOutput, 'mixed'>>();
  await waitForSparkJob(core, { batch_id: 'a' });

  // What a create returns can be waited for as it is.
  await waitForSqlJob(dli, { job_id: (await dli.createSqlJob({ sql: 'SELECT 1' })).job_id });
  await waitForSparkJob(dli, { batch_id: (await dli.createSparkJob({ file: 'a.jar', queue: 'q', className: 'Main' })).id });
  const { job: created } = await dli.createFlinkJarJob({ name: 'a' });
  if (created) await waitForFlinkJob(dli, { job_id: created.job_id }, { until: 'job_running' });

  const uploaded = await uploadPackage(core, { paths: ['obs://bucket/a.jar'], kind: 'jar' }, { wait: true });
  same<typeof uploaded, ShowJobResourceOutput[]>();
  const { status } = await waitForPackage(dli, { resource_name: 'a.jar', group: 'g' }, { until: ['READY', 'FAILED'] });
  same<typeof status, PackageStatus>();

  // @ts-expect-error a kind is needed
  await uploadPackage(dli, { paths: [] });
  // @ts-expect-error no such state of a package
  await waitForPackage(dli, { resource_name: 'a.jar' }, { until: 'DELETED' });
  // @ts-expect-error a goal is needed
  await waitForFlinkJob(dli, { job_id: 1 }, {});
  // @ts-expect-error no such state
  await waitForFlinkJob(dli, { job_id: 1 }, { until: 'running' });
  // @ts-expect-error no such state of a SQL job
  await waitForSqlJob(dli, { job_id: 'a' }, { until: 'job_running' });
}

export async function exactIntegers(dli: DliClient): Promise<void> {
  await dli.showFlinkJob({ job_id: 104 });
  await dli.showFlinkJob({ job_id: 104n });
  await dli.batchRunFlinkJobs({ job_ids: [1, 2n, '3'] });
  await dli.listSparkJobs({ start: '1531906000000' });
  const page = await dli.listFlinkJobs();
  const job = page.job_list?.jobs?.[0];
  same<NonNullable<typeof job>['job_id'], number | undefined>();
  const named: ListFlinkJobsOutput = page;
  same<typeof named, ListFlinkJobsOutput>();
  same<NonNullable<typeof job>['create_time'], number | undefined>();
  same<NonNullable<typeof job>['start_time'], number | null | undefined>();
  const ids: readonly number[] = [1];
  await dli.batchStopFlinkJobs({ job_ids: ids });
  await dli.batchStopFlinkJobs({ job_ids: page.job_list?.jobs?.flatMap(({ job_id }) => job_id ?? []) ?? [] });

  // @ts-expect-error no ID
  await dli.showFlinkJob({ job_id: true });
  // @ts-expect-error what is not documented as an int64 takes numbers only
  await dli.listFlinkJobs({ limit: 5n });
}

export async function formsOfIntegers(core: DliCore): Promise<void> {
  const options = { region: 'cn-north-4', projectId: 'p', credentials: { token: 't' } };
  const big = createDliClient({ ...options, int64: 'bigint' });
  const { job_detail } = await big.showFlinkJob({ job_id: 1 });
  same<NonNullable<typeof job_detail>['job_id'], bigint | undefined>();
  same<NonNullable<typeof job_detail>['create_time'], number | undefined>();
  for await (const { job_id } of big.listFlinkJobs.items()) same<typeof job_id, bigint | undefined>();
  for await (const row of big.previewSqlJobResult.items({ job_id: 'a' })) same<typeof row, JsonValue[]>();
  for (const { stage_ids } of (await big.showSqlJobProgress({ job_id: 'a' })).sub_jobs ?? [])
    same<typeof stage_ids, bigint[] | undefined>();
  const mixed = big.with({ int64: 'mixed' });
  for await (const { job_id } of mixed.listFlinkJobs.items()) same<typeof job_id, number | bigint | undefined>();
  for await (const { job_id } of big.with({ projectId: 'p2' }).listFlinkJobs.items()) same<typeof job_id, bigint | undefined>();
  for await (const { job_id } of listItems(core, listFlinkJobs)) same<typeof job_id, number | bigint | undefined>();
  const waited = await waitForFlinkJob(
    big,
    { job_id: 1 },
    { until: 'job_running', onProgress: ({ job }) => same<typeof job.job_id, bigint | undefined>() },
  );
  const run = await runFlinkJob(big, { job_id: 1 }, { onProgress: ({ job }) => same<typeof job.job_id, bigint | undefined>() });
  for (const { job_id } of [waited, run, ...(await runFlinkJobs(big, { job_ids: [1] }))]) same<typeof job_id, bigint | undefined>();
  same<Awaited<ReturnType<typeof waitForSqlJob<'bigint'>>>['input_row_count'], bigint | undefined>();
  const { job_id: number } = await runFlinkJob(createDliClient(options), { job_id: 1 });
  same<typeof number, number | undefined>();
  const { job_id: either } = await runFlinkJob(core, { job_id: 1 });
  same<typeof either, number | bigint | undefined>();
  for (const caller of [core, big, mixed] satisfies Caller[]) await runFlinkJob(caller, { job_id: 1 });

  // @ts-expect-error no such form
  createDliClient({ ...options, int64: 'string' });
  // @ts-expect-error its integers are numbers
  const undeclared: DliClient<'bigint'> = createDliClient(options);
  same<typeof undeclared, DliClient<'bigint'>>();
  // @ts-expect-error its integers are bigints
  const client: DliClient = big;
  same<typeof client, DliClient>();
}

export function jsonInStrings(detail: string): void {
  same<ReturnType<typeof parseResultSchema>['fields'][number]['type'], string>();
  same<Parameters<typeof stringifyStaticEstimator>[0], StaticEstimator>();
  parseResultSchema(detail);
  stringifyStaticEstimator({ operator_list: [{ id: 'a', rate_factor: 0.5 }] });

  // @ts-expect-error the operator's ID is needed
  stringifyStaticEstimator({ operator_list: [{ rate_factor: 0.5 }] });
}

export async function validation(dli: DliClient): Promise<void> {
  createDliClient({ region: 'cn-north-4', projectId: 'p', credentials: { token: 't' }, validate: true });
  await dli.listFlinkJobs({}, { validate: false });
  // @ts-expect-error true or false
  await dli.listFlinkJobs({}, { validate: 'yes' });
}

export async function rawClient({ raw }: DliClient): Promise<void> {
  const path = { project_id: 'p', job_id: 1 };
  const { data } = await raw.GET('/v1.0/{project_id}/streaming/jobs/{job_id}', { params: { path } });
  same<NonNullable<NonNullable<typeof data>['job_detail']>['status'], FlinkJobStatus | undefined>();
  // @ts-expect-error no such path
  await raw.GET('/v1.0/jobs');
}

export function options(): void {
  const credentials = { token: 't' };
  createDliClient({ region: 'cn-north-4', projectId: 'p', credentials });
  createDliClient({ baseUrl: 'http://127.0.0.1', projectId: 'p', credentials, fetch });
  createDliClient({ region: process.env.REGION, credentials });
  // All of it may come from the environment.
  createDliClient();
  createDliClient({ projectId: 'p', credentials: { accessKeyId: 'a', secretAccessKey: 's', securityToken: undefined } });
  createDliClient({ credentials: { iam: { user: 'u', password: 'p', domain: 'd' } }, logger: console });
  createDliClient({ credentials: async () => ({ token: 't', expiresAt: new Date() }), timeout: { attempt: 5000 }, maxAttempts: 1 });
  createDliClient({ credentials: { token: async () => 't' }, hooks: createTracingHooks(trace.getTracer('test')) });
  createDliCore({
    region: 'cn-north-4',
    projectId: 'p',
    credentials: createAccessKeyAuthentication({ accessKeyId: 'a', secretAccessKey: 's' }),
  });
  // @ts-expect-error the user's account is needed
  createDliClient({ credentials: { iam: { user: 'u', password: 'p' } } });
  // @ts-expect-error a core takes tokens and what was made of credentials
  createDliCore({ region: 'cn-north-4', projectId: 'p', credentials: { accessKeyId: 'a', secretAccessKey: 's' } });
  // @ts-expect-error projectId is needed
  createDliCore({ region: 'cn-north-4', credentials });
  // @ts-expect-error credentials are needed
  createDliCore({ region: 'cn-north-4', projectId: 'p' });
}

export async function wholeResults(dli: DliClient): Promise<void> {
  const { output, response, requestId, attempts } = await dli.listFlinkJobs().withResponse();
  same<typeof output, WithInt64<ListFlinkJobsOutput, 'number'>>();
  same<typeof response, Response>();
  same<typeof requestId, string | undefined>();
  same<typeof attempts, number>();
}

export function errors(error: unknown): void {
  if (!(error instanceof DliCallError)) return;
  same<typeof error.errorCode, string | undefined>();
  if (error instanceof DliRateLimitError) same<typeof error.retryAfter, number | undefined>();
  else if (error instanceof DliApiError) same<typeof error.status, number>();
  else if (error instanceof DliTimeoutError) same<typeof error.limit, 'attempt' | 'total' | 'signal'>();
  else if (error instanceof DliAbortError) same<typeof error.name, 'AbortError'>();
  else if (error instanceof DliConnectionError) same<typeof error.name, 'DliConnectionError'>();
  else if (error instanceof DliResponseError) same<typeof error.body, string>();
  same<ReturnType<typeof explain>, Explanation | undefined>();
}
