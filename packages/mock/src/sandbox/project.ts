import type { Care, Collection } from './collection.ts';
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
  readonly life: Pick<Life<string>, 'begin' | 'end'>;
}

/** @param added is told whenever something is put into the project */
export function createProject(id: string, now: () => number, added: () => void): Project {
  const care: Care<Living> = {
    added({ life }, at = now()) {
      added();
      life.begin(at);
    },
    removed: ({ life }) => life.end(),
  };
  return {
    id,
    flinkJobs: createCollection<FlinkJob>(care),
    flinkJobTemplates: createCollection<FlinkJobTemplate>({ added, removed() {} }),
    sqlJobs: createCollection<SqlJob>(care),
    sparkJobs: createCollection<SparkJob>(care),
  };
}
