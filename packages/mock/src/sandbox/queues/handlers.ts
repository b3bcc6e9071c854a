import { refuseNewQueue, scalePool } from '../elastic-resource-pools/relation.ts';
import { refuseInvalidCidr } from '../engine/cidr.ts';
import { takeSharedPage } from '../engine/extensions.ts';
import { hasTags, sortBy } from '../engine/filters.ts';
import type { OperationHandler } from '../engine/handler.ts';
import { createRefusal, envelope } from '../engine/handler.ts';
import type { Project } from '../engine/project.ts';
import { createThing, findThing, refuseTakenName, updateThing } from '../engine/things.ts';
import { queueBindings } from '../enhanced-connections/binding.ts';
import { enhancedConnections } from '../enhanced-connections/connection.ts';
import { isBusy } from './jobs.ts';
import type { QueueFields } from './queue.ts';
import { defaultQueue, queues } from './queue.ts';

export const createQueue: OperationHandler<'createQueue'> = (call) => {
  const { body, project, now } = call;
  refuseTakenName(project, queues, body.queue_name);
  if (body.elastic_resource_pool_name) refuseNewQueue(call, body.elastic_resource_pool_name, body);
  const {
    labels,
    properties = {},
    tags = [],
    engine = 'spark',
    resource_mode = body.elastic_resource_pool_name ? 1 : 0,
    charging_mode = 1,
    ...given
  } = body;
  const { fields } = createThing(call, queues, {
    ...given,
    tags: [...tags],
    engine: engine as NonNullable<QueueFields['engine']>,
    resource_mode: resource_mode as NonNullable<QueueFields['resource_mode']>,
    charging_mode: charging_mode as NonNullable<QueueFields['charging_mode']>,
    properties: { ...properties },
    ...(labels && { labels: formatLabels(labels) }),
  });
  scalePool(project, fields.elastic_resource_pool_name, now);
  return { ...envelope, queue_name: fields.queue_name };
};

/** Requests have a list of `key=value`, responses an object as JSON in a string. */
function formatLabels(labels: readonly string[]): string {
  return JSON.stringify(Object.fromEntries(labels.map((label) => label.split(/=(.*)/, 2))));
}

export const listQueues: OperationHandler<'listQueues'> = (call) => {
  const { query, project, now } = call;
  const type = query.queue_type ?? 'sql';
  const [, by, direction] = /^(queue_name|cu)_(asc|desc)$/.exec(query.order ?? 'queue_name_asc') ?? [];
  const { items } = takeSharedPage(call, () => {
    const all = project.get(queues).list();
    const matching = all.filter(({ fields }) => [type, fields.queue_type].includes('all') || fields.queue_type === type);
    const tagged = matching.filter(({ fields }) => hasTags(query.tags, fields.tags));
    return sortBy(tagged, ({ fields }) => (by === 'cu' ? fields.cu_count : fields.queue_name), direction as 'asc' | 'desc');
  });
  return { ...envelope, queues: items.map((queue) => queues.view(queue, now)) };
};

export const showQueue: OperationHandler<'showQueue'> = ({ path, project, now }) => {
  const { queue_name, queue_type, cu_count, charging_mode, ...shown } = queues.view(findThing(project, queues, path.queue_name), now);
  const { cidr_in_vpc: _, cidr_in_mgntsubnet: __, cidr_in_subnet: ___, labels: ____, ...details } = shown;
  return { ...envelope, ...details, queueName: queue_name, queueType: queue_type, cuCount: cu_count, chargingMode: charging_mode ?? 1 };
};

export const deleteQueue: OperationHandler<'deleteQueue'> = ({ path, project, now }) => {
  const { id, name, fields } = findThing(project, queues, path.queue_name);
  if (name === defaultQueue) throw createRefusal('DLI.0007', `The queue ${name} cannot be deleted.`);
  refuseBusy(project, name);
  project.get(queues).remove(id);
  scalePool(project, fields.elastic_resource_pool_name, now);
  return envelope;
};

export const updateQueueCidr: OperationHandler<'updateQueueCidr'> = ({ path, body, project }) => {
  const queue = findThing(project, queues, path.queue_name);
  const { cidr_in_vpc } = body;
  if (cidr_in_vpc === undefined) throw createRefusal('DLI.0001', 'cidr_in_vpc is missing.');
  refuseInvalidCidr('cidr_in_vpc', cidr_in_vpc, { isPrivate: true });
  if (queue.name === defaultQueue) throw createRefusal('DLI.0007', `The queue ${queue.name} cannot have a CIDR block of its own.`);
  refuseBusy(project, queue.name);
  const binding = project
    .get(queueBindings)
    .list()
    .find(({ name }) => name === queue.name);
  if (binding) {
    const connection = findThing(project, enhancedConnections, binding.fields.connection_id).name;
    throw createRefusal('DLI.0007', `The queue ${queue.name} is bound to the connection ${connection}. Unbind it first.`);
  }
  updateThing(project, queues, queue, { cidr_in_vpc });
  return envelope;
};

/** @throws {Refusal} while a job is submitted or runs on a queue */
function refuseBusy(project: Project, queue: string): void {
  if (isBusy(project, queue)) throw createRefusal('DLI.0007', `A job runs on the queue ${queue}. Wait for it to end or cancel it.`);
}
