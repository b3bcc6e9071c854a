// The kinds of things that a sandbox keeps, and what seeds and the state look like.
import type { Int64 } from '@dli-openapi/client';
import type { Given } from '../operation-types.ts';
import type { Stage } from './engine/life.ts';
import type { JobState, Schemas } from './engine/types.ts';
import type { AnyKind } from './engine/world.ts';
import type { FlinkJobTemplateSeed } from './flink-job-templates/template.ts';
import { flinkJobTemplates } from './flink-job-templates/template.ts';
import type { FlinkJobSeed } from './flink-jobs/job.ts';
import { flinkJobs } from './flink-jobs/job.ts';
import type { SparkJobSeed } from './spark-batch-jobs/job.ts';
import { sparkJobs } from './spark-batch-jobs/job.ts';
import type { SqlJobSeed } from './sql-jobs/job.ts';
import { sqlJobs } from './sql-jobs/job.ts';

export const kinds: readonly AnyKind[] = [flinkJobs, flinkJobTemplates, sqlJobs, sparkJobs];

/** Jobs and templates to put in. One without `project_id` goes into every project, also into those that come later. */
export interface Seed {
  readonly flinkJobs?: readonly Given<FlinkJobSeed>[];
  readonly flinkJobTemplates?: readonly Given<FlinkJobTemplateSeed>[];
  readonly sqlJobs?: readonly Given<SqlJobSeed>[];
  readonly sparkJobs?: readonly Given<SparkJobSeed>[];
}

/** What a sandbox holds at one moment. It does not change with the sandbox, nor the sandbox with it. */
export interface SandboxState {
  /** The sandbox's time, in milliseconds since 1970-01-01 UTC. */
  readonly now: number;
  /** The projects that anything was put into, by ID. */
  readonly projects: Readonly<Record<string, ProjectState>>;
}

/** What one project holds, oldest first, as responses show it in full. */
export interface ProjectState {
  readonly flinkJobs: readonly WithStages<Schemas['FlinkJobDetail'] & { job_id: Int64 }, Schemas['FlinkJobStatus']>[];
  readonly flinkJobTemplates: readonly Schemas['FlinkSqlJobTemplate'][];
  readonly sqlJobs: readonly WithStages<Schemas['ListedSqlJob'], Schemas['SqlJobStatus']>[];
  readonly sparkJobs: readonly WithStages<Schemas['ShowSparkJobOutput'], Schemas['SparkJobState']>[];
}

/** A job with the states that it has been in, the present one last. */
type WithStages<Job, State extends JobState> = Job & { readonly stages: readonly Stage<State>[] };
