import type { Int64 } from '@dli-openapi/client';
import { viewFlinkJob } from './flink-jobs/job.ts';
import type { Life, Stage } from './life.ts';
import type { Project } from './project.ts';
import { viewSparkJob } from './spark-batch-jobs/job.ts';
import { viewSqlJob } from './sql-jobs/job.ts';
import type { JobState, Schemas } from './types.ts';
import type { World } from './world.ts';

/** What a sandbox holds at one moment. It does not change with the sandbox, nor the sandbox with it. */
export interface SandboxState {
  /** The sandbox's time, in milliseconds since 1970-01-01 UTC. */
  readonly now: number;
  /** The projects that anything was put into, by ID. */
  readonly projects: Readonly<Record<string, ProjectState>>;
}

/** What one project holds, oldest first, as answers show it in full. */
export interface ProjectState {
  readonly flinkJobs: readonly WithStages<Schemas['FlinkJobDetail'] & { job_id: Int64 }, Schemas['FlinkJobStatus']>[];
  readonly flinkJobTemplates: readonly Schemas['FlinkSqlJobTemplate'][];
  readonly sqlJobs: readonly WithStages<Schemas['ListedSqlJob'], Schemas['SqlJobStatus']>[];
  readonly sparkJobs: readonly WithStages<Schemas['ShowSparkJobResponse'], Schemas['SparkJobState']>[];
}

/** A job with the states that it has been in, the present one last. */
export type WithStages<Job, State extends JobState> = Job & { readonly stages: readonly Stage<State>[] };

/** A copy of all that the sandbox holds. */
export function stateOf({ clock, projects }: World): SandboxState {
  const { now } = clock;
  return { now, projects: Object.fromEntries([...projects].map(([id, project]) => [id, projectState(project, now)])) };
}

function projectState({ flinkJobs, flinkJobTemplates, sqlJobs, sparkJobs }: Project, now: number): ProjectState {
  return structuredClone({
    flinkJobs: flinkJobs.all().map((job) => withStages(viewFlinkJob(job, now), job.life)),
    flinkJobTemplates: flinkJobTemplates.all().map(({ fields }) => fields),
    sqlJobs: sqlJobs.all().map((job) => withStages(viewSqlJob(job, now), job.life)),
    sparkJobs: sparkJobs.all().map((job) => withStages(viewSparkJob(job, now), job.life)),
  });
}

function withStages<Job extends object, State extends JobState>(job: Job, { stages }: Life<State>): WithStages<Job, State> {
  return { ...job, stages };
}
