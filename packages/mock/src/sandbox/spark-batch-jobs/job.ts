import { user } from '../engine/handler.ts';
import type { Kind, Living } from '../engine/kind.ts';
import type { Life } from '../engine/life.ts';
import { createLife } from '../engine/life.ts';
import { predictPlanned, predictUsual } from '../engine/plans.ts';
import type { OperationId, Schemas } from '../engine/types.ts';
import type { World } from '../engine/world.ts';

type State = Schemas['SparkJobState'];

/** What is stored of a Spark job; its state and what follows from it comes from its life. */
export type SparkJobFields = Omit<Schemas['ShowSparkJobOutput'], 'state' | 'appId' | 'update_time'> & { create_time: number };

export interface SparkJob extends Living<State> {
  readonly id: string;
  readonly fields: SparkJobFields;
  life: Life<State>;
}

export interface SparkJobBeginning {
  fields: SparkJobFields;
  createdBy?: OperationId | undefined;
  /** Default: it is being started. */
  state?: State | undefined;
  message?: string | undefined;
  /** Since when it is in its state. Default: now. */
  since?: number | undefined;
}

export function beginSparkJob(world: World, beginning: SparkJobBeginning): SparkJob {
  const { fields, createdBy, state, message, since = world.clock.now } = beginning;
  const lifecycle = world.getLifecycle(sparkJobs);
  const job = { id: fields.id, name: fields.name ?? '', fields, createdBy } as SparkJob;
  job.life = createLife({
    lifecycle,
    agenda: world.agenda,
    state,
    message,
    since,
    predict: (life, from) => predictPlanned(world, lifecycle, job, life, from) ?? predictUsual(lifecycle, life),
  });
  return job;
}

/** A Spark job as a response shows it in full. */
export function viewSparkJob(job: SparkJob, now: number): Schemas['ShowSparkJobOutput'] {
  const { fields, life } = job;
  const hasRun = life.stages.some(({ state }) => state !== 'starting');
  return {
    ...fields,
    state: life.state,
    appId: hasRun ? `application_${fields.create_time}_0001` : '',
    log: listLogLines(job).slice(-10),
    update_time: life.stages.at(-1)?.at ?? fields.create_time,
    duration: fields.duration ?? measureRun(job, now),
  };
}

/** The log of a Spark job. */
export function listLogLines({ fields, life }: SparkJob): string[] {
  return ['stdout: ', ...(fields.log ?? []), 'stderr: ', ...(life.message === '' ? [] : [life.message])];
}

/** How long the job has run, in milliseconds. */
function measureRun({ life }: SparkJob, now: number): number {
  const start = life.stages.find(({ state }) => state !== 'starting')?.at ?? now;
  return ((life.isOver ? life.stages.at(-1)?.at : undefined) ?? now) - start;
}

/** A Spark job, described by as many of its fields as matter. Without `state` it is running. */
export type SparkJobSeed = Partial<Schemas['ShowSparkJobOutput']>;

export const sparkJobs: Kind<'sparkJobs', SparkJob, SparkJobSeed, Schemas['ShowSparkJobOutput']> = {
  name: 'sparkJobs',
  noun: 'Spark job',
  isNameUnique: false,
  schema: 'ShowSparkJobOutput',
  ownSeedFields: [],
  states: {
    schema: 'SparkJobState',
    durations: { starting: '5s', running: '30s', recovering: '10s' },
    messages: { dead: 'planned by the test', recovering: 'planned by the test' },
    createdBy: ['createSparkJob'],
  },
  readSeed(world, seed) {
    const { now } = world.clock;
    const { state = 'running', appId: _, update_time, ...given } = structuredClone(seed);
    const id = given.id ?? world.createUuid();
    const queue = given.queue ?? given.cluster_name ?? 'default';
    const create_time = given.create_time ?? now;
    const defaults = { name: '', owner: user.name, proxyUser: '', kind: 'spark', sc_type: 'A' } as const;
    const fields = { ...defaults, ...given, id, queue, cluster_name: queue, create_time };
    const create = () => beginSparkJob(world, { fields, state, since: update_time ?? create_time });
    return { id, name: fields.name ?? '', views: [['ShowSparkJobOutput', viewSparkJob(create(), now)]], create };
  },
  view: viewSparkJob,
  toLine: ({ id, fields, life }) => ({ id, kind: 'Spark', name: fields.name ?? '', state: life.state }),
};
