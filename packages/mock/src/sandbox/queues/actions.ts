import type { OperationHandler, SandboxCall } from '../engine/handler.ts';
import { createRefusal } from '../engine/handler.ts';
import { refuseBeyondQuotas } from '../engine/quotas.ts';
import { findThing, updateThing } from '../engine/things.ts';
import { submitSqlJob } from '../sql-jobs/job.ts';
import { isBusy, listSqlJobs } from './jobs.ts';
import type { Queue } from './queue.ts';
import { queues, step } from './queue.ts';

/** What no queue is scaled below. */
const least = 64;

export const runQueueAction: OperationHandler<'runQueueAction'> = (call) => (call.body.action === 'restart' ? restart(call) : scale(call));

type Call = SandboxCall<'runQueueAction'>;

function restart(call: Call) {
  const { body, path, project, now } = call;
  const queue = findThing(project, queues, path.queue_name);
  if (queue.fields.queue_type === 'general')
    throw createRefusal('DLI.0007', `The queue ${queue.name} does not run SQL jobs. It cannot be restarted.`);
  refuseUnavailable(call, queue);
  if (!body.force) {
    if (isBusy(project, queue.name)) throw createRefusal('DLI.0007', `A job runs on the queue ${queue.name}. Restart it with force.`);
    return { is_success: true, message: 'Restart success' };
  }
  for (const { life } of listSqlJobs(project, queue.name)) life.trigger('cancel', now);
  updateThing(project, queues, queue, { is_restarting: true });
  const fields = { job_type: 'RESTART_QUEUE', statement: '', queue_name: queue.name } as const;
  const { id } = submitSqlJob(call, fields, { execute: () => updateThing(project, queues, queue, { is_restarting: false }) });
  return { is_success: true, message: '', job_id: id };
}

function scale(call: Call) {
  const { body, path, project } = call;
  const queue = findThing(project, queues, path.queue_name);
  const { cu_count, elastic_resource_pool_name: pool } = queue.fields;
  if (pool) throw createRefusal('DLI.0007', `The queue ${queue.name} belongs to the elastic resource pool ${pool}, which scales it.`);
  if (cu_count <= step) throw createRefusal('DLI.0009', `A queue of ${cu_count} CUs cannot be scaled.`);
  refuseUnavailable(call, queue);
  // A number of CUs to add or remove: the page says so, and so do the clients that poll for the sum.
  const { action, cu_count: change = 0 } = body;
  if (change < step || change % step !== 0) throw createRefusal('DLI.0001', `cu_count must be a multiple of ${step}, found ${change}.`);
  const wanted = action === 'scale_out' ? cu_count + change : cu_count - change;
  if (wanted < least) throw createRefusal('DLI.0009', `A queue of ${cu_count} CUs cannot be scaled in to fewer than ${least}.`);
  if (wanted > cu_count) refuseBeyondQuotas(project, queues, [{ ...queue, fields: { ...queue.fields, cu_count: wanted } }], [queue]);
  const fields = { job_type: 'SCALE_QUEUE', statement: '', queue_name: queue.name } as const;
  submitSqlJob(call, fields, { execute: () => updateThing(project, queues, queue, { cu_count: wanted }) });
  return { queue_name: queue.name, result: true };
}

/** @throws {Refusal} when no SQL job has succeeded on a queue that was created by a call, or it is being restarted or scaled */
function refuseUnavailable({ project }: Call, queue: Queue): void {
  const jobs = listSqlJobs(project, queue.name);
  const isChanging = jobs.some(({ fields, life }) => ['RESTART_QUEUE', 'SCALE_QUEUE'].includes(fields.job_type) && !life.isOver);
  if (isChanging) throw createRefusal('DLI.0012', `The queue ${queue.name} is not available: it is being restarted or scaled.`);
  const isUsed = queue.createdBy === undefined || jobs.some(({ life }) => life.state === 'FINISHED');
  if (!isUsed) throw createRefusal('DLI.0012', `The queue ${queue.name} is not available. Run a SQL job on it first.`);
}
