import type { Int64 } from '@dli-openapi/client';
import { failed, succeeded } from '../envelope.ts';
import type { OperationHandler } from '../handler.ts';
import { Refusal } from '../refusal.ts';
import type { Schemas } from '../types.ts';
import { findFlinkJob } from './find.ts';
import type { FlinkJob } from './job.ts';

export const batchRunFlinkJobs: OperationHandler<'batchRunFlinkJobs'> = ({ body, project, now }) => {
  const withoutQueue = body.job_ids.filter((id) => needsQueue(project.flinkJobs.get(id)));
  // The service was seen to answer so when there is nothing else to say.
  if (withoutQueue.length > 0 && withoutQueue.length === body.job_ids.length) {
    throw new Refusal(withoutQueue.map((id) => ({ error_code: 'DLI.13024', error_msg: `No queue has been chosen for the job ${id}.` })));
  }
  return body.job_ids.map((id) =>
    outcomeOf(id, project.flinkJobs.get(id), (job) => {
      if (needsQueue(job)) return `No queue has been chosen for the job ${id}.`;
      return job.life.trigger('run', now) ? undefined : `The job ${id} is ${job.life.state} and cannot be run.`;
    }),
  );
};

export const batchStopFlinkJobs: OperationHandler<'batchStopFlinkJobs'> = ({ body, project, now }) =>
  body.job_ids.map((id) =>
    outcomeOf(id, project.flinkJobs.get(id), (job) => {
      const wantsSavepoint = body.trigger_savepoint ?? false;
      const event = wantsSavepoint ? 'savepoint' : 'stop';
      if (!job.life.allows(event)) {
        return `The job ${id} is ${job.life.state} and cannot be stopped${wantsSavepoint ? ' with a savepoint' : ''}.`;
      }
      // What follows is decided when the job comes into its next state.
      job.isStopping = wantsSavepoint;
      job.life.trigger(event, now);
      return undefined;
    }),
  );

export const batchDeleteFlinkJobs: OperationHandler<'batchDeleteFlinkJobs'> = ({ body, project }) =>
  body.job_ids.map((id) =>
    outcomeOf(id, project.flinkJobs.get(id), () => {
      project.flinkJobs.remove(id);
      return undefined;
    }),
  );

export const deleteFlinkJob: OperationHandler<'deleteFlinkJob'> = ({ path, project }) => {
  project.flinkJobs.remove(findFlinkJob(project, path.job_id).id);
  return succeeded;
};

/** What becomes of one job of a batch. @param act does it, and says why it cannot be done */
function outcomeOf(id: Int64, job: FlinkJob | undefined, act: (job: FlinkJob) => string | undefined): Schemas['FlinkJobOutcome'] {
  if (job === undefined) return failed(`The job ${id} does not exist.`);
  const fault = act(job);
  return fault === undefined ? succeeded : failed(fault);
}

/** Only a shared cluster and edge nodes are there without a queue. */
function needsQueue(job: FlinkJob | undefined): boolean {
  return job?.fields.run_mode === 'exclusive_cluster' && !job.fields.queue_name;
}
