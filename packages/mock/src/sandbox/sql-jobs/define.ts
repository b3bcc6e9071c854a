// Carries out the statements about databases and tables.
import { addDatabase, deleteDatabaseNow } from '../databases/change.ts';
import { databaseChoices, databases, defaultDatabase } from '../databases/database.ts';
import { readChoice } from '../engine/family.ts';
import { createRefusal } from '../engine/handler.ts';
import type { Project } from '../engine/project.ts';
import type { CreatingCall } from '../engine/things.ts';
import { refusesMissing } from '../engine/unknown.ts';
import { addTable, deleteTableNow } from '../tables/change.ts';
import type { Table } from '../tables/table.ts';
import { findTable, formatTableKey, listTablesIn, tables } from '../tables/table.ts';
import type { Definition } from './definition.ts';
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
  const database = ('database' in definition ? definition.database : undefined) ?? current ?? defaultDatabase;
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
      return createTable(call, definition, database);
    case 'dropTable': {
      const isThere = project.get(tables).get(formatTableKey(database, definition.table)) !== undefined;
      if (isThere || !(definition.isLenient || mayLackAny(project))) deleteTableNow({ project, database, table: definition.table });
      return noResult;
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

function createTable(
  call: CreatingCall,
  { does: _, isLenient, like, table, ...given }: Definition & { does: 'createTable' },
  database: string,
): Result {
  const { project } = call;
  if (project.get(databases).get(database) === undefined && mayLackAny(project)) return noResult;
  if (isLenient && project.get(tables).get(formatTableKey(database, table)) !== undefined) return noResult;
  const { columns } = like ? findTable(project, like.database ?? database, like.table).fields : given;
  addTable(call, { ...given, ...(columns && { columns }), database_name: database, table_name: table });
  return noResult;
}

function describe(project: Project, { table, isExtended }: Definition & { does: 'describe' }, database: string): Result {
  if (project.get(tables).get(formatTableKey(database, table)) === undefined && mayLackAny(project)) return noResult;
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
