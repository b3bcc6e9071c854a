// Carries out the statements about databases and tables.
import { addDatabase, deleteDatabaseNow } from '../databases/change.ts';
import { databaseChoices, databases, defaultDatabase } from '../databases/database.ts';
import { readChoice } from '../engine/family.ts';
import { createRefusal } from '../engine/handler.ts';
import { refusesMissing } from '../engine/missing.ts';
import type { Project } from '../engine/project.ts';
import type { CreatingCall } from '../engine/things.ts';
import { addImport, addTable, deleteTableNow, readImport, replaceView } from '../tables/change.ts';
import { listPartitionColumns, readPartition } from '../tables/partitions.ts';
import type { Table, TableColumn, TableFields } from '../tables/table.ts';
import { defaultColumns, findTable, formatTableKey, listTablesIn, storageFields, tables } from '../tables/table.ts';
import type { Definition, NamedColumn, Query, TableName } from './definition.ts';
import type { Result } from './result.ts';
import { noResult } from './result.ts';

/** @throws {Refusal} when a job cannot name a database */
export function refuseUnknownDatabase(project: Project, name: string): void {
  if (project.get(databases).get(name) === undefined && !mayLackAny(project))
    throw createRefusal('DLI.0002', `The database ${name} does not exist.`);
}

/** Whether statements may name databases and tables that the project lacks. */
function mayLackAny(project: Project): boolean {
  const choice = readChoice(project.world, databaseChoices, 'jobOnUnknownDatabase');
  return !refusesMissing(choice, project.get(databases).isUsed || project.get(tables).isUsed);
}

/**
 * Carries out a statement. One about what a project may lack, and lacks, does nothing.
 * @param current the database that the job is in
 * @param job the ID of the job
 * @throws {Refusal} when it fails
 */
export function carryOut(call: CreatingCall, definition: Definition, current: string | undefined, job: string): Result {
  const { project } = call;
  const inJob = current ?? defaultDatabase;
  const database = ('database' in definition ? definition.database : undefined) ?? inJob;
  switch (definition.does) {
    case 'createDatabase': {
      const { name, description, isLenient } = definition;
      const isThere = project.get(databases).get(name) !== undefined;
      if (!isThere || !isLenient) addDatabase(call, { database_name: name, description });
      return noResult;
    }
    case 'dropDatabase': {
      const { name, cascade, isLenient } = definition;
      const isThere = project.get(databases).get(name) !== undefined;
      if (isThere || !(isLenient || mayLackAny(project))) deleteDatabaseNow({ project, name, cascade }, job);
      return noResult;
    }
    case 'createTable':
      return createTable(call, definition, database, inJob);
    case 'createView':
      return createView(call, definition, database, inJob);
    case 'dropTable': {
      const { table, type } = definition;
      if (project.get(tables).get(formatTableKey(database, table)) === undefined && (definition.isLenient || mayLackAny(project)))
        return noResult;
      const found = findTable(project, database, table);
      const { fields } = found;
      if ((fields.table_type === 'VIEW') !== (type === 'view')) {
        const [is, word] = type === 'view' ? ['table', 'TABLE'] : ['view', 'VIEW'];
        throw createRefusal('DLI.0002', `${fields.key} is a ${is}. Delete it with DROP ${word}.`);
      }
      deleteTableNow(project, found);
      return noResult;
    }
    case 'loadData': {
      if (mayLackTable(project, definition, database)) return noResult;
      const table = findTable(project, database, definition.table);
      addImport(project, table, readImport(table, definition.path, definition.partition));
      return noResult;
    }
    case 'showPartitions': {
      if (mayLackTable(project, definition, database)) return noResult;
      const { fields } = findTable(project, database, definition.table);
      if (listPartitionColumns(fields).length === 0) throw createRefusal('DLI.0001', `${fields.key} has no partitions.`);
      const wanted = readPartition(fields, definition.partition);
      const names = fields.partitions.map(({ partition_name }) => partition_name);
      const rows = names.filter((name) => wanted.every((part) => name.split('/').includes(part))).map((name) => [name]);
      return { ...noResult, columns: { partition: 'string' }, rows };
    }
    case 'showDatabases': {
      const names = project
        .get(databases)
        .list()
        .map(({ name }) => name);
      const rows = names.filter(createMatcher(definition.pattern)).map((name) => [name]);
      return { ...noResult, columns: { namespace: 'string' }, rows };
    }
    case 'showTables': {
      refuseUnknownDatabase(project, database);
      const names = listTablesIn(project, database.toLowerCase()).map(({ fields }) => fields.table_name);
      const rows = names.filter(createMatcher(definition.pattern)).map((name) => [database.toLowerCase(), name, false]);
      return { ...noResult, columns: { namespace: 'string', tableName: 'string', isTemporary: 'boolean' }, rows };
    }
    case 'describe':
      return describe(project, definition, database);
  }
}

