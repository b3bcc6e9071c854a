import type { Collection } from './collection.ts';
import { createCollection } from './collection.ts';
import type { FlinkJobTemplate } from './flink-job-templates/template.ts';
import type { FlinkJob } from './flink-jobs/job.ts';
import type { Life } from './life.ts';
import type { SparkJob } from './spark-batch-jobs/job.ts';
import type { SqlJob } from './sql-jobs/job.ts';

/** What a project holds. Nothing of it is seen from other projects. */
export interface Project {
  readonly id: string;
  readonly flinkJobs: Collection<FlinkJob>;
  readonly flinkJobTemplates: Collection<FlinkJobTemplate>;
  readonly sqlJobs: Collection<SqlJob>;
  readonly sparkJobs: Collection<SparkJob>;
}

interface Living {
  life: Pick<Life<string>, 'settle'>;
}

export function createProject(id: string, now: () => number): Project {
  const settle = ({ life }: Living) => life.settle(now());
  return {
    id,
    flinkJobs: createCollection<FlinkJob>(settle),
    flinkJobTemplates: createCollection(),
    sqlJobs: createCollection<SqlJob>(settle),
    sparkJobs: createCollection<SparkJob>(settle),
  };
}
