import { sqlSucceeded } from '../envelope.ts';
import type { Life, Prospect } from '../life.ts';
import { createLife } from '../life.ts';
import type { Planned } from '../plans.ts';
import { plannedProspect, usualProspect } from '../prospect.ts';
import type { OperationId, Schemas } from '../types.ts';
import type { World } from '../world.ts';
import type { Result } from './result.ts';
import { detailOf } from './result.ts';

type Status = Schemas['SqlJobStatus'];

/** What is stored of a SQL job; its state and what follows from it comes from its life. */
export interface SqlJobFields extends Omit<Schemas['ListedSqlJob'], 'status' | 'input_size' | 'result_count' | 'detail'> {
  job_id: string;
  job_mode: Schemas['SqlJobMode'];
  user_conf: string;
}

export interface SqlJob extends Planned {
  readonly id: string;
  readonly fields: SqlJobFields;
  readonly result: Result;
  /** What an export or import moves. */
  readonly transfer: SqlTransfer | undefined;
  life: Life<Status>;
}

export type SqlTransfer = Pick<
  Schemas['ShowSqlJobDetailResponse'],
  | 'export_mode'
  | 'data_path'
  | 'data_type'
  | 'with_column_header'
  | 'delimiter'
  | 'quote_char'
  | 'escape_char'
  | 'date_format'
  | 'timestamp_format'
  | 'compress'
>;

export interface SqlJobBeginning {
  fields: SqlJobFields;
  result: Result;
  transfer?: SqlTransfer | undefined;
  createdBy?: OperationId | undefined;
  status?: Status | undefined;
  message?: string | undefined;
  /** Since when it is in its state; now unless given. */
  since?: number | undefined;
}

/** Makes a SQL job, one that is being submitted unless it begins in another state. */
export function createSqlJob(world: World, beginning: SqlJobBeginning): SqlJob {
  const { fields, result, transfer, createdBy, status, message, since = world.clock.now } = beginning;
  const { sql } = world.lifecycles;
  // SQL jobs have no names.
  const job = { id: fields.job_id, name: fields.job_id, fields, result, transfer, createdBy } as SqlJob;
  const prospect = (life: Life<Status>, from: number) => prospectOf(world, job, life, from);
  job.life = createLife({ lifecycle: sql, agenda: world.agenda, state: status, message, since, prospect });
  return job;
}

function prospectOf(world: World, job: SqlJob, life: Life<Status>, from: number): Prospect<Status> | undefined {
  const { sql } = world.lifecycles;
  const planned = plannedProspect(world, sql, job, life, from);
  if (job.fields.job_mode === 'sync' && life.state === sql.initial) return { to: 'FINISHED', ...planned, after: 0 };
  return planned ?? usualProspect(world, sql, life);
}

/** A SQL job as a list shows it when its every field is there. */
export function viewSqlJob(job: SqlJob, now: number): Schemas['ListedSqlJob'] {
  const { fields, result, life } = job;
  const hasFinished = life.state === 'FINISHED';
  const end = endOf(job);
  const { job_mode: _, user_conf: __, ...listed } = fields;
  return {
    ...listed,
    status: life.state,
    message: life.message,
    duration: (end ?? now) - listed.start_time,
    ...(end !== undefined && { end_time: end }),
    input_size: hasFinished ? result.inputSize : 0,
    result_count: hasFinished ? result.rows.length : 0,
    detail: detailOf(hasFinished ? result : undefined),
  };
}

/** What a job imports or exports, if it does. */
export function viewTransfer(job: SqlJob, now: number): Schemas['ShowSqlJobDetailResponse'] | undefined {
  const { fields, transfer } = job;
  if (transfer === undefined) return undefined;
  return {
    ...sqlSucceeded,
    job_id: job.id,
    owner: fields.owner,
    start_time: fields.start_time,
    duration: viewSqlJob(job, now).duration ?? 0,
    database_name: fields.database_name ?? '',
    table_name: fields.table_name ?? '',
    tags: fields.tags ?? [],
    ...transfer,
  };
}

/** When the job ended, in milliseconds since 1970. */
export function endOf({ life }: SqlJob): number | undefined {
  return life.isOver ? life.stages.at(-1)?.at : undefined;
}