function mayLackTable(project: Project, { table }: TableName, database: string): boolean {
  return project.get(tables).get(formatTableKey(database, table)) === undefined && mayLackAny(project);
}

function createTable(call: CreatingCall, definition: Definition & { does: 'createTable' }, database: string, inJob: string): Result {
  const { project } = call;
  const { isLenient, isExternal, table, like, query, format = '', location, description = '', storage } = definition;
  if (project.get(databases).get(database) === undefined && mayLackAny(project)) return noResult;
  if (isLenient && project.get(tables).get(formatTableKey(database, table)) !== undefined) return noResult;
  const given = like ? findTable(project, like.database ?? inJob, like.table).fields.columns : definition.columns;
  const isInObs = isExternal || location !== undefined;
  const data_type = readFormat(format);
  addTable(call, {
    database_name: database,
    table_name: table,
    description,
    columns: mergePartitions(given.length > 0 ? given : findColumns(project, query, inJob), definition.partitions, query !== undefined),
    data_location: isInObs ? 'OBS' : 'DLI',
    ...(isInObs && {
      ...(location !== undefined && { location }),
      ...(data_type !== undefined && { data_type }),
      storage_properties: [...storage].filter(([key]) => key in storageFields).map(([key, value]) => ({ key, value })),
    }),
  });
  return noResult;
}

/** The format as responses have it, if they have it. @throws {Refusal} when there is no such format */
function readFormat(format: string): TableFields['data_type'] {
  const name = format.toLowerCase();
  // A name with dots is that of a class.
  if (name === '' || name.includes('.') || otherFormats.has(name)) return undefined;
  const found = formats.get(name);
  if (found === undefined)
    throw createRefusal('DLI.0001', `The format must be one of ${[...formats.keys(), ...otherFormats].join(', ')}, found ${format}.`);
  return found;
}

const formats: ReadonlyMap<string, NonNullable<TableFields['data_type']>> = new Map([
  ['csv', 'csv'],
  ['textfile', 'csv'],
  ['parquet', 'parquet'],
  ['orc', 'orc'],
  ['json', 'json'],
  ['jsonfile', 'json'],
  ['avro', 'avro'],
  ['carbon', 'carbon'],
  ['carbondata', 'carbon'],
]);

const otherFormats: ReadonlySet<string> = new Set(
  'text hive sequencefile rcfile jdbc delta hudi iceberg css dwsjdbc redis mongo opentsdb cloudtable dis'.split(' '),
);

/** The columns of a query, as far as they are known: or else those that each query has. */
function findColumns(project: Project, query: Query | undefined, inJob: string): readonly TableColumn[] {
  const { source } = query ?? {};
  const found = source && project.get(tables).get(formatTableKey(source.database ?? inJob, source.table));
  return (found?.fields.columns ?? defaultColumns).map((column) => ({ ...column, is_partition_column: false }));
}

/**
 * Marks the columns by which a table is partitioned, and puts them last, with those that only the clause about them has.
 * @throws {Refusal} when a column has no type
 */
