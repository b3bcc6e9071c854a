import type { Int64 } from '@dli-openapi/client';
import { listDefaults } from '../../document/properties.ts';
import type { Sown } from '../seed.ts';
import type { Schemas } from '../types.ts';
import { user } from '../users.ts';
import type { World } from '../world.ts';
import { configOf, createFlinkJob, viewFlinkJob } from './job.ts';

/** A Flink job, described by as many of the fields that answers show as matter. Without `status` it is a draft. */
export type FlinkJobSeed = Partial<Schemas['FlinkJobDetail']> & { tags?: Schemas['Tag'][] };

export function flinkJobFrom(world: World, { tags, project_id, ...seed }: FlinkJobSeed, isTaken: (id: Int64) => boolean): Sown {
  const { now } = world.clock;
  const { status, status_desc, ...given } = seed;
  const job_id = given.job_id ?? world.nextId(isTaken);
  const name = given.name ?? `job-${job_id}`;
  const job_type = given.job_type ?? (given.sql_body ? 'flink_sql_job' : 'flink_jar_job');
  const defaults = listDefaults(world.loaded.getComponent('CreateFlinkJarJobRequest'));
  const begin = (project: string) =>
    createFlinkJob(world, {
      fields: {
        desc: '',
        user_name: user.name,
        user_id: user.id,
        queue_name: 'default',
        create_time: now,
        update_time: now,
        root_id: -1,
        execution_graph: null,
        has_savepoint: false,
        run_mode: 'exclusive_cluster',
        sql_body: '',
        ...structuredClone(given),
        job_id,
        name,
        job_type,
        project_id: project,
        job_config: { root_id: -1, ...configOf(world, defaults), ...structuredClone(given.job_config) },
      },
      tags,
      status,
      statusText: status_desc,
      since: given.start_time ?? now,
    });
  return {
    kind: 'flinkJobs',
    id: job_id,
    name,
    project: project_id,
    views: [['FlinkJobDetail', viewFlinkJob(begin(''), now)], ...[tags ?? []].flat().map((tag) => ['Tag', tag] as const)],
    put: (project) => project.flinkJobs.add(begin(project.id), now),
  };
}
