import type { Life, Prospect } from '../life.ts';
import { createLife } from '../life.ts';
import type { Planned } from '../plans.ts';
import { plannedProspect, usualProspect } from '../prospect.ts';
import type { OperationId, Schemas } from '../types.ts';
import type { World } from '../world.ts';

type State = Schemas['SparkJobState'];

/** What is stored of a Spark job; its state and what follows from it comes from its life. */
export type SparkJobFields = Omit<Schemas['ShowSparkJobResponse'], 'state' | 'appId' | 'update_time'> & { create_time: number };

export interface SparkJob extends Planned {
  readonly id: string;
  readonly fields: SparkJobFields;
  life: Life<State>;
}

export interface SparkJobBeginning {
  fields: SparkJobFields;
  createdBy?: OperationId | undefined;
  state?: State | undefined;
  message?: string | undefined;
  /** Since when it is in its state; now unless given. */
  since?: number | undefined;
}

/** Makes a Spark job, one that is being started unless it begins in another state. */
export function createSparkJob(world: World, beginning: SparkJobBeginning): SparkJob {
  const { fields, createdBy, state, message, since = world.clock.now } = beginning;
  const { spark } = world.lifecycles;
  const job = { id: fields.id, name: fields.name ?? '', fields, createdBy } as SparkJob;
  const prospect = (life: Life<State>, from: number): Prospect<State> | undefined =>
    plannedProspect(world, spark, job, life, from) ?? usualProspect(world, spark, life);
  job.life = createLife({ lifecycle: spark, agenda: world.agenda, state, message, since, prospect });
  return job;
}

/** A Spark job as an answer shows it in full. */
export function viewSparkJob(job: SparkJob, now: number): Schemas['ShowSparkJobResponse'] {
  const { fields, life } = job;
  const hasRun = life.stages.some(({ state }) => state !== 'starting');
  const lines = life.message === '' ? [] : [life.message];
  return {
    ...fields,
    state: life.state,
    appId: hasRun ? `application_${fields.create_time}_0001` : '',
    log: ['stdout: ', ...(fields.log ?? []), 'stderr: ', ...lines].slice(-10),
    update_time: life.stages.at(-1)?.at ?? fields.create_time,
    duration: fields.duration ?? durationOf(job, now),
  };
}

/** How long the job has run, in milliseconds. */
function durationOf({ life }: SparkJob, now: number): number {
  const start = life.stages.find(({ state }) => state !== 'starting')?.at ?? now;
  return ((life.isOver ? life.stages.at(-1)?.at : undefined) ?? now) - start;
}
