import type { Int64 } from '@dli-openapi/client';
import { selectVisible, takeSharedPage } from '../engine/extensions.ts';
import { equals, equalsId, hasTags, sortBy } from '../engine/filters.ts';
import type { OperationHandler, SandboxCall } from '../engine/handler.ts';
import { createRefusal, flinkEnvelope, Refusal } from '../engine/handler.ts';
import type { Project } from '../engine/project.ts';
import { findThing } from '../engine/things.ts';
import type { Schemas } from '../engine/types.ts';
import type { World } from '../engine/world.ts';
import { hasQueue } from '../queues/queue.ts';
import type { FlinkJob } from './job.ts';
import { flinkJobs, viewFlinkJob } from './job.ts';

export const showFlinkJob: OperationHandler<'showFlinkJob'> = ({ path, project, now }) => ({
  ...flinkEnvelope,
  job_detail: viewFlinkJob(findThing(project, flinkJobs, path.job_id), now),
});

export const listFlinkJobs: OperationHandler<'listFlinkJobs'> = (call) => {
  const { query, project, world, now } = call;
  const { items, total } = takeSharedPage(call, () => {
    const jobs = project.get(flinkJobs).list();
    const matching = jobs.filter((job) => isWanted(job, query));
    return sortBy(matching, ({ fields }) => fields.create_time ?? 0, query.order ?? 'desc');
  });
  const select = selectVisible(world, 'FlinkJob', { show_detail: query.show_detail ?? false });
  const jobs = items.map((job) => select(viewFlinkJob(job, now)));
  return { ...flinkEnvelope, job_list: { total_count: total, jobs } };
};

const withoutParent = -1;
/** The one enterprise project that the sandbox knows. */
const enterpriseProject = 'default';

function isWanted({ fields, life, tags }: FlinkJob, query: SandboxCall<'listFlinkJobs'>['query']): boolean {
  return (
    equals(query.job_type, fields.job_type) &&
    equals(query.status, life.state) &&
    equals(query.queue_name, fields.queue_name) &&
    equals(query.name || undefined, fields.name) &&
    equals(query.user_name, fields.user_name) &&
    equals(query.sys_enterprise_project_name, enterpriseProject) &&
    equalsId(query.root_job_id ?? withoutParent, fields.root_id ?? withoutParent) &&
    hasTags(query.tags, tags)
  );
}

export const batchRunFlinkJobs: OperationHandler<'batchRunFlinkJobs'> = ({ body, project, world, now }) => {
  const explain = (id: Int64) => explainMissingQueue(world, project, project.get(flinkJobs).get(id));
  const withoutQueue = body.job_ids.flatMap((id) => explain(id) ?? []);
  // The service was seen to respond so when there is nothing else to say.
  if (withoutQueue.length > 0 && withoutQueue.length === body.job_ids.length) {
    throw new Refusal(withoutQueue.map((error_msg) => ({ error_code: 'DLI.13024', error_msg })));
  }
  return actOnEach(project, body.job_ids, (job) => {
    const missing = explain(job.id);
    if (missing !== undefined) return missing;
    return job.life.trigger('run', now) ? undefined : `The job ${job.id} is ${job.life.state} and cannot be run.`;
  });
};

export const batchStopFlinkJobs: OperationHandler<'batchStopFlinkJobs'> = ({ body, project, now }) =>
  actOnEach(project, body.job_ids, (job) => {
    const wantsSavepoint = body.trigger_savepoint ?? false;
    const event = wantsSavepoint ? 'savepoint' : 'stop';
    if (!job.life.allows(event)) {
      return `The job ${job.id} is ${job.life.state} and cannot be stopped${wantsSavepoint ? ' with a savepoint' : ''}.`;
    }
    // What follows is decided when the job comes into its next state.
    job.isStopping = wantsSavepoint;
    job.life.trigger(event, now);
    return undefined;
  });

export const batchDeleteFlinkJobs: OperationHandler<'batchDeleteFlinkJobs'> = ({ body, project }) =>
  actOnEach(project, body.job_ids, ({ id }) => {
    project.get(flinkJobs).remove(id);
    return undefined;
  });

/** @param act acts on one job of a batch, and returns why it cannot */
function actOnEach(project: Project, ids: readonly Int64[], act: (job: FlinkJob) => string | undefined): Schemas['FlinkJobOutcome'][] {
  return ids.map((id) => {
    const job = project.get(flinkJobs).get(id);
    const message = job === undefined ? `The job ${id} does not exist.` : act(job);
    return message === undefined ? flinkEnvelope : { is_success: 'false', message };
  });
}

/** Only edge nodes work without a queue. */
function explainMissingQueue(world: World, project: Project, job: FlinkJob | undefined): string | undefined {
  if (job === undefined || job.fields.run_mode === 'edge_node') return undefined;
  const { queue_name } = job.fields;
  if (!queue_name) return `No queue has been chosen for the job ${job.id}.`;
  return hasQueue(world, project, queue_name) ? undefined : `The queue ${queue_name} of the job ${job.id} does not exist.`;
}

export const deleteFlinkJob: OperationHandler<'deleteFlinkJob'> = ({ path, project }) => {
  project.get(flinkJobs).remove(findThing(project, flinkJobs, path.job_id).id);
  return flinkEnvelope;
};

export const executeFlinkJobSavepoint: OperationHandler<'executeFlinkJobSavepoint'> = ({ path, body, project, now }) => {
  const job = findThing(project, flinkJobs, path.job_id);
  if (!job.life.allows('savepoint')) throw createRefusal('DLI.0007', `The job ${job.id} is ${job.life.state}, not running.`);
  job.isStopping = false;
  job.life.trigger('savepoint', now);
  job.fields.savepoint_path = body.savepoint_path;
  return flinkEnvelope;
};

export const importFlinkJobSavepoint: OperationHandler<'importFlinkJobSavepoint'> = ({ path, body, project, world }) => {
  const job = findThing(project, flinkJobs, path.job_id);
  if (String(body.job_id) !== String(path.job_id)) {
    throw createRefusal('DLI.0001', `The job_id of the body is ${body.job_id}, that of the path ${path.job_id}.`);
  }
  if (job.life.state !== world.getLifecycle(flinkJobs).initial && !job.life.isOver) {
    throw createRefusal('DLI.0007', `The job ${job.id} is ${job.life.state}. Stop it first.`);
  }
  job.fields.savepoint_path = body.savepoint_path;
  job.fields.has_savepoint = true;
  return flinkEnvelope;
};
