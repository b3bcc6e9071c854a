// What queues and pools have to do with each other.
import { readChoice } from '../engine/family.ts';
import type { SandboxCall } from '../engine/handler.ts';
import { createRefusal } from '../engine/handler.ts';
import type { Project } from '../engine/project.ts';
import { findThing } from '../engine/things.ts';
import type { OperationId } from '../engine/types.ts';
import type { Policy } from '../queues/queue.ts';
import { createDefaultPolicy } from '../queues/queue.ts';
import { countMost, findPolicy, formatHour, hour } from './policies.ts';
import type { Pool } from './pool.ts';
import { elasticResourcePools, listPoolQueues, poolChoices, predictScaling } from './pool.ts';

/** @throws {Refusal} when a pool is not there, not ready, or has not the CUs for one more queue */
export function refuseNewQueue(
  { world, project }: Pick<SandboxCall<OperationId>, 'world' | 'project'>,
  poolName: string,
  queue: { queue_name: string; cu_count: number },
): void {
  const pool = findThing(project, elasticResourcePools, poolName);
  const isWelcome = pool.life.state === 'SCALING' && readChoice(world, poolChoices, 'createQueueInScalingPool') === 'accepted';
  if (!isWelcome) refuseUnready(pool);
  refuseOverbooked(pool, pool.fields, { name: queue.queue_name, policies: [createDefaultPolicy(queue.cu_count)] });
}

/** @throws {Refusal} unless a pool is ready for changes */
export function refuseUnready({ name, life }: Pool): void {
  if (!life.allows('scale'))
    throw createRefusal('DLI.0012', `The elastic resource pool ${name} is ${life.state}. Try again when it is AVAILABLE.`);
}

interface QueuePolicies {
  name: string;
  policies: readonly Policy[];
}

/**
 * @param limits the CUs that the pool is to have
 * @param changed a queue that is to have other policies, or to be new in the pool
 * @throws {Refusal} when the policies of the queues need CUs that the pool has not
 */
export function refuseOverbooked(pool: Pool, limits: { min_cu: number; max_cu: number }, changed?: QueuePolicies): void {
  const present = listPoolQueues(pool).map(({ name, fields }) => ({ name, policies: fields.queue_scaling_policies }));
  const queues = [...present.filter(({ name }) => name !== changed?.name), ...(changed ? [changed] : [])];
  for (const { name, policies } of queues) {
    const most = Math.max(...policies.map((policy) => countMost(policy, limits.max_cu)));
    if (most > limits.max_cu) {
      const reason = `The queue ${name} has up to ${most} CUs, and the elastic resource pool ${pool.name} ${limits.max_cu}.`;
      throw createRefusal('DLI.0001', reason);
    }
  }
  const least = countLeast(queues);
  if (least > limits.min_cu) {
    const reason = `The queues of the elastic resource pool ${pool.name} have at least ${least} CUs together, and the pool ${limits.min_cu}.`;
    throw createRefusal('DLI.0001', reason);
  }
}

/** The CUs that queues have at least together, at the hour when they have most. */
function countLeast(queues: readonly QueuePolicies[]): number {
  const sums = Array.from({ length: 24 }, (_, index) => {
    const inForce = queues.flatMap(({ policies }) => findPolicy(policies, formatHour(index * hour)) ?? []);
    return inForce.reduce((sum, { min_cu }) => sum + min_cu, 0);
  });
  return Math.max(...sums);
}

/** Lets a pool scale, because a queue came or went. */
export function scalePool(project: Project, poolName: string | undefined, now: number): void {
  if (poolName) project.get(elasticResourcePools).get(poolName)?.life.trigger('scale', now);
}

/** Lets a pool look again at what its queues need at the next full hours. */
export function reschedule(pool: Pool, now: number): void {
  if (pool.life.state === 'AVAILABLE') pool.life.expect(predictScaling(pool, now), now);
}
