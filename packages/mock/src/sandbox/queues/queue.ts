import { refuseInvalidPolicies } from '../elastic-resource-pools/policies.ts';
import { refuseInvalidCidr } from '../engine/cidr.ts';
import type { Entry } from '../engine/entry.ts';
import { defineKind } from '../engine/entry.ts';
import { readChoice } from '../engine/family.ts';
import { createRefusal, user } from '../engine/handler.ts';
import { createUnknownChoice, isKnownMissing, refusesMissing } from '../engine/missing.ts';
import type { Project } from '../engine/project.ts';
import { refuseInvalidName } from '../engine/things.ts';
import type { Received, Schemas } from '../engine/types.ts';
import type { World } from '../engine/world.ts';
import { addDefaultRules, leaveRules } from '../sql-inspection-rules/default-rules.ts';

/** The values that properties have, by name, as responses show them. */
type QueueProperties = Readonly<Record<string, string>>;

export type QueueFields = Omit<Schemas['Queue'], 'used_cu'> & {
  queue_name: string;
  queue_type: Schemas['QueueType'];
  cu_count: number;
  create_time: number;
  tags: readonly Schemas['Tag'][];
  properties: QueueProperties;
  /** Empty outside of pools. */
  queue_scaling_policies: readonly Policy[];
  /** The tests of whether it reaches an address. */
  connectivityTasks: readonly number[];
};

/** How many CUs of its pool a queue gets during a part of the day. */
export type Policy = Received<Schemas['QueueScalingPolicyInput']>;

export type Queue = Entry<QueueFields>;

/** What no page says of queues. */
export const queueChoices = {
  jobOnUnknownQueue: createUnknownChoice('queues'),
  connectivity: ['REACHABLE', 'UNREACHABLE'],
} as const;

/** The kind of pools, which knows that of queues. */
export const poolReference = { name: 'elasticResourcePools', noun: 'elastic resource pool', ignoresCase: true } as const;

/** The number of CUs by which queues are scaled. */
export const step = 16;

/** The queue that every project has. */
export const defaultQueue = 'default';

export const queues = defineKind<QueueFields>()({
  name: 'queues',
  noun: 'queue',
  schema: 'Queue',
  id: 'queue_name',
  ignoresCase: true,
  labels: { type: 'dli_queue', id: 'resource_id' },
  permissions: { prefix: 'queues', type: 'queue' },
  quotas: [
    { type: 'QUEUE', most: 50 },
    // The CUs of a queue in a pool are those of the pool.
    { type: 'CU', most: 10_000, noun: 'CUs', measure: ({ fields }) => (fields.elastic_resource_pool_name ? 0 : fields.cu_count) },
  ],
  ownFields: { tags: 'Tag', queue_scaling_policies: 'QueueScalingPolicyInput', properties: 'AdvancedQueueProperty' },
  builtIn: [
    {
      queue_name: defaultQueue,
      queue_id: 0,
      queue_type: 'all',
      resource_id: '00000000-0000-0000-0000-000000000000',
      description: 'default queue',
    },
  ],
  complete({ queue_name, cu_count = 16, ...given }, { world, now, createId }) {
    const queue_id = given.queue_id ?? createId();
    return {
      queue_id,
      queue_name: (queue_name ?? `queue_${queue_id}`).toLowerCase(),
      description: '',
      owner: user.name,
      queue_type: 'sql',
      engine: 'spark',
      cu_count,
      cu_spec: cu_count,
      cu_scale_in_limit: Math.min(cu_count, 64),
      cu_scale_out_limit: cu_count,
      charging_mode: 1,
      resource_mode: 0,
      resource_id: given.resource_id ?? world.createUuid(),
      enterprise_project_id: '0',
      platform: 'x86_64',
      feature: 'basic',
      is_restarting: false,
      create_time: now,
      tags: [],
      properties: {},
      queue_scaling_policies: given.elastic_resource_pool_name ? [createDefaultPolicy(cu_count)] : [],
      connectivityTasks: [],
      ...given,
      ...(given.elastic_resource_pool_name && { elastic_resource_pool_name: given.elastic_resource_pool_name.toLowerCase() }),
    };
  },
  check({ queue_name, queue_scaling_policies: policies, cidr_in_vpc }) {
    refuseInvalidName('queue_name', queue_name);
    if (cidr_in_vpc !== undefined) refuseInvalidCidr('cidr_in_vpc', cidr_in_vpc, { isPrivate: true });
    if (policies.length > 0) refuseInvalidPolicies(policies);
  },
  onAdd({ fields }, project) {
    if (fields.queue_type !== 'general') addDefaultRules(project, fields);
  },
  onRemove: ({ name }, project) => leaveRules(project, name),
  listReferences: ({ elastic_resource_pool_name: pool }) => (pool ? [[poolReference, pool]] : []),
  show: ({ fields: { tags: _, properties: __, queue_scaling_policies: ___, connectivityTasks: ____, ...shown } }) => shown,
  toLine({ fields: { queue_name, is_restarting } }) {
    if (queue_name === defaultQueue) return undefined;
    return { id: queue_name, kind: 'Queue', name: queue_name, state: is_restarting ? 'restarting' : '' };
  },
});

/** The policy that each queue of a pool has: for the whole day. */
export function createDefaultPolicy(cus: number): Policy {
  return { priority: 1, impact_start_time: '00:00', impact_stop_time: '24:00', min_cu: cus, max_cu: cus };
}

/** Whether a job can be on a queue. */
export function hasQueue(world: World, project: Project, name: string): boolean {
  if (project.get(queues).get(name) !== undefined) return true;
  return !refusesMissing(readChoice(world, queueChoices, 'jobOnUnknownQueue'), isKnownMissing(project, queues, name));
}

/** @throws {Refusal} when a job cannot be on a queue */
export function refuseUnknownQueue(world: World, project: Project, name: string): void {
  if (!hasQueue(world, project, name)) throw createRefusal('DLI.0002', `The queue ${name} does not exist.`);
}
