import { refuseInvalidCidr } from '../engine/cidr.ts';
import { takePage } from '../engine/extensions.ts';
import type { OperationHandler, SandboxCall } from '../engine/handler.ts';
import { createRefusal, envelope } from '../engine/handler.ts';
import { findThing, updateThing } from '../engine/things.ts';
import type { Schemas } from '../engine/types.ts';
import { queues } from './queue.ts';

const drivers = 'computeEngine.maxInstance';
const prefetched = 'computeEngine.maxPrefetchInstance';
const network = 'network.cidrInVpc';

export const createQueueProperty: OperationHandler<'createQueueProperty'> = (call) => setProperties(call);
export const updateQueueProperty: OperationHandler<'updateQueueProperty'> = (call) => setProperties(call);

function setProperties({ path, body, project }: SandboxCall<'createQueueProperty'> | SandboxCall<'updateQueueProperty'>) {
  const queue = findQueue(project, path.queue_name);
  const given = Object.entries(body.properties ?? {}).map(([key, value]) => [key, String(value)]);
  const { [network]: cidr_in_vpc, ...properties }: Record<string, string> = { ...queue.fields.properties, ...Object.fromEntries(given) };
  if (Number(properties[prefetched] ?? 0) > Number(properties[drivers] ?? Number.POSITIVE_INFINITY))
    throw createRefusal('DLI.0001', `${prefetched} must be at most ${drivers}.`);
  if (cidr_in_vpc !== undefined) refuseInvalidCidr(network, cidr_in_vpc, { isPrivate: true });
  updateThing(project, queues, queue, { properties, cidr_in_vpc });
  return envelope;
}

export const listQueueProperties: OperationHandler<'listQueueProperties'> = ({ operation, path, query, project }) => {
  const { properties } = findThing(project, queues, path.queue_name).fields;
  const listed = Object.entries(properties).flatMap(([key, value]) =>
    // Sources disagree about the name, so that clients read either.
    (key === drivers ? [key, `${key}s`] : [key]).map((each) => ({ key: each as Schemas['QueueProperty']['key'], value })),
  );
  return { ...envelope, properties: takePage(operation, query, listed).items };
};

export const deleteQueueProperty: OperationHandler<'deleteQueueProperty'> = ({ path, body, project }) => {
  const queue = findQueue(project, path.queue_name);
  const left = Object.entries(queue.fields.properties).filter(([key]) => !(body.keys as readonly string[]).includes(key));
  updateThing(project, queues, queue, { properties: Object.fromEntries(left) });
  return envelope;
};

/** @throws {Refusal} when there is no such queue, or it cannot have properties */
function findQueue(project: SandboxCall<'createQueueProperty'>['project'], name: string) {
  const queue = findThing(project, queues, name);
  const { elastic_resource_pool_name: pool, engine, queue_type } = queue.fields;
  if (pool && engine === 'spark' && queue_type === 'sql') return queue;
  throw createRefusal(
    'DLI.0007',
    `The queue ${queue.name} cannot have properties: it is not in an elastic resource pool of the standard edition, or not a Spark queue for SQL jobs.`,
  );
}
