// The jobs that run on queues.
import type { Project } from '../engine/project.ts';
import { flinkJobs } from '../flink-jobs/job.ts';
import { sparkJobs } from '../spark-batch-jobs/job.ts';
import type { SqlJob } from '../sql-jobs/job.ts';
import { sqlJobs } from '../sql-jobs/job.ts';

/** Whether a job is submitted or runs on a queue. */
export function isBusy(project: Project, queue: string): boolean {
  const jobs = [
    ...listSqlJobs(project, queue),
    ...project
      .get(sparkJobs)
      .list()
      .filter(({ fields }) => isOn(fields.queue, queue)),
    ...project
      .get(flinkJobs)
      .list()
      .filter(({ fields, life }) => isOn(fields.queue_name, queue) && life.state !== 'job_init'),
  ];
  return jobs.some(({ life }) => !life.isOver);
}

/** The SQL jobs on a queue, oldest first. */
export function listSqlJobs(project: Project, queue: string): SqlJob[] {
  return project
    .get(sqlJobs)
    .list()
    .filter(({ fields }) => isOn(fields.queue_name, queue));
}

function isOn(name: string | null | undefined, queue: string): boolean {
  return name?.toLowerCase() === queue;
}
