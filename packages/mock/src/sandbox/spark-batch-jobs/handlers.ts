import { writeJson } from '../../json.ts';
import { selectVisible, takeSharedPage } from '../engine/extensions.ts';
import { equals, equalsId, isBetween, sortBy } from '../engine/filters.ts';
import type { OperationHandler, SandboxCall } from '../engine/handler.ts';
import { createRefusal, user } from '../engine/handler.ts';
import { findThing } from '../engine/things.ts';
import type { Schemas } from '../engine/types.ts';
import { refuseUnknownQueue } from '../queues/queue.ts';
import { refuseMissingGroups, refuseUnusablePackages } from '../resource-packages/references.ts';
import type { SparkJob } from './job.ts';
import { beginSparkJob, listLogLines, sparkJobs, viewSparkJob } from './job.ts';

export const createSparkJob: OperationHandler<'createSparkJob'> = ({ body, project, world, now }) => {
  const queue = ('queue' in body ? body.queue : body.cluster_name) as string;
  refuseUnknownQueue(world, project, queue);
  refuseUnusablePackages(project, listPackages(body));
  refuseMissingGroups(
    project,
    (body.groups ?? []).map((group) => group.name),
  );
  const { name = '', feature, image, spark_version } = body;
  const job = beginSparkJob(world, {
    fields: {
      id: world.createUuid(),
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
  project.get(sparkJobs).add(job);
  return { ...selectVisible(world, 'SparkJob')(summarize(job, now)), queue };
};

export const listSparkJobs: OperationHandler<'listSparkJobs'> = (call) => {
  const { query, project, now } = call;
  const [, by, direction] = /^(DURATION|CREATE_TIME)_(ASC|DESC)$/.exec(query.order ?? 'CREATE_TIME_DESC') ?? [];
  const getDuration = (job: SparkJob) => viewSparkJob(job, now).duration ?? 0;
  const getTime = ({ fields }: SparkJob) => fields.create_time;
  const { items, total, skipped } = takeSharedPage(call, () => {
    const jobs = project.get(sparkJobs).list();
    const matching = jobs.filter((job) => isWanted(job, query));
    return sortBy(matching, by === 'DURATION' ? getDuration : getTime, direction === 'ASC' ? 'asc' : 'desc');
  });
  return { from: skipped, total, sessions: items.map((job) => summarize(job, now)) };
};

export const showSparkJob: OperationHandler<'showSparkJob'> = ({ path, project, world, now }) =>
  selectVisible(world, 'ShowSparkJobOutput')(viewSparkJob(findThing(project, sparkJobs, path.batch_id), now));

export const showSparkJobStatus: OperationHandler<'showSparkJobStatus'> = ({ path, project }) => {
  const { id, life } = findThing(project, sparkJobs, path.batch_id);
  return { id, state: life.state };
};

/** How many lines of a log are shown by default. */
const usualLines = 100;

export const showSparkJobLog: OperationHandler<'showSparkJobLog'> = ({ path, query, project }) => {
  const job = findThing(project, sparkJobs, path.batch_id);
  const retries = job.life.stages.filter(({ state }) => state === 'recovering').length;
  const index = Number(query.index ?? 0);
  if (index > retries) throw createRefusal('DLI.0002', `The job ${job.id} has no log of the index ${index}.`);
  const lines = [...listLogLines(job), 'YARN Diagnostics: '];
  const size = Number(query.size ?? usualLines);
  const from = Number(query.from ?? Math.max(0, lines.length - size));
  return { id: job.id, from, total: lines.length, log: lines.slice(from, from + size) };
};

export const cancelSparkJob: OperationHandler<'cancelSparkJob'> = ({ path, project, now }) => {
  const { life } = findThing(project, sparkJobs, path.batch_id);
  if (!life.trigger('cancel', now)) throw createRefusal('DLI.0007', 'The job has ended and cannot be cancelled.');
  return { msg: 'deleted' };
};

function isWanted({ id, fields, life }: SparkJob, query: SandboxCall<'listSparkJobs'>['query']): boolean {
  return (
    equals(query.job_name, fields.name) &&
    equalsId(query['job-id'], id) &&
    equals(query.cluster_name, fields.queue) &&
    equals(query.queue_name, fields.queue) &&
    equals(query.state, life.state) &&
    equals(query.owner, fields.owner) &&
    isBetween(query.start, query.end, fields.create_time)
  );
}

/** The packages and OBS paths that a job names. */
function listPackages(body: SandboxCall<'createSparkJob'>['body']): (string | undefined)[] {
  const { file, jars = [], pyFiles = [], python_files = [], files = [], resources = [], groups = [] } = body;
  const inGroups = groups.flatMap((group) => (group.resources ?? []).map(({ name }) => name && `${group.name ?? ''}/${name}`));
  return [file, ...jars, ...pyFiles, ...python_files, ...files, ...resources.map(({ name }) => name), ...inGroups];
}

/** A job without what only the response about a single one has. */
function summarize(job: SparkJob, now: number): Schemas['SparkJob'] {
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
