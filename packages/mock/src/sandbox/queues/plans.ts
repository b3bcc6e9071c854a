import type { Int64 } from '@dli-openapi/client';
import type { OperationHandler, SandboxCall } from '../engine/handler.ts';
import { createRefusal, envelope } from '../engine/handler.ts';
import type { Project } from '../engine/project.ts';
import { createThing, findThing } from '../engine/things.ts';
import type { QueuePlan } from './plan.ts';
import { queuePlans } from './plan.ts';
import { queues } from './queue.ts';

export const createQueuePlan: OperationHandler<'createQueuePlan'> = (call) => {
  const { name: queue_name } = findThing(call.project, queues, call.path.queue_name);
  refuseTakenPlan(call, queue_name);
  createThing(call, queuePlans, { ...readBody(call), queue_name });
  return envelope;
};

export const listQueuePlans: OperationHandler<'listQueuePlans'> = ({ path, project, now }) => {
  // Unlike elsewhere, the code is that of wrong metadata.
  const { name } = findThing(project, queues, path.queue_name, 'DLI.0008');
  const plans = project.get(queuePlans).list();
  const own = plans.filter(({ fields }) => fields.queue_name === name);
  return { ...envelope, plans: own.map((plan) => queuePlans.view(plan, now)) };
};

export const updateQueuePlan: OperationHandler<'updateQueuePlan'> = (call) => {
  const { path, project } = call;
  const plans = findPlans(project, path.queue_name, path.plan_id.split(','));
  for (const { fields } of plans) refuseTakenPlan(call, fields.queue_name, plans);
  for (const { fields } of plans) {
    const { id, queue_name, last_execute_time } = fields;
    createThing(call, queuePlans, { ...readBody(call), id, queue_name, ...(last_execute_time !== undefined && { last_execute_time }) });
  }
  // However many IDs the path has, the response has one.
  const [first] = plans;
  return { ...envelope, ...(first && { queue_name: first.fields.queue_name, plan_id: first.fields.id }) };
};

export const deleteQueuePlan: OperationHandler<'deleteQueuePlan'> = ({ path, project }) => {
  removePlans(project, path.queue_name, [path.plan_id]);
  return envelope;
};

export const batchDeleteQueuePlans: OperationHandler<'batchDeleteQueuePlans'> = ({ path, body, project }) => {
  removePlans(project, path.queue_name, body.plan_ids);
  return envelope;
};

/** @throws {Refusal} when another plan of the queue has the name */
function refuseTakenPlan(
  { project, body }: SandboxCall<'createQueuePlan' | 'updateQueuePlan'>,
  queue: string,
  own: QueuePlan[] = [],
): void {
  const others = project.get(queuePlans).list();
  if (others.some((plan) => plan.fields.queue_name === queue && plan.name === body.plan_name && !own.includes(plan)))
    throw createRefusal('DLI.0006', `A plan of the name ${body.plan_name} exists.`);
}

/** Times in milliseconds are numbers wherever responses have them. */
function readBody({ body }: SandboxCall<'createQueuePlan' | 'updateQueuePlan'>) {
  const { valid_date_begin: begin, valid_date_end: end, ...plan } = body;
  return {
    ...plan,
    ...(begin !== undefined && { valid_date_begin: Number(begin) }),
    ...(end !== undefined && { valid_date_end: Number(end) }),
  };
}

function removePlans(project: Project, queue: string, ids: readonly Int64[]): void {
  for (const { id } of findPlans(project, queue, ids)) project.get(queuePlans).remove(id);
}

/** @throws {Refusal} when the queue does not have all of the plans */
function findPlans(project: Project, queue: string, ids: readonly (Int64 | string)[]): QueuePlan[] {
  const { name } = findThing(project, queues, queue);
  const plans = ids.map((id) => ({ id, plan: project.get(queuePlans).get(id) }));
  const missing = plans.flatMap(({ id, plan }) => (plan?.fields.queue_name === name ? [] : [String(id)]));
  if (missing.length === 1) throw createRefusal('DLI.0002', `The plan ${missing[0]} does not exist.`);
  if (missing.length > 1) throw createRefusal('DLI.0002', `The plans ${new Intl.ListFormat('en').format(missing)} do not exist.`);
  return plans.flatMap(({ plan }) => plan ?? []);
}
