import type { Int64 } from '@dli-openapi/client';
import type { Project } from '../project.ts';
import { refusal } from '../refusal.ts';
import type { FlinkJob } from './job.ts';

/** @throws {Refusal} when the project has no such job */
export function findFlinkJob(project: Project, id: Int64): FlinkJob {
  const job = project.flinkJobs.get(id);
  if (job === undefined) throw refusal('DLI.16001', `The job ${id} does not exist.`);
  return job;
}

/** @throws {Refusal} when the project has a job of this name already, other than the one given */
export function refuseTakenName(project: Project, name: string, except?: FlinkJob): void {
  const isTaken = project.flinkJobs.all().some((job) => job !== except && job.name === name);
  if (isTaken) throw refusal('DLI.0006', `A job of the name ${name} exists.`);
}
