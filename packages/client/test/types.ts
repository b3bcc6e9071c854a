// Checked by tsc, never run: what the compiler must accept and refuse.

import { listFlinkJobs, showFlinkJob, updateFlinkSqlJob } from '../src/generated/operations.ts';
import type { DliClient, DliCore, ListFlinkJobsOutput } from '../src/index.ts';
import { createDliClient } from '../src/index.ts';

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
  same<typeof sqlJob.is_success, boolean>();
  same<typeof sqlJob.job_id, string>();

  await dli.listFlinkJobs();
  await dli.listFlinkJobs({}, { signal: new AbortController().signal });
  await dli.updateFlinkSqlJob({ job_id: 104, name: 'myjob', parallel_number: 4 });

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
  // @ts-expect-error no such region
  createDliClient({ region: 'cn-north-5', projectId: 'p', credentials });
  // @ts-expect-error projectId is needed
  createDliClient({ region: 'cn-north-4', credentials });
  // @ts-expect-error credentials are needed
  createDliClient({ region: 'cn-north-4', projectId: 'p' });
}