function mergePartitions(columns: readonly NamedColumn[], partitions: readonly NamedColumn[], isOfQuery: boolean): TableColumn[] {
  const known = new Map(columns.map((column) => [column.column_name.toLowerCase(), column]));
  const partitioning = new Set(partitions.map(({ column_name }) => column_name.toLowerCase()));
  const others = columns.filter(({ column_name }) => !partitioning.has(column_name.toLowerCase()));
  const last = partitions.map((partition) => {
    const column = partition.type === undefined ? known.get(partition.column_name.toLowerCase()) : undefined;
    return { ...partition, ...column, is_partition_column: true };
  });
  return [...others, ...last].map(({ type, ...column }) => {
    if (type === undefined && !isOfQuery)
      throw createRefusal('DLI.0001', `The table has no column ${column.column_name} to be partitioned by.`);
    return { ...column, type: type ?? 'string' };
  });
}

function createView(call: CreatingCall, definition: Definition & { does: 'createView' }, database: string, inJob: string): Result {
  const { project } = call;
  const { isLenient, replaces, table, columns, description, query } = definition;
  if (project.get(databases).get(database) === undefined && mayLackAny(project)) return noResult;
  const known = project.get(tables).get(formatTableKey(database, table));
  if (isLenient && known !== undefined) return noResult;
  const found = findColumns(project, query, inJob);
  const named = columns.map((column, index) => ({ ...column, type: found[index]?.type ?? 'string' }));
  const view = {
    database_name: database,
    table_name: table,
    data_location: 'VIEW',
    description,
    columns: named.length > 0 ? named : found,
    select_statement: query.text,
  } as const;
  if (replaces && known?.fields.table_type === 'VIEW') replaceView(call, known, view);
  else addTable(call, view);
  return noResult;
}

function describe(project: Project, { table, isExtended }: Definition & { does: 'describe' }, database: string): Result {
  if (mayLackTable(project, { table, database }, database)) return noResult;
  const found = findTable(project, database, table);
  const columns = found.fields.columns.map(({ column_name, type, description }) => [column_name, type, description || null]);
  const partitions = columns.filter((_, index) => found.fields.columns[index]?.is_partition_column);
  const parts = partitions.length > 0 ? [['# Partition Information', '', ''], ['# col_name', 'data_type', 'comment'], ...partitions] : [];
  const rows = [...columns, ...parts, ...(isExtended ? listDetails(found) : [])];
  return { ...noResult, columns: { col_name: 'string', data_type: 'string', comment: 'string' }, rows };
}

function listDetails({ fields }: Table): string[][] {
  const storage = fields.storage_properties.map(({ key, value }) => `${key}=${value}`);
  const details = [
    ['Database', fields.database_name],
    ['Table', fields.table_name],
    ['Owner', fields.owner ?? ''],
    ['Created Time', new Date(fields.create_time).toUTCString()],
    ['Type', fields.table_type],
    ['Provider', fields.data_type ?? ''],
    ['Comment', fields.description],
    ['View Text', fields.select_statement ?? ''],
    ['Location', fields.location ?? ''],
    ['Storage Properties', storage.length > 0 ? `[${storage.join(', ')}]` : ''],
  ];
  const known = details.filter(([, value]) => value !== '').map((detail) => [...detail, '']);
  return [['', '', ''], ['# Detailed Table Information', '', ''], ...known];
}

/** Whether a name fits a pattern of alternatives separated by `|`, in which `*` is any text, in any case of letters. */
function createMatcher(pattern: string): (name: string) => boolean {
  const alternatives = pattern
    .toLowerCase()
    .split('|')
    .map((each) => each.trim().split('*'));
  return (name) => alternatives.some((parts) => matches(name.toLowerCase(), parts));
}

/** Whether a text consists of parts with any text between them. */
function matches(text: string, parts: readonly string[]): boolean {
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (parts.length === 1) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let position = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, position);
    if (found === -1) return false;
    position = found + part.length;
  }
  return position <= text.length - last.length;
}
