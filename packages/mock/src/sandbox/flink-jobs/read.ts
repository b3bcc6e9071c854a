import { succeeded } from '../envelope.ts';
import { hasTags, is, isId, ordered } from '../filters.ts';
import type { OperationHandler, SandboxCall } from '../handler.ts';
import { takePage } from '../paging.ts';
import { selectVisible } from '../visible.ts';
import { findFlinkJob } from './find.ts';
import type { FlinkJob } from './job.ts';
import { viewFlinkJob } from './job.ts';

export const showFlinkJob: OperationHandler<'showFlinkJob'> = ({ path, project, now }) => ({
  ...succeeded,
  job_detail: viewFlinkJob(findFlinkJob(project, path.job_id), now),
});

export const listFlinkJobs: OperationHandler<'listFlinkJobs'> = ({ operation, query, project, world, now }) => {
  const matching = project.flinkJobs.all().filter((job) => isAskedFor(job, query));
  const sorted = ordered(matching, ({ fields }) => fields.create_time ?? 0, query.order ?? 'desc');
  const { items, total } = takePage(operation, query, sorted);
  const visible = selectVisible(world, 'FlinkJob', { show_detail: query.show_detail ?? false });
  const jobs = items.map((job) => visible(viewFlinkJob(job, now)));
  return { ...succeeded, job_list: { total_count: total, jobs } };
};

const withoutParent = -1;
/** The one enterprise project that the sandbox knows. */
const enterpriseProject = 'default';

function isAskedFor({ fields, life, tags }: FlinkJob, query: SandboxCall<'listFlinkJobs'>['query']): boolean {
  return (
    is(query.job_type, fields.job_type) &&
    is(query.status, life.state) &&
    is(query.queue_name, fields.queue_name) &&
    is(query.name || undefined, fields.name) &&
    is(query.user_name, fields.user_name) &&
    is(query.sys_enterprise_project_name, enterpriseProject) &&
    isId(query.root_job_id ?? withoutParent, fields.root_id ?? withoutParent) &&
    hasTags(query.tags, tags)
  );
}
