import { refuseInvalidCidr } from '../engine/cidr.ts';
import type { Entry } from '../engine/entry.ts';
import { defineKind } from '../engine/entry.ts';
import { createRefusal, user } from '../engine/handler.ts';
import type { Prospect } from '../engine/life.ts';
import { refuseInvalidName } from '../engine/things.ts';
import type { Schemas } from '../engine/types.ts';
import type { Queue } from '../queues/queue.ts';
import { poolReference, queues } from '../queues/queue.ts';
import { countMost, findPolicy, formatHour, hour } from './policies.ts';

type Status = Schemas['ElasticResourcePoolStatus'];

export type PoolFields = Omit<Schemas['ElasticResourcePool'], 'status' | 'queues'> & {
  elastic_resource_pool_name: string;
  min_cu: number;
  max_cu: number;
  actual_cu: number;
  enterprise_project_id: string;
  charging_mode: number;
  tags: readonly Schemas['Tag'][];
  scaleRecords: readonly Schemas['ScaleRecord'][];
};

export type Pool = Entry<PoolFields, 'ElasticResourcePoolStatus'>;

/** What no page says of pools. */
export const poolChoices = {
  deletePoolWithQueues: ['refused', 'deletes-queues'],
  createQueueInScalingPool: ['accepted', 'refused'],
} as const;

export const elasticResourcePools = defineKind<PoolFields>()({
  ...poolReference,
  schema: 'ElasticResourcePool',
  id: 'elastic_resource_pool_name',
  labels: { type: 'dli_elastic_resource_pool', id: 'resource_id' },
  quotas: [{ type: 'ELASTIC_RESOURCE_POOL', most: 50 }],
  ownFields: { tags: 'Tag' },
  states: {
    schema: 'ElasticResourcePoolStatus',
    durations: { CREATING: '1m', SCALING: '1m' },
    messages: { FAILED: 'The pool could not be created.' },
    createdBy: ['createElasticResourcePool', 'createPeriodElasticResourcePoolOrder'],
  },
  complete({ elastic_resource_pool_name, min_cu, ...given }, { world, now, createId }) {
    const id = given.id ?? createId();
    const least = min_cu ?? findRange(given.label)[0];
    return {
      id,
      elastic_resource_pool_name: (elastic_resource_pool_name ?? `pool_${id}`).toLowerCase(),
      description: '',
      min_cu: least,
      max_cu: least,
      actual_cu: least,
      current_cu: given.actual_cu ?? least,
      prepay_cu: 0,
      charging_mode: 1,
      cidr_in_vpc: '172.16.0.0/12',
      owner: user.name,
      manager: 'common',
      enterprise_project_id: '0',
      resource_id: given.resource_id ?? world.createUuid(),
      ipv6_enable: false,
      create_time: now,
      update_time: now,
      tags: [],
      scaleRecords: [],
      ...given,
    };
  },
  check(fields) {
    refuseInvalidName('elastic_resource_pool_name', fields.elastic_resource_pool_name);
    refuseRange(fields);
    if (fields.cidr_in_vpc !== undefined) refuseInvalidCidr('cidr_in_vpc', fields.cidr_in_vpc);
  },
  show: (pool) => {
    const { tags: _, scaleRecords: __, ...shown } = pool.fields;
    const names = listPoolQueues(pool).map(({ name }) => name);
    return { fail_reason: pool.life.message, ...shown, status: pool.life.state, queues: names };
  },
  onState(pool, now) {
    if (pool.life.state === 'AVAILABLE' && pool.life.stages.at(-2)?.state === 'SCALING') finishScaling(pool, now);
  },
  predict: predictScaling,
});

/** The queues of a pool, oldest first. Which pool a queue belongs to is known of the queue alone. */
export function listPoolQueues({ id, project }: Pool): Queue[] {
  const all = project?.get(queues).list() ?? [];
  return all.filter(({ fields }) => fields.elastic_resource_pool_name === id);
}

type Range = Pick<PoolFields, 'min_cu' | 'max_cu' | 'label'>;

/** The limits of the CUs of a pool, by its edition. */
function findRange(label: PoolFields['label']): [least: number, most: number] {
  const { spec, billing_spec_code: code }: Record<string, unknown> = { ...label };
  return spec === 'basic' || code === 'developer' ? [16, 64] : [64, 32_000];
}

/** @throws {Refusal} when no pool can have these CUs */
export function refuseRange({ min_cu, max_cu, label }: Range): void {
  if (min_cu > max_cu) throw createRefusal('DLI.0001', `min_cu ${min_cu} is more than max_cu ${max_cu}.`);
  const [least, most] = findRange(label);
  if (min_cu < least || max_cu > most)
    throw createRefusal('DLI.0001', `min_cu and max_cu must be ${least} to ${most}, found ${min_cu} and ${max_cu}.`);
}

/** How many CUs a pool needs for its queues at a time. */
function countWanted(pool: Pool, time: number): number {
  const { min_cu, max_cu } = pool.fields;
  const policies = listPoolQueues(pool).flatMap(({ fields }) => findPolicy(fields.queue_scaling_policies, formatHour(time)) ?? []);
  const sum = policies.reduce((total, policy) => total + countMost(policy, max_cu), 0);
  return Math.max(Math.min(sum, max_cu), min_cu);
}

/** The service looks at the policies at each full hour. */
export function predictScaling(pool: Pool, from: number): Prospect<Status> | undefined {
  if (pool.life.state !== 'AVAILABLE') return undefined;
  const next = Math.floor(from / hour) * hour + hour;
  const hours = Array.from({ length: 24 }, (_, index) => next + index * hour);
  const at = hours.find((time) => countWanted(pool, time) !== pool.fields.actual_cu);
  return at === undefined ? undefined : { to: 'SCALING', after: at - from };
}

function finishScaling(pool: Pool, now: number): void {
  const { min_cu, max_cu, actual_cu, scaleRecords } = pool.fields;
  const target = countWanted(pool, now);
  const record = {
    min_cu,
    max_cu,
    origin_cu: actual_cu,
    target_cu: target,
    current_cu: target,
    record_time: now,
    status: 'success',
  } as const;
  pool.fields = { ...pool.fields, actual_cu: target, current_cu: target, update_time: now, scaleRecords: [...scaleRecords, record] };
}
