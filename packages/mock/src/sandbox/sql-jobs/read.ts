import { sqlSucceeded } from '../envelope.ts';
import { contains, hasTags, is, isBetween, isId, ordered } from '../filters.ts';
import type { OperationHandler, SandboxCall } from '../handler.ts';
import { takePage } from '../paging.ts';
import { refusal } from '../refusal.ts';
import { selectVisible } from '../visible.ts';
import { findSqlJob } from './find.ts';
import type { SqlJob } from './job.ts';
import { endOf, viewSqlJob, viewTransfer } from './job.ts';

export const listSqlJobs: OperationHandler<'listSqlJobs'> = ({ operation, query, project, world, now }) => {
  const matching = project.sqlJobs.all().filter((job) => isAskedFor(job, query));
  const [, by, direction] = /^(duration|start_time)_(asc|desc)$/.exec(query.order ?? 'start_time_desc') ?? [];
  const duration = (job: SqlJob) => viewSqlJob(job, now).duration ?? 0;
  const sorted = ordered(matching, by === 'duration' ? duration : ({ fields }) => fields.start_time, direction as 'asc' | 'desc');
  const { items, total } = takePage(operation, query, sorted);
  const visible = selectVisible(world, 'ListedSqlJob');
  return { ...sqlSucceeded, job_count: total, jobs: items.map((job) => visible(viewSqlJob(job, now))) };
};

function isAskedFor({ id, fields, life }: SqlJob, query: SandboxCall<'listSqlJobs'>['query']): boolean {
  const jobType = query['job-type'];
  return (
    isBetween(query.start, query.end, fields.start_time) &&
    is(jobType === 'ALL' ? undefined : jobType, fields.job_type) &&
    (query.job_types === undefined || query.job_types.includes(fields.job_type)) &&
    is(query['job-status'], life.state) &&
    isId(query['job-id'], id) &&
    is(query.queue_name, fields.queue_name) &&
    contains(query.sql_pattern, fields.statement) &&
    is(query['engine-type'], fields.engine_type) &&
    is(query.owner, fields.owner) &&
    hasTags(query.tags, fields.tags) &&
    is(query.db_name, fields.database_name) &&
    is(query.table_name, fields.table_name)
  );
}

export const showSqlJobStatus: OperationHandler<'showSqlJobStatus'> = ({ path, project, world, now }) => {
  const job = findSqlJob(project, path.job_id);
  const { end_time: _, with_column_header: __, engine_type: ___, ...view } = selectVisible(world, 'ListedSqlJob')(viewSqlJob(job, now));
  const { job_mode, user_conf } = job.fields;
  return { ...sqlSucceeded, ...view, message: job.life.message, job_mode, user_conf };
};

export const showSqlJobDetail: OperationHandler<'showSqlJobDetail'> = ({ path, project, now }) => {
  const detail = viewTransfer(findSqlJob(project, path.job_id), now);
  if (detail === undefined) throw refusal('DLI.0007', 'Only an IMPORT or EXPORT job has such details.');
  return detail;
};

/** How many tasks a running job is shown to have. */
const tasks = 4;

export const showSqlJobProgress: OperationHandler<'showSqlJobProgress'> = ({ path, project, world, now }) => {
  const job = findSqlJob(project, path.job_id);
  const status = job.life.state;
  const progress = { ...sqlSucceeded, job_id: job.id, status };
  if (status !== 'RUNNING') return { ...progress, progress: endOf(job) === undefined ? 0 : 1 };
  const since = job.life.stages.at(-1)?.at ?? now;
  const completed = Math.min(tasks - 1, Math.floor(((now - since) / world.duration(status)) * tasks));
  return { ...progress, sub_job_id: 0, progress: completed / tasks, sub_jobs: [subJobOf(job, since, completed)] };
};

function subJobOf(job: SqlJob, since: number, completed: number) {
  return {
    id: 0,
    name: 'runJob',
    submission_time: new Date(since).toUTCString(),
    stage_ids: [0],
    job_group: job.id,
    status: 'RUNNING',
    num_tasks: tasks,
    num_active_tasks: 1,
    num_completed_tasks: completed,
    num_skipped_tasks: 0,
    num_failed_tasks: 0,
    num_killed_tasks: 0,
    num_completed_indices: completed,
    num_active_stages: 1,
    num_completed_stages: 0,
    num_skipped_stages: 0,
    num_failed_stages: 0,
  };
}
