import type { JsonValue } from '@dli-openapi/client';
import type { SandboxCall } from '../engine/handler.ts';
import { Refusal, user } from '../engine/handler.ts';
import type { Kind, Living } from '../engine/kind.ts';
import type { Life, Prospect } from '../engine/life.ts';
import { createLife } from '../engine/life.ts';
import { predictPlanned, predictUsual } from '../engine/plans.ts';
import type { OperationId, Schemas } from '../engine/types.ts';
import type { World } from '../engine/world.ts';
import type { Result } from './result.ts';
import { checkResult, listColumns, noResult, someRows, writeDetail } from './result.ts';
import { readStatement } from './statement.ts';

type Status = Schemas['SqlJobStatus'];

/** What responses about SQL jobs begin with. */
export const sqlSucceeded = { is_success: true, message: '' } as const;

/** What is stored of a SQL job; its state and what follows from it comes from its life. */
export interface SqlJobFields extends Omit<Schemas['ListedSqlJob'], 'status' | 'input_size' | 'result_count' | 'detail'> {
  job_id: string;
  job_mode: Schemas['SqlJobMode'];
  user_conf: string;
}

export interface SqlJob extends Living<Status> {
  readonly id: string;
  readonly fields: SqlJobFields;
  result: Result;
  /** What an export or import moves. */
  readonly transfer: SqlTransfer | undefined;
  life: Life<Status>;
}

export type SqlTransfer = Pick<
  Schemas['ShowSqlJobDetailOutput'],
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
  /** Default: it is being submitted. */
  status?: Status | undefined;
  message?: string | undefined;
  /** Since when it is in its state. Default: now. */
  since?: number | undefined;
  /**
   * Does what it does, when it is about to finish. It may set the result.
   * @throws {Refusal} when it fails
   */
  execute?: ((job: SqlJob) => void) | undefined;
}

export function beginSqlJob(world: World, beginning: SqlJobBeginning): SqlJob {
  const { fields, result, transfer, createdBy, status, message, since = world.clock.now, execute } = beginning;
  // SQL jobs have no names.
  const job = { id: fields.job_id, name: fields.job_id, fields, result, transfer, createdBy } as SqlJob;
  const lifecycle = world.getLifecycle(sqlJobs);
  const predict = (life: Life<Status>, from: number) => {
    const next = predictNext(world, job, life, from);
    return execute && next?.to === 'FINISHED' ? { ...next, revise: () => run(job, execute) } : next;
  };
  job.life = createLife({ lifecycle, agenda: world.agenda, state: status, message, since, predict });
  return job;
}

/** @returns that it fails, if it does */
function run(job: SqlJob, execute: NonNullable<SqlJobBeginning['execute']>): { to: 'FAILED'; message: string } | undefined {
  try {
    execute(job);
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const message = [error.reason].flat().map(({ error_code, error_msg }) => `${error_code}: ${error_msg}`);
    return { to: 'FAILED', message: message.join('; ') };
  }
}

type SubmittingCall = Pick<SandboxCall<OperationId>, 'operation' | 'project' | 'world' | 'now'>;

/** Submits a job in the background to which no statement of a user belongs. */
export function submitSqlJob(
  { operation, project, world, now }: SubmittingCall,
  fields: Pick<SqlJobFields, 'job_type' | 'statement'> & Partial<SqlJobFields>,
  { result = noResult, ...others }: Pick<Partial<SqlJobBeginning>, 'execute' | 'result' | 'transfer'>,
): SqlJob {
  const defaults = {
    job_id: world.createUuid(),
    job_mode: 'async',
    queue_name: 'default',
    owner: user.name,
    start_time: now,
    engine_type: 'spark',
    user_conf: '',
    tags: [],
  } satisfies Partial<SqlJobFields>;
  const createdBy = operation.operationId as OperationId;
  const job = beginSqlJob(world, { fields: { ...defaults, ...fields }, result, createdBy, ...others });
  project.get(sqlJobs).add(job);
  return job;
}

function predictNext(world: World, job: SqlJob, life: Life<Status>, from: number): Prospect<Status> | undefined {
  const lifecycle = world.getLifecycle(sqlJobs);
  const planned = predictPlanned(world, lifecycle, job, life, from);
  if (job.fields.job_mode === 'sync' && life.state === lifecycle.initial) return { to: 'FINISHED', ...planned, after: 0 };
  return planned ?? predictUsual(lifecycle, life);
}

