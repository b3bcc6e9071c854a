import { databases } from '../databases/database.ts';
import { takeSharedPage } from '../engine/extensions.ts';
import { contains, equals } from '../engine/filters.ts';
import type { OperationHandler, SandboxCall } from '../engine/handler.ts';
import { envelope } from '../engine/handler.ts';
import { findThing, updateThing } from '../engine/things.ts';
import { actOrTimeOut } from '../engine/timeout-plans.ts';
import type { Schemas } from '../engine/types.ts';
import { submitSqlJob } from '../sql-jobs/job.ts';
import { listColumns } from '../sql-jobs/result.ts';
import { addTable, deleteTableNow, refuseNewTable } from './change.ts';
import { findTable, listTablesIn, readRows, storageFields, tables } from './table.ts';

export const createTable: OperationHandler<'createTable'> = (call) => {
  const table = readTable(call.path.database_name, call.body);
  actOrTimeOut(call, [table.table_name, `${table.database_name}.${table.table_name}`], {
    check: () => refuseNewTable(call, table),
    act: () => addTable(call, table),
  });
  return envelope;
};

function readTable(database_name: string, { tags = [], ...body }: SandboxCall<'createTable'>['body']) {
  const { table_name, data_location, description, columns } = body;
  const table = {
    database_name,
    table_name,
    data_location,
    tags: [...tags],
    ...(description !== undefined && { description }),
    ...(columns !== undefined && { columns }),
  };
  if (body.data_location === 'VIEW') return { ...table, select_statement: body.select_statement };
  if (body.data_location === 'DLI') return table;
  const { data_type, data_path } = body;
  const settings: Readonly<Record<string, unknown>> = body;
  const storage_properties = Object.entries(storageFields).flatMap(([key, field]) =>
    settings[field] === undefined ? [] : [{ key, value: String(settings[field]) }],
  );
  return { ...table, data_type, location: data_path, storage_properties };
}

export const listTables: OperationHandler<'listTables'> = (call) => {
  const { path, query, project, now } = call;
  const { name } = findThing(project, databases, path.database_name);
  const type = query['table-type'];
  const { items, total } = takeSharedPage(call, () =>
    listTablesIn(project, name).filter(
      ({ fields }) =>
        contains(query.keyword, fields.table_name) &&
        equals(type && listedTypes[type], fields.table_type) &&
        equals<string>(query['datasource-type'], fields.data_location),
    ),
  );
  const isDetailed = query['with-detail'] && !query['without-tablemeta'];
  const shown = items.map((each) => {
    const {
      database_name: _,
      columns: __,
      description: ___,
      storage_properties: ____,
      partitions: _____,
      ...table
    } = tables.view(each, now);
    const { tags: ______, select_statement: _______, ...detailed } = table;
    const { table_name, table_type, data_location } = detailed;
    return isDetailed ? detailed : { table_name, table_type, data_location };
  });
  return { ...envelope, table_count: total, tables: shown };
};

const listedTypes = { MANAGED_TABLE: 'MANAGED', EXTERNAL_TABLE: 'EXTERNAL', VIRTUAL_VIEW: 'VIEW' } as const;

export const showTable: OperationHandler<'showTable'> = ({ path, project }) => {
  const { columns, table_type, data_type, location, storage_properties, description } = findTable(
    project,
    path.database_name,
    path.table_name,
  ).fields;
  return {
    ...envelope,
    column_count: columns.length,
    columns: [...columns],
    table_type,
    ...(data_type !== undefined && { data_type }),
    ...(location !== undefined && { data_location: location, storage_properties: [...storage_properties] }),
    table_comment: description,
  };
};

export const updateTableOwner: OperationHandler<'updateTableOwner'> = ({ path, body, project }) => {
  updateThing(project, tables, findTable(project, path.database_name, path.table_name), { owner: body.new_owner });
  return envelope;
};

export const deleteTable: OperationHandler<'deleteTable'> = (call) => {
  const { path, query, project } = call;
  const table = findTable(project, path.database_name, path.table_name);
  const { database_name, table_name, key } = table.fields;
  if (!query.async) {
    actOrTimeOut(call, [table_name, key], { check: () => {}, act: () => deleteTableNow(project, table) });
    return { ...envelope, job_mode: 'sync' };
  }
  const job = { job_type: 'DDL', statement: `DROP TABLE ${key}`, database_name, table_name } as const;
  submitSqlJob(call, job, { execute: () => deleteTableNow(project, table) });
  return { ...envelope, job_mode: 'async' };
};

export const listPartitions: OperationHandler<'listPartitions'> = (call) => {
  const { path, query, project } = call;
  const { partitions } = findTable(project, path.database_name, path.table_name).fields;
  const { items, total } = takeSharedPage(call, () => partitions.filter((partition) => hasValue(partition, query.filter)));
  return { ...envelope, partitions: { total_count: total, partition_infos: items } };
};

/** Whether a partition has a value in a column, in any case of letters. @param filter the column and its value */
function hasValue({ partition_name }: Schemas['Partition'], filter: string | undefined): boolean {
  return filter === undefined || partition_name.toLowerCase().split('/').includes(filter.toLowerCase());
}

export const previewTable: OperationHandler<'previewTable'> = (call) => {
  const { path, query, project, world } = call;
  const { fields } = findTable(project, path.database_name, path.table_name);
  const statement = `select * from ${fields.key} limit 10`;
  const result = world.statementPlans.claim(statement)?.result ?? readRows(fields);
  if (query.mode !== 'ASYNC') return { ...envelope, schema: listColumns(result), rows: result.rows.slice(0, 10) };
  const { database_name, table_name } = fields;
  const { id } = submitSqlJob(call, { job_type: 'QUERY', statement, database_name, table_name }, { result });
  return { ...envelope, job_id: id };
};
