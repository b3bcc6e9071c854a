import type { Project } from '../project.ts';
import { refusal } from '../refusal.ts';
import type { SqlJob } from './job.ts';

/** @throws {Refusal} when the project has no such job */
export function findSqlJob(project: Project, id: string): SqlJob {
  const job = project.sqlJobs.get(id);
  if (job === undefined) throw refusal('DLI.0002', `The SQL job ${id} does not exist.`);
  return job;
}
