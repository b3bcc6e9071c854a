import { sqlFailed, sqlSucceeded } from '../envelope.ts';
import type { OperationHandler } from '../handler.ts';
import { takePage } from '../paging.ts';
import type { Project } from '../project.ts';
import { refusal } from '../refusal.ts';
import { user } from '../users.ts';
import { findSqlJob } from './find.ts';
import type { SqlJob } from './job.ts';
import { createSqlJob } from './job.ts';
import { nothing, schemaOf } from './result.ts';

export const cancelSqlJob: OperationHandler<'cancelSqlJob'> = ({ path, project, now }) => {
  const { life } = findSqlJob(project, path.job_id);
  if (life.trigger('cancel', now)) return sqlSucceeded;
  throw refusal('DLI.0007', `The job ${life.isOver ? 'has ended' : `is ${life.state}`} and cannot be cancelled.`);
};

export const previewSqlJobResult: OperationHandler<'previewSqlJobResult'> = ({ operation, path, query, project }) => {
  const job = findQuery(project, path.job_id);
  if (job.life.state !== 'FINISHED') return sqlFailed(whyNoResult(job));
  const { items } = takePage(operation, query, job.result.rows);
  return {
    ...sqlSucceeded,
    job_id: job.id,
    job_type: job.fields.job_type,
    row_count: job.result.rows.length,
    input_size: job.result.inputSize,
    schema: schemaOf(job.result),
    rows: items,
  };
};

export const exportSqlJobResult: OperationHandler<'exportSqlJobResult'> = ({ path, body, project, world, now }) => {
  const job = findQuery(project, path.job_id);
  if (job.life.state !== 'FINISHED') return sqlFailed(whyNoResult(job));
  const { data_path, data_type, export_mode = 'ErrorIfExists', compress = 'none', with_column_header = false } = body;
  if (export_mode === 'ErrorIfExists' && isThere(project, data_path)) throw refusal('DLI.0006', `The folder ${data_path} exists.`);
  const job_id = world.nextUuid();
  const { database_name, table_name, tags = [] } = job.fields;
  const exporting = createSqlJob(world, {
    fields: {
      job_id,
      job_type: 'EXPORT',
      job_mode: 'async',
      queue_name: body.queue_name ?? 'default',
      owner: user.name,
      start_time: now,
      statement: `export the result of ${job.id} to ${data_path}`,
      engine_type: 'spark',
      user_conf: '',
      ...(database_name !== undefined && { database_name }),
      ...(table_name !== undefined && { table_name }),
      tags,
    },
    result: nothing,
    transfer: { data_path, data_type, export_mode, compress, with_column_header },
    createdBy: undefined,
  });
  project.sqlJobs.add(exporting);
  return { ...sqlSucceeded, job_id, job_mode: 'async' };
};

function findQuery(project: Project, id: string): SqlJob {
  const job = findSqlJob(project, id);
  if (job.fields.job_type !== 'QUERY') throw refusal('DLI.0007', 'Only the result of a QUERY job can be read.');
  return job;
}

function whyNoResult({ life }: SqlJob): string {
  return life.isOver ? `The job is ${life.state} and has no result.` : 'The job has not finished.';
}

/** Whether a job of the project has exported to a folder. */
function isThere(project: Project, folder: string): boolean {
  return project.sqlJobs
    .all()
    .some(({ fields, transfer, life }) => fields.job_type === 'EXPORT' && life.state === 'FINISHED' && transfer?.data_path === folder);
}
