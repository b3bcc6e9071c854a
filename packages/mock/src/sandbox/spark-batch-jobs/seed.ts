import type { Sown } from '../seed.ts';
import type { Schemas } from '../types.ts';
import { user } from '../users.ts';
import type { World } from '../world.ts';
import { createSparkJob, viewSparkJob } from './job.ts';

/** A Spark job, described by as many of its fields as matter. Without `state` it is running. */
export type SparkJobSeed = Partial<Schemas['ShowSparkJobResponse']> & { project_id?: string };

export function sparkJobFrom(world: World, { project_id, ...seed }: SparkJobSeed): Sown {
  const { now } = world.clock;
  const { state = 'running', appId: _, update_time, ...given } = structuredClone(seed);
  const id = given.id ?? world.nextUuid();
  const queue = given.queue ?? given.cluster_name ?? 'default';
  const create_time = given.create_time ?? now;
  const begin = () =>
    createSparkJob(world, {
      fields: {
        name: '',
        owner: user.name,
        proxyUser: '',
        kind: 'spark',
        sc_type: 'A',
        ...given,
        id,
        queue,
        cluster_name: queue,
        create_time,
      },
      state,
      since: update_time ?? create_time,
    });
  return {
    kind: 'sparkJobs',
    id,
    project: project_id,
    views: [['ShowSparkJobResponse', viewSparkJob(begin(), now)]],
    put: (project) => project.sparkJobs.add(begin(), now),
  };
}
