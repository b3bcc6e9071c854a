import type { Int64 } from '@dli-openapi/client';
import type { Life, Prospect } from '../life.ts';
import { createLife } from '../life.ts';
import type { Planned } from '../plans.ts';
import { plannedProspect, usualProspect } from '../prospect.ts';
import type { OperationId, Schemas } from '../types.ts';
import type { World } from '../world.ts';

type Status = Schemas['FlinkJobStatus'];

/** What is stored of a Flink job; its state and what follows from it comes from its life. */
export type FlinkJobFields = Omit<Schemas['FlinkJob'], 'status' | 'status_desc'> & {
  job_id: Int64;
  name: string;
  job_config: Schemas['FlinkJobConfig'];
};

export interface FlinkJob extends Planned {
  readonly id: Int64;
  fields: FlinkJobFields;
  tags: readonly Schemas['Tag'][];
  life: Life<Status>;
  /** Whether it was asked to stop once its savepoint is made. */
  isStopping: boolean;
  /** Whether its next exception is followed by a restart, whatever its settings. */
  restartsNext: boolean;
}

export interface FlinkJobBeginning {
  fields: FlinkJobFields;
  tags?: readonly Schemas['Tag'][] | undefined;
  createdBy?: OperationId | undefined;
  status?: Status | undefined;
  statusText?: string | undefined;
  /** Since when it is in its state; now unless given. */
  since?: number | undefined;
}

/** Makes a Flink job, a draft unless it begins in another state. */
export function createFlinkJob(world: World, beginning: FlinkJobBeginning): FlinkJob {
  const { fields, tags = [], createdBy, status, statusText, since = world.clock.now } = beginning;
  const job = {
    id: fields.job_id,
    fields,
    tags,
    createdBy,
    isStopping: false,
    restartsNext: false,
    get name() {
      return job.fields.name;
    },
  } as FlinkJob;
  job.life = createLife({
    lifecycle: world.lifecycles.flink,
    agenda: world.agenda,
    state: status,
    message: statusText,
    since,
    prospect: (life, from) => prospectOf(world, job, life, from),
  });
  return job;
}

function prospectOf(world: World, job: FlinkJob, life: Life<Status>, from: number): Prospect<Status> | undefined {
  const { flink } = world.lifecycles;
  if (life.stages.at(-2)?.state === 'job_savepointing') job.fields.has_savepoint = true;
  const planned = plannedProspect(world, flink, job, life, from);
  if (planned !== undefined) {
    job.restartsNext = planned.restart;
    return planned;
  }
  if (life.state === 'job_running_exception') return restartOf(world, job, life);
  if (life.state === 'job_savepointing' && job.isStopping) {
    job.isStopping = false;
    return { to: 'job_canceling', after: world.duration(life.state) };
  }
  return usualProspect(world, flink, life);
}

const hour = 3_600_000;

function restartOf(world: World, job: FlinkJob, life: Life<Status>): Prospect<Status> | undefined {
  const { restart_when_exception = false, resume_max_num = -1 } = job.fields.job_config;
  const isForced = job.restartsNext;
  job.restartsNext = false;
  const to = world.lifecycles.flink.after(life.state, 'restart');
  if (to === undefined || !(isForced || restart_when_exception)) return undefined;
  const after = world.duration(life.state);
  const at = (life.stages.at(-1)?.at ?? 0) + after;
  const recent = life.stages.filter((stage) => stage.event === 'restart' && stage.at > at - hour);
  const isAllowed = isForced || resume_max_num < 0 || recent.length < resume_max_num;
  return isAllowed ? { to, after, event: 'restart' } : undefined;
}

/** A Flink job as an answer shows it in full. */
export function viewFlinkJob(job: FlinkJob, now: number): Schemas['FlinkJobDetail'] & { job_id: Int64; status: Status } {
  const { fields, life } = job;
  const run = lastRunOf(job);
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

/** When the job last came to run and when it ceased to, in milliseconds since 1970. */
export function lastRunOf({ life: { stages } }: FlinkJob): { start: number; end: number | undefined } | undefined {
  const first = stages.findLastIndex(({ state }, index) => state === 'job_running' && stages[index - 1]?.state !== 'job_savepointing');
  const start = stages[first]?.at;
  if (start === undefined) return undefined;
  return { start, end: stages.slice(first).find(({ state }) => !working.has(state))?.at };
}

/** Of what a request gives, and what the document says counts otherwise, that which is part of a job's configuration. */
export function configOf(world: World, given: object): Schemas['FlinkJobConfig'] {
  const known = world.loaded.getComponent('FlinkJobConfig')?.properties;
  const entries = Object.entries(given).filter(([name]) => known?.has(name));
  const { checkpoint_mode, ...others } = Object.fromEntries(entries) as Schemas['FlinkJobConfig'] & { checkpoint_mode?: unknown };
  if (checkpoint_mode === undefined) return others;
  return { ...others, checkpoint_mode: modeOf(checkpoint_mode) };
}

/** Requests may give a number where answers give a word. */
function modeOf(mode: unknown): Schemas['CheckpointModeName'] {
  return mode === 2 || mode === 'at_least_once' ? 'at_least_once' : 'exactly_once';
}
