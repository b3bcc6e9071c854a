import type { JsonValue } from '@dli-openapi/client';
import type { Sown } from '../seed.ts';
import type { Schemas } from '../types.ts';
import { user } from '../users.ts';
import type { World } from '../world.ts';
import type { SqlTransfer } from './job.ts';
import { createSqlJob, viewSqlJob, viewTransfer } from './job.ts';
import { nothing, schemaOf, someRows } from './result.ts';
import { readStatement } from './statement.ts';

/** A SQL job, described by as many of its fields as matter. Without `status` it has finished. */
export type SqlJobSeed = Partial<Schemas['ListedSqlJob']> & {
  project_id?: string;
  job_mode?: Schemas['SqlJobMode'];
  user_conf?: string;
  /** What the statement gives: columns by name with their types, and rows. */
  result?: { columns: Record<string, string>; rows: JsonValue[][]; inputSize?: number };
  /** What an import or export moves. */
  transfer?: Partial<SqlTransfer>;
};

export function sqlJobFrom(world: World, { project_id, result, transfer, ...seed }: SqlJobSeed): Sown {
  const { now } = world.clock;
  const { status = 'FINISHED', message, input_size, result_count: _, detail: __, ...given } = structuredClone(seed);
  const statement = given.statement ?? 'select * from t1';
  const job_type = given.job_type ?? readStatement(statement)?.type ?? 'QUERY';
  const job_id = given.job_id ?? world.nextUuid();
  const start_time = given.start_time ?? now;
  const rows = { inputSize: Number(input_size ?? 0), ...(result ?? (job_type === 'QUERY' ? someRows : nothing)) };
  const moved = transfer ?? (job_type === 'IMPORT' || job_type === 'EXPORT' ? {} : undefined);
  const begin = () =>
    createSqlJob(world, {
      fields: {
        job_mode: 'async',
        user_conf: '',
        queue_name: 'default',
        owner: user.name,
        engine_type: 'spark',
        tags: [],
        ...given,
        statement,
        job_type,
        job_id,
        start_time,
      },
      result: rows,
      transfer: moved && { data_path: '', data_type: 'csv', ...moved },
      status,
      message,
      since: world.lifecycles.sql.isFinal(status) ? (given.end_time ?? start_time + (given.duration ?? 0)) : start_time,
    });
  return {
    kind: 'sqlJobs',
    id: job_id,
    project: project_id,
    views: [
      ['ListedSqlJob', viewSqlJob(begin(), now)],
      ['PreviewSqlJobResultResponse', { schema: schemaOf(rows), rows: rows.rows }],
      ...(moved ? [['ShowSqlJobDetailResponse', viewTransfer(begin(), now) ?? {}] as const] : []),
    ],
    put: (project) => project.sqlJobs.add(begin(), now),
  };
}
