import { sqlFailed, sqlSucceeded } from '../envelope.ts';
import type { OperationHandler, SandboxCall } from '../handler.ts';
import { refusal } from '../refusal.ts';
import { user } from '../users.ts';
import { createSqlJob as begin } from './job.ts';
import { nothing, schemaOf, someRows } from './result.ts';
import type { Statement } from './statement.ts';
import { firstWord, readStatement } from './statement.ts';

export const createSqlJob: OperationHandler<'createSqlJob'> = (call) => {
  const { body, project, world, now } = call;
  const statement = statementOf(body.sql);
  const job_id = world.nextUuid();
  const job_mode = modeOf(call, statement);
  const database = statement.database ?? body.currentdb;
  const job = begin(world, {
    fields: {
      job_id,
      job_type: statement.type,
      job_mode,
      queue_name: body.queue_name ?? 'default',
      owner: user.name,
      start_time: now,
      statement: body.sql,
      engine_type: body.engine_type ?? 'spark',
      user_conf: (body.conf ?? []).join('\n'),
      ...(database !== undefined && { database_name: database }),
      ...(statement.table !== undefined && { table_name: statement.table }),
      ...(statement.type === 'INSERT' && { input_row_count: someRows.rows.length, bad_row_count: 0 }),
      tags: body.tags ?? [],
    },
    result: statement.type === 'QUERY' || statement.type === 'INSERT' ? someRows : nothing,
    transfer: statement.type === 'IMPORT' ? importOf(body.sql) : undefined,
    createdBy: 'createSqlJob',
  });
  project.sqlJobs.add(job);
  world.settle();

  const created = { job_id, job_type: statement.type, job_mode };
  if (job.life.state === 'FAILED') return { ...sqlFailed(job.life.message), ...created };
  const isShown = job_mode === 'sync' && statement.type === 'DDL';
  return { ...sqlSucceeded, ...created, ...(isShown && { schema: schemaOf(job.result), rows: job.result.rows as [] }) };
};

export const checkSql: OperationHandler<'checkSql'> = ({ body }) => ({
  ...sqlSucceeded,
  message: 'the sql is ok',
  job_type: statementOf(body.sql).type,
});

function statementOf(sql: string): Statement {
  const statement = readStatement(sql);
  if (statement === undefined) throw refusal('DLI.0004', `mismatched input '${firstWord(sql)}' expecting a statement.`);
  return statement;
}

function modeOf({ body: { conf = [] } }: SandboxCall<'createSqlJob'>, { type }: Statement): 'sync' | 'async' {
  const isInBackground = conf.some((setting) => /^\s*dli\.sql\.sqlasync\.enabled\s*=\s*true\s*$/.test(setting));
  return (type === 'DDL' || type === 'DCL') && !isInBackground ? 'sync' : 'async';
}

function importOf(sql: string) {
  const [, data_path = ''] = /\binpath\s+['"]([^'"]*)['"]/i.exec(sql) ?? [];
  return { data_path, data_type: 'csv', with_column_header: false, delimiter: ',', quote_char: '"', escape_char: '\\' };
}
