// The scaling policies of queues in pools. Their times are those of UTC, since no page says otherwise.
import { createRefusal } from '../engine/handler.ts';
import type { Policy } from '../queues/queue.ts';

export const hour = 3_600_000;

/** A full hour of the day, as policies write it. */
export function formatHour(time: number): string {
  return new Date(Math.floor(time / hour) * hour).toISOString().slice(11, 16);
}

/** The policy in force at a full hour. */
export function findPolicy(policies: readonly Policy[], clock: string): Policy | undefined {
  const inForce = policies.filter((policy) => policy.impact_start_time <= clock && clock < policy.impact_stop_time);
  return inForce.find((policy) => !isDefault(policy)) ?? inForce[0];
}

function isDefault({ impact_start_time, impact_stop_time }: Policy): boolean {
  return impact_start_time === '00:00' && impact_stop_time === '24:00';
}

/** The most CUs that a queue gets by a policy, of a pool with so many. */
export function countMost({ max_cu, inherit_elastic_resource_pool_max_cu: inherits }: Policy, poolMost: number): number {
  return inherits ? poolMost : max_cu;
}

/** @throws {Refusal} when no queue can have these policies together */
export function refuseInvalidPolicies(policies: readonly Policy[]): void {
  for (const policy of policies) {
    const { impact_start_time: start, impact_stop_time: stop, min_cu, max_cu } = policy;
    if (min_cu > max_cu) throw createRefusal('DLI.0001', `min_cu ${min_cu} is more than max_cu ${max_cu}.`);
    if (!/^(?:[01]\d|2[0-3]):00$/.test(start) || !/^(?:[01]\d|2[0-4]):00$/.test(stop) || start >= stop)
      throw createRefusal('DLI.0001', `A scaling policy must be for full hours from 00:00 to 24:00, found ${start} to ${stop}.`);
  }
  if (!policies.some(isDefault)) throw createRefusal('DLI.0001', 'One scaling policy has to be for 00:00 to 24:00.');
  const sorted = policies.toSorted(
    (a, b) => Number(isDefault(b)) - Number(isDefault(a)) || (a.impact_start_time < b.impact_start_time ? -1 : 1),
  );
  for (const [index, policy] of sorted.slice(1).entries()) {
    const before = sorted[index];
    if (before === undefined || isDefault(before) !== isDefault(policy) || before.impact_stop_time <= policy.impact_start_time) continue;
    const periods = [before, policy].map((each) => `${each.impact_start_time} to ${each.impact_stop_time}`);
    throw createRefusal('DLI.0001', `The scaling policies for ${periods.join(' and ')} overlap.`);
  }
}
