import { writeJson } from '../../json.ts';
import { is, isBetween, isId, ordered } from '../filters.ts';
import type { OperationHandler, SandboxCall } from '../handler.ts';
import { takePage } from '../paging.ts';
import type { Project } from '../project.ts';
import { refusal } from '../refusal.ts';
import type { Schemas } from '../types.ts';
import { user } from '../users.ts';
import { selectVisible } from '../visible.ts';
import type { SparkJob } from './job.ts';
import { createSparkJob as begin, viewSparkJob } from './job.ts';

export const createSparkJob: OperationHandler<'createSparkJob'> = ({ body, project, world, now }) => {
  const queue = ('queue' in body ? body.queue : body.cluster_name) as string;
  const { name = '', feature, image, spark_version } = body;
  const job = begin(world, {
    fields: {
      id: world.nextUuid(),
      name,
      owner: user.name,
      proxyUser: '',
      kind: 'spark',
      sc_type: isSized(body) ? 'CUSTOMIZED' : (body.sc_type ?? 'A'),
      queue,
      cluster_name: queue,
      create_time: now,
      req_body: writeJson(body),
      ...(feature !== undefined && { feature }),
      ...(image !== undefined && { image }),
      ...(spark_version !== undefined && { spark_version }),
    },
    createdBy: 'createSparkJob',
  });
  project.sparkJobs.add(job);
  return { ...selectVisible(world, 'SparkJob')(summaryOf(job, now)), queue };
};

export const listSparkJobs: OperationHandler<'listSparkJobs'> = ({ operation, query, project, now }) => {
  const matching = project.sparkJobs.all().filter((job) => isAskedFor(job, query));
  const [, by, direction] = /^(DURATION|CREATE_TIME)_(ASC|DESC)$/.exec(query.order ?? 'CREATE_TIME_DESC') ?? [];
  const duration = (job: SparkJob) => viewSparkJob(job, now).duration ?? 0;
  const sorted = ordered(matching, by === 'DURATION' ? duration : ({ fields }) => fields.create_time, direction === 'ASC' ? 'asc' : 'desc');
  const { items, total, skipped } = takePage(operation, query, sorted);
  return { from: skipped, total, sessions: items.map((job) => summaryOf(job, now)) };
};

export const showSparkJob: OperationHandler<'showSparkJob'> = ({ path, project, world, now }) =>
  selectVisible(world, 'ShowSparkJobResponse')(viewSparkJob(findSparkJob(project, path.batch_id), now));

export const showSparkJobStatus: OperationHandler<'showSparkJobStatus'> = ({ path, project }) => {
  const { id, life } = findSparkJob(project, path.batch_id);
  return { id, state: life.state };
};

export const cancelSparkJob: OperationHandler<'cancelSparkJob'> = ({ path, project, now }) => {
  const { life } = findSparkJob(project, path.batch_id);
  if (!life.trigger('cancel', now)) throw refusal('DLI.0007', 'The job has ended and cannot be cancelled.');
  return { msg: 'deleted' };
};

function findSparkJob(project: Project, id: string): SparkJob {
  const job = project.sparkJobs.get(id);
  if (job === undefined) throw refusal('DLI.0002', `The Spark job ${id} does not exist.`);
  return job;
}

function isAskedFor({ id, fields, life }: SparkJob, query: SandboxCall<'listSparkJobs'>['query']): boolean {
  return (
    is(query.job_name, fields.name) &&
    isId(query['job-id'], id) &&
    is(query.cluster_name, fields.queue) &&
    is(query.queue_name, fields.queue) &&
    is(query.state, life.state) &&
    is(query.owner, fields.owner) &&
    isBetween(query.start, query.end, fields.create_time)
  );
}

/** A job without what only the answer about a single one has. */
function summaryOf(job: SparkJob, now: number): Schemas['SparkJob'] {
  const { feature: _, spark_version: __, ...summary } = viewSparkJob(job, now);
  return summary;
}

const sizes = [
  'driverMemory',
  'driverCores',
  'executorMemory',
  'executorCores',
  'numExecutors',
  'driver_memory',
  'driver_cores',
  'executor_memory',
  'executor_cores',
  'num_executors',
];

/** Whether a request sets cores, memory or executors by itself. */
function isSized(body: object): boolean {
  return sizes.some((name) => name in body);
}
