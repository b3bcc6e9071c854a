import type { Life, Prospect } from './life.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { Planned } from './plans.ts';
import { usualDelay } from './plans.ts';
import type { JobState } from './types.ts';
import type { World } from './world.ts';

/**
 * What a job comes to next by plan, if there is one for it, or one that names it.
 * @param from the time that it is counted from
 */
export function plannedProspect<State extends JobState>(
  { plans, duration }: World,
  lifecycle: Lifecycle<State>,
  job: Planned,
  life: Life<State>,
  from: number,
  { named = false } = {},
): (Prospect<State> & { restart: boolean }) | undefined {
  const planned = plans.claim(job, lifecycle, life, named);
  if (planned === undefined) return undefined;
  const own = duration(life.state);
  // A job may have been in its state for long before the plan was made.
  const wait = Math.max(0, planned.madeAt - from);
  return { ...planned, after: wait + (planned.after ?? (Number.isFinite(own) ? own : usualDelay)) };
}

/** What a job comes to next when nothing is planned and nothing goes wrong. */
export function usualProspect<State extends JobState>(
  { duration }: World,
  lifecycle: Lifecycle<State>,
  life: Life<State>,
): Prospect<State> | undefined {
  const to = lifecycle.usual(life.state);
  return to && { to, after: duration(life.state) };
}

/** Lets jobs that are named in a plan come to it, if they are in a state that leads there. */
export function applyToPresent(world: World): void {
  const { projects, lifecycles, clock } = world;
  for (const project of projects.values()) {
    for (const job of project.flinkJobs.all()) apply(lifecycles.flink, job);
    for (const job of project.sqlJobs.all()) apply(lifecycles.sql, job);
    for (const job of project.sparkJobs.all()) apply(lifecycles.spark, job);
  }

  function apply<State extends JobState>(lifecycle: Lifecycle<State>, job: Planned & { life: Life<State>; restartsNext?: boolean }): void {
    const planned = plannedProspect(world, lifecycle, job, job.life, clock.now, { named: true });
    if (planned === undefined) return;
    if ('restartsNext' in job) job.restartsNext = planned.restart;
    job.life.expect(planned, clock.now);
  }
}
