import type { Int64 } from '@dli-openapi/client';
import { listDefaults } from '../engine/extensions.ts';
import { user } from '../engine/handler.ts';
import type { Kind, Living } from '../engine/kind.ts';
import type { Life, Prospect } from '../engine/life.ts';
import { createLife } from '../engine/life.ts';
import { predictPlanned, predictUsual } from '../engine/plans.ts';
import type { OperationId, Schemas } from '../engine/types.ts';
import type { World } from '../engine/world.ts';

type Status = Schemas['FlinkJobStatus'];

/** What is stored of a Flink job; its state and what follows from it comes from its life. */
export type FlinkJobFields = Omit<Schemas['FlinkJob'], 'status' | 'status_desc'> & {
  job_id: Int64;
  name: string;
  job_config: Schemas['FlinkJobConfig'];
};

export interface FlinkJob extends Living<Status> {
  readonly id: Int64;
  fields: FlinkJobFields;
  tags: readonly Schemas['Tag'][];
  life: Life<Status>;
  /** Whether it is to stop once its savepoint is made. */
  isStopping: boolean;
}

export interface FlinkJobBeginning {
  fields: FlinkJobFields;
  tags?: readonly Schemas['Tag'][] | undefined;
  createdBy?: OperationId | undefined;
  /** Default: it is a draft. */
  status?: Status | undefined;
  statusText?: string | undefined;
  /** Since when it is in its state. Default: now. */
  since?: number | undefined;
}

export function beginFlinkJob(world: World, beginning: FlinkJobBeginning): FlinkJob {
  const { fields, tags = [], createdBy, status, statusText, since = world.clock.now } = beginning;
  const job = {
    id: fields.job_id,
    fields,
    tags,
    createdBy,
    isStopping: false,
    get name() {
      return job.fields.name;
    },
  } as FlinkJob;
  job.life = createLife({
    lifecycle: world.getLifecycle(flinkJobs),
    agenda: world.agenda,
    state: status,
    message: statusText,
    since,
    predict: (life, from) => predictNext(world, job, life, from),
  });
  return job;
}

function predictNext(world: World, job: FlinkJob, life: Life<Status>, from: number): Prospect<Status> | undefined {
  const lifecycle = world.getLifecycle(flinkJobs);
  if (life.stages.at(-2)?.state === 'job_savepointing') job.fields.has_savepoint = true;
  const planned = predictPlanned(world, lifecycle, job, life, from);
  if (planned !== undefined) return planned;
  if (life.state === 'job_running_exception') return predictRestart(world, job, life);
  if (life.state === 'job_savepointing' && job.isStopping) {
    job.isStopping = false;
    return { to: 'job_canceling', after: lifecycle.getDuration(life.state) };
  }
  return predictUsual(lifecycle, life);
}

const hour = 3_600_000;

function predictRestart(world: World, job: FlinkJob, life: Life<Status>): Prospect<Status> | undefined {
  const { restart_when_exception = false, resume_max_num = -1 } = job.fields.job_config;
  const isForced = job.restartsNext ?? false;
  job.restartsNext = false;
  const lifecycle = world.getLifecycle(flinkJobs);
  const to = lifecycle.findNext(life.state, 'restart');
  if (to === undefined || !(isForced || restart_when_exception)) return undefined;
  const after = lifecycle.getDuration(life.state);
  const at = (life.stages.at(-1)?.at ?? 0) + after;
  const recent = life.stages.filter((stage) => stage.event === 'restart' && stage.at > at - hour);
  const isAllowed = isForced || resume_max_num < 0 || recent.length < resume_max_num;
  return isAllowed ? { to, after, event: 'restart' } : undefined;
}

export type FlinkJobView = Schemas['FlinkJobDetail'] & { job_id: Int64; status: Status };

/** A Flink job as a response shows it in full. */
export function viewFlinkJob(job: FlinkJob, now: number): FlinkJobView {
  const { fields, life } = job;
  const run = findLastRun(job);
  const restarts = life.stages.filter(({ event }) => event === 'restart').length;
  return {
    ...fields,
    status: life.state,
    status_desc: life.message,
    start_time: run?.start ?? fields.start_time ?? null,
    duration: run ? (run.end ?? now) - run.start : (fields.duration ?? 0),
    restart_times: (fields.restart_times ?? 0) + restarts,
  };
}

const working: ReadonlySet<Status> = new Set(['job_running', 'job_savepointing', 'job_canceling']);

/** When the job last began and ended running, in milliseconds since 1970. */
export function findLastRun({ life: { stages } }: FlinkJob): { start: number; end: number | undefined } | undefined {
  const first = stages.findLastIndex(({ state }, index) => state === 'job_running' && stages[index - 1]?.state !== 'job_savepointing');
  const start = stages[first]?.at;
  if (start === undefined) return undefined;
  return { start, end: stages.slice(first).find(({ state }) => !working.has(state))?.at };
}

