// Imports and exports, which are SQL jobs.
import type { OperationHandler, SandboxCall } from '../engine/handler.ts';
import { createRefusal } from '../engine/handler.ts';
import type { Project } from '../engine/project.ts';
import { defaultQueue, refuseUnknownQueue } from '../queues/queue.ts';
import { addImport, readImport } from '../tables/change.ts';
import { findTable, refuseForeignPath } from '../tables/table.ts';
import type { SqlJobFields } from './job.ts';
import { sqlJobs, sqlSucceeded, submitSqlJob } from './job.ts';

export const importTable: OperationHandler<'importTable'> = (call) => {
  const { body, project, world } = call;
  const { database_name, table_name, data_path, data_type, queue_name = defaultQueue, partition_spec, conf = [] } = body;
  const table = findTable(project, database_name, table_name);
  const { fields } = table;
  const partition = readImport(table, data_path, partition_spec);
  if (isBeingImported(project, fields))
    throw createRefusal('DLI.0012', `Data is being imported into the table ${fields.key}. Wait for it to end.`);
  refuseUnknownQueue(world, project, queue_name);
  const { with_column_header = false, delimiter = ',', quote_char = '"', escape_char = '\\', date_format, timestamp_format } = body;
  const job = submitSqlJob(
    call,
    {
      job_type: 'IMPORT',
      statement: `import data to table ${fields.key} from ${data_path}`,
      queue_name,
      database_name: fields.database_name,
      table_name: fields.table_name,
      user_conf: conf.join('\n'),
    },
    {
      transfer: {
        data_path,
        data_type,
        with_column_header,
        delimiter,
        quote_char,
        escape_char,
        ...(date_format !== undefined && { date_format }),
        ...(timestamp_format !== undefined && { timestamp_format }),
      },
      execute: () => addImport(project, table, partition),
    },
  );
  return { ...sqlSucceeded, message: `import data to table ${fields.table_name} started`, job_id: job.id, job_mode: 'async' };
};

type Named = Pick<Required<SqlJobFields>, 'database_name' | 'table_name'>;

function isBeingImported(project: Project, { database_name, table_name }: Named): boolean {
  const jobs = project.get(sqlJobs).list();
  return jobs.some(
    ({ fields, life }) =>
      fields.job_type === 'IMPORT' && !life.isOver && fields.database_name === database_name && fields.table_name === table_name,
  );
}

export const exportTable: OperationHandler<'exportTable'> = (call) => {
  const { body, project } = call;
  const { key, database_name, table_name } = findTable(project, body.database_name, body.table_name).fields;
  const statement = `export all data from table ${key} to path ${body.data_path}`;
  return { ...submitExport(call, { database_name, table_name }, statement), message: `${statement} started` };
};

/** Submits a job that exports to a folder. */
export function submitExport(
  call: SandboxCall<'exportTable'> | SandboxCall<'exportSqlJobResult'>,
  { database_name, table_name, tags = [] }: Pick<SqlJobFields, 'database_name' | 'table_name' | 'tags'>,
  statement: string,
) {
  const { body, project, world } = call;
  const { queue_name = defaultQueue, data_path, data_type, export_mode = 'ErrorIfExists' } = body;
  const { compress = 'none', with_column_header = false } = body;
  refuseForeignPath('data_path', data_path);
  refuseUnknownQueue(world, project, queue_name);
  if (export_mode === 'ErrorIfExists' && isExported(project, data_path)) throw createRefusal('DLI.0006', `The folder ${data_path} exists.`);
  const fields: Parameters<typeof submitSqlJob>[1] = {
    job_type: 'EXPORT',
    statement,
    queue_name,
    ...(database_name !== undefined && { database_name }),
    ...(table_name !== undefined && { table_name }),
    tags: [...tags],
  };
  const job = submitSqlJob(call, fields, { transfer: { data_path, data_type, export_mode, compress, with_column_header } });
  return { ...sqlSucceeded, job_id: job.id, job_mode: 'async' } as const;
}

/** Whether a job of the project has exported to a folder. */
function isExported(project: Project, folder: string): boolean {
  const jobs = project.get(sqlJobs).list();
  return jobs.some(
    ({ fields, transfer, life }) => fields.job_type === 'EXPORT' && life.state === 'FINISHED' && transfer?.data_path === folder,
  );
}
