import { databases, defaultDatabase } from '../databases/database.ts';
import type { Entry } from '../engine/entry.ts';
import { defineKind } from '../engine/entry.ts';
import { createRefusal, user } from '../engine/handler.ts';
import { refuseInvalidLabels } from '../engine/labels.ts';
import type { Project } from '../engine/project.ts';
import { findThing, refuseInvalidName } from '../engine/things.ts';
import type { Schemas } from '../engine/types.ts';
import type { Result } from '../sql-jobs/result.ts';
import { noResult, someRows } from '../sql-jobs/result.ts';
import type { Partition } from './partitions.ts';
import { completePartition, listPartitionColumns, refuseUnfitPartition } from './partitions.ts';

export type TableColumn = Schemas['TableColumn'];

/** How the data of an OBS table is written, by the keys that responses have. */
type Storage = readonly Schemas['TableStorageProperty'][];

export type TableFields = Omit<Schemas['Table'], 'page-size' | 'current-page' | 'partition_columns'> & {
  /** The database and the name. */
  key: string;
  database_name: string;
  create_time: number;
  last_access_time: number;
  columns: readonly TableColumn[];
  description: string;
  storage_properties: Storage;
  partitions: readonly Partition[];
  tags: readonly Schemas['Tag'][];
  /** Of a view. */
  select_statement?: string;
};

export type Table = Entry<TableFields>;

export const tables = defineKind<TableFields>()({
  name: 'tables',
  noun: 'table',
  schema: 'Table',
  id: 'key',
  ignoresCase: true,
  isPart: true,
  quotas: [{ type: 'TABLE', most: 5_000 }],
  ownFields: {
    database_name: 'text',
    columns: ['TableColumn'],
    description: 'text',
    storage_properties: ['TableStorageProperty'],
    partitions: ['Partition'],
    select_statement: 'text',
    tags: ['Tag'],
  },
  complete({ database_name = defaultDatabase, table_name, ...given }, { now, createId }) {
    const [database, name] = [database_name.toLowerCase(), (table_name ?? `table_${createId()}`).toLowerCase()];
    const data_location = given.data_location ?? (given.location === undefined ? 'DLI' : 'OBS');
    const location = data_location === 'OBS' ? (given.location ?? `obs://tables/${database}/${name}`) : undefined;
    return {
      create_time: now,
      last_access_time: now,
      owner: user.name,
      table_size: 0,
      description: '',
      tags: [],
      ...given,
      ...(location !== undefined && { data_type: given.data_type ?? 'csv', location }),
      columns: sortColumns((given.columns ?? defaultColumns).map(completeColumn)),
      partitions: (given.partitions ?? []).map((partition) => completePartition(partition, now, location)),
      storage_properties: data_location === 'OBS' ? completeStorage(given.storage_properties ?? []) : [],
      data_location,
      table_type: tableTypes[data_location],
      key: formatTableKey(database, name),
      database_name: database,
      table_name: name,
    };
  },
  check(fields) {
    const { table_name, columns, data_location, location, select_statement, partitions, tags } = fields;
    refuseInvalidName('table_name', table_name, { allowsDollars: true });
    refuseInvalidLabels(tags);
    const names = new Set<string>();
    for (const { column_name, type } of columns) {
      if (column_name.trim() === '') throw createRefusal('DLI.0001', 'A column must have a name, found an empty one.');
      if (type.trim() === '') throw createRefusal('DLI.0001', `The column ${column_name} must have a data type, found an empty one.`);
      const name = column_name.toLowerCase();
      if (names.has(name)) throw createRefusal('DLI.0001', `The column ${name} is there twice.`);
      names.add(name);
    }
    if (location !== undefined) refuseForeignPath('The path of a table', location);
    if (select_statement?.trim() === '') throw createRefusal('DLI.0001', 'select_statement must be a query, found an empty text.');
    for (const partition of partitions) refuseUnfitPartition(fields, partition);
    if (data_location !== 'VIEW' && columns.every(({ is_partition_column }) => is_partition_column))
      throw createRefusal('DLI.0001', 'A table must have a column that is not a partition column.');
  },
  listReferences: ({ database_name }) => [[databases, database_name]],
  show({ fields: { key: _, ...shown } }) {
    const partition_columns = listPartitionColumns(shown);
    return { ...shown, ...(partition_columns.length > 0 && { partition_columns }) };
  },
});

const tableTypes = { OBS: 'EXTERNAL', DLI: 'MANAGED', VIEW: 'VIEW' } as const;

/** Those of the rows that a query has when nothing is planned. */
export const defaultColumns: readonly TableColumn[] = Object.entries(someRows.columns).map(([column_name, type]) => ({
  column_name,
  type,
}));

function completeColumn(column: TableColumn): TableColumn {
  return { description: '', is_partition_column: false, ...column };
}

/** Puts those last by which the table is partitioned. */
function sortColumns(columns: readonly TableColumn[]): TableColumn[] {
  return [false, true].flatMap((isLast) => columns.filter(({ is_partition_column = false }) => is_partition_column === isLast));
}

/** @throws {Refusal} when a path is not in OBS */
export function refuseForeignPath(what: string, path: string): void {
  if (!/^(?:obs|s3[an]?):\/\/[^/]/i.test(path))
    throw createRefusal('DLI.0001', `${what} must be one in OBS, found ${path || 'an empty text'}.`);
}

/** The fields of requests that set how data is written, by the keys that responses have. */
export const storageFields = {
  header: 'with_column_header',
  delimiter: 'delimiter',
  quote: 'quote_char',
  escape: 'escape_char',
  dateformat: 'date_format',
  timestampformat: 'timestamp_format',
} as const;

const defaultStorage = {
  header: 'false',
  delimiter: ',',
  quote: '"',
  escape: '\\',
  dateformat: 'yyyy-MM-dd',
  timestampformat: 'yyyy-MM-dd HH:mm:ss',
};

function completeStorage(given: Storage): Storage {
  const values = { ...defaultStorage, ...Object.fromEntries(given.map(({ key, value }) => [key, value])) };
  return Object.entries(values).map(([key, value]) => ({ key, value }));
}

/** By what a project keeps a table, and how messages name it. */
export function formatTableKey(database: string, table: string): string {
  return `${database}.${table}`.toLowerCase();
}

/** @throws {Refusal} when the project does not have the table or its database */
export function findTable(project: Project, database: string, table: string): Table {
  const { name } = findThing(project, databases, database);
  const found = project.get(tables).get(formatTableKey(name, table));
  if (found === undefined) throw createRefusal('DLI.0002', `The table ${table.toLowerCase()} of the database ${name} does not exist.`);
  return found;
}

/** @throws {Refusal} when the project does not have the table any more, or another one in its place */
export function refuseGoneTable(project: Project, table: Table): void {
  if (project.get(tables).get(table.id) !== table) throw createRefusal('DLI.0002', `The table ${table.fields.key} was deleted.`);
}

/** The first rows: a table has those that each query has if its columns are those, or else none. */
export function readRows({ columns }: TableFields): Result {
  const types = Object.fromEntries(columns.map(({ column_name, type }) => [column_name, type]));
  const isUsual = JSON.stringify(types) === JSON.stringify(someRows.columns);
  return isUsual ? someRows : { ...noResult, columns: types };
}

/** The tables of a database, oldest first. */
export function listTablesIn(project: Project, database: string): Table[] {
  const all = project.get(tables).list();
  return all.filter(({ fields }) => fields.database_name === database);
}