/** Those of the fields that are part of a job's configuration. */
export function selectConfig(world: World, fields: object): Schemas['FlinkJobConfig'] {
  const known = world.loaded.getComponent('FlinkJobConfig')?.properties;
  const entries = Object.entries(fields).filter(([name]) => known?.has(name));
  const { checkpoint_mode, ...others } = Object.fromEntries(entries) as Schemas['FlinkJobConfig'] & { checkpoint_mode?: unknown };
  if (checkpoint_mode === undefined) return others;
  return { ...others, checkpoint_mode: nameMode(checkpoint_mode) };
}

/** The packages and OBS paths that a request for a JAR job names. */
export function listPackages({
  entrypoint,
  dependency_jars = [],
  dependency_files = [],
}: Pick<Schemas['UpdateFlinkJarJobRequest'], 'entrypoint' | 'dependency_jars' | 'dependency_files'>): (string | undefined)[] {
  return [entrypoint, ...dependency_jars, ...dependency_files];
}

/** Requests may give a number where responses give a word. */
function nameMode(mode: unknown): Schemas['CheckpointModeName'] {
  return mode === 2 || mode === 'at_least_once' ? 'at_least_once' : 'exactly_once';
}

/** A Flink job, described by as many of the fields that responses show as matter. Without `status` it is a draft. */
export type FlinkJobSeed = Partial<Schemas['FlinkJobDetail']> & { tags?: Schemas['Tag'][] };

export const flinkJobs: Kind<'flinkJobs', FlinkJob, FlinkJobSeed, FlinkJobView> = {
  name: 'flinkJobs',
  noun: 'job',
  isNameUnique: true,
  missingCode: 'DLI.16001',
  schema: 'FlinkJobDetail',
  ownSeedFields: ['tags'],
  labels: {
    type: 'dli_flink_job',
    field: 'job_id',
    getId: ({ id }) => String(id),
    read: ({ tags }) => tags,
    write(job, tags) {
      job.tags = tags;
    },
  },
  permissions: { prefix: 'jobs.flink', type: 'flink' },
  states: {
    schema: 'FlinkJobStatus',
    durations: {
      job_submitting: '5s',
      // A stream has no end: a Flink job runs until it is stopped.
      job_running: Number.POSITIVE_INFINITY,
      job_running_exception: '5s',
      job_savepointing: '2s',
      job_canceling: '3s',
      job_arrearage_stopped: Number.POSITIVE_INFINITY,
      job_arrearage_recovering: '10s',
    },
    messages: {
      job_submit_fail: 'The job could not be submitted.',
      job_running_exception: 'java.lang.RuntimeException: planned by the test',
      job_cancel_fail: 'The job could not be stopped.',
      job_arrearage_stopped: 'The account is in arrears.',
    },
    createdBy: ['createFlinkJarJob', 'createFlinkSqlJob'],
  },
  readSeed(world, { tags, ...seed }, isTaken) {
    const { now } = world.clock;
    const { status, status_desc, ...given } = seed;
    const job_id = given.job_id ?? world.createId(isTaken);
    const name = given.name ?? `job-${job_id}`;
    const job_type = given.job_type ?? (given.sql_body ? 'flink_sql_job' : 'flink_jar_job');
    const config = selectConfig(world, listDefaults(world.loaded.getComponent('CreateFlinkJarJobRequest')));
    const defaults = {
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
    } satisfies Partial<FlinkJobFields>;
    const create = (projectId: string) => {
      const copy = structuredClone(given);
      const fields = { ...defaults, ...copy, job_id, name, job_type, project_id: projectId };
      return beginFlinkJob(world, {
        fields: { ...fields, job_config: { root_id: -1, ...config, ...copy.job_config } },
        tags,
        status,
        statusText: status_desc,
        since: given.start_time ?? now,
      });
    };
    return {
      id: job_id,
      name,
      views: [['FlinkJobDetail', viewFlinkJob(create(''), now)], ...[tags ?? []].flat().map((tag) => ['Tag', tag] as const)],
      create: ({ id }) => create(id),
    };
  },
  view: viewFlinkJob,
  toLine: ({ id, fields, life }) => ({ id: String(id), kind: formatType(fields.job_type), name: fields.name, state: life.state }),
};

/** `flink_opensource_sql_job` as `Flink opensource SQL`. */
function formatType(type = 'flink_job'): string {
  const words = type.replace(/_job$/, '').replaceAll('_', ' ');
  return words.replace(/^flink/, 'Flink').replace(/\b(?:sql|jar)\b/, (name) => name.toUpperCase());
}