/** A SQL job as a list shows it when its every field is there. */
export function viewSqlJob(job: SqlJob, now: number): Schemas['ListedSqlJob'] {
  const { fields, result, life } = job;
  const hasFinished = life.state === 'FINISHED';
  const end = findEnd(job);
  const { job_mode: _, user_conf: __, ...listed } = fields;
  return {
    ...listed,
    status: life.state,
    message: life.message,
    duration: (end ?? now) - listed.start_time,
    ...(end !== undefined && { end_time: end }),
    input_size: hasFinished ? result.inputSize : 0,
    result_count: hasFinished ? result.rows.length : 0,
    detail: writeDetail(hasFinished ? result : noResult),
  };
}

/** A job, with what it imports or exports; for other jobs that is empty. */
export function viewSqlJobDetail(job: SqlJob, now: number): Schemas['ShowSqlJobDetailOutput'] {
  const { fields, transfer } = job;
  return {
    ...sqlSucceeded,
    job_id: job.id,
    owner: fields.owner,
    start_time: fields.start_time,
    duration: viewSqlJob(job, now).duration ?? 0,
    database_name: fields.database_name ?? '',
    table_name: fields.table_name ?? '',
    tags: fields.tags ?? [],
    data_path: '',
    data_type: '',
    ...transfer,
  };
}

/** When the job ended, in milliseconds since 1970. */
export function findEnd({ life }: SqlJob): number | undefined {
  return life.isOver ? life.stages.at(-1)?.at : undefined;
}

/** A SQL job, described by as many of its fields as matter. Without `status` it has finished. */
export type SqlJobSeed = Partial<Schemas['ListedSqlJob']> & {
  job_mode?: Schemas['SqlJobMode'];
  user_conf?: string;
  /** The result of the statement: columns by name with their types, and rows. */
  result?: { columns: Record<string, string>; rows: JsonValue[][]; inputSize?: number };
  /** What an import or export moves. */
  transfer?: Partial<SqlTransfer>;
};

export const sqlJobs: Kind<'sqlJobs', SqlJob, SqlJobSeed, Schemas['ListedSqlJob']> = {
  name: 'sqlJobs',
  noun: 'SQL job',
  isNameUnique: false,
  schema: 'ListedSqlJob',
  ownSeedFields: ['job_mode', 'user_conf', 'result', 'transfer'],
  states: {
    schema: 'SqlJobStatus',
    durations: { LAUNCHING: '1s', RUNNING: '5s', SCALING: '5s' },
    messages: { FAILED: 'DLI.0999: planned by the test' },
    createdBy: [
      'createSqlJob',
      'exportSqlJobResult',
      'importTable',
      'exportTable',
      'deleteDatabase',
      'deleteTable',
      'previewTable',
      'runQueueAction',
    ],
  },
  readSeed(world, { result, transfer, ...seed }, _isTaken, pointer) {
    const { now } = world.clock;
    const { status = 'FINISHED', message, input_size, result_count: _, detail: __, ...given } = structuredClone(seed);
    const statement = given.statement ?? 'select * from t1';
    const job_type = given.job_type ?? readStatement(statement)?.type ?? 'QUERY';
    const job_id = given.job_id ?? world.createUuid();
    const start_time = given.start_time ?? now;
    if (result !== undefined) checkResult(`${pointer}.result`, result);
    const rows = { inputSize: Number(input_size ?? 0), ...(result ?? (job_type === 'QUERY' ? someRows : noResult)) };
    const moved = transfer ?? (job_type === 'IMPORT' || job_type === 'EXPORT' ? {} : undefined);
    const defaults = {
      job_mode: 'async',
      user_conf: '',
      queue_name: 'default',
      owner: user.name,
      engine_type: 'spark',
      tags: [],
    } satisfies Partial<SqlJobFields>;
    const hasEnded = world.getLifecycle(sqlJobs).isFinal(status);
    const create = () =>
      beginSqlJob(world, {
        fields: { ...defaults, ...given, statement, job_type, job_id, start_time },
        result: rows,
        transfer: moved && { data_path: '', data_type: 'csv', ...moved },
        status,
        message,
        since: hasEnded ? (given.end_time ?? start_time + (given.duration ?? 0)) : start_time,
      });
    return {
      id: job_id,
      name: job_id,
      views: [
        ['ListedSqlJob', viewSqlJob(create(), now)],
        ['PreviewSqlJobResultOutput', { schema: listColumns(rows), rows: rows.rows }],
        ['ShowSqlJobDetailOutput', viewSqlJobDetail(create(), now)],
      ],
      create,
    };
  },
  view: viewSqlJob,
  toLine: ({ id, fields, life }) => ({ id, kind: `SQL ${fields.job_type}`, name: fields.statement, state: life.state }),
};
