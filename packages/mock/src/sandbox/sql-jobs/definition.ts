// The statements about databases and tables that the sandbox carries out: a small part of Spark's and Hive's SQL.
import type { TableColumn, TableFields } from '../tables/table.ts';
import { storageFields } from '../tables/table.ts';
import type { TokenReader } from './tokens.ts';
import { createTokenReader, readExistence, readNames } from './tokens.ts';

/** The name of a table, and of its database if that is named too. */
interface TableName {
  table: string;
  database: string | undefined;
}

/** A statement about databases or tables. */
export type Definition =
  | { does: 'createDatabase'; name: string; description: string; isLenient: boolean }
  | ({ does: 'createTable'; isLenient: boolean; like: TableName | undefined } & TableName & Pick<Partial<TableFields>, Described>)
  | { does: 'dropDatabase'; name: string; isLenient: boolean; cascade: boolean }
  | ({ does: 'dropTable'; isLenient: boolean } & TableName)
  | { does: 'showDatabases'; pattern: string }
  | { does: 'showTables'; database: string | undefined; pattern: string }
  | ({ does: 'describe'; isExtended: boolean } & TableName);

type Described = 'columns' | 'data_type' | 'data_location' | 'location' | 'description' | 'storage_properties';

/** Whether a statement may find what it creates, or not find what it drops. */
export function isLenient(definition: Definition | undefined): boolean {
  return definition !== undefined && 'isLenient' in definition && definition.isLenient;
}

/** @returns undefined when it is another statement, or written in another way than the sandbox knows */
export function readDefinition(sql: string): Definition | undefined {
  const reader = createTokenReader(sql);
  if (reader.takeWords('create')) return readCreate(reader);
  if (reader.takeWords('drop')) return readDrop(reader);
  if (reader.takeWords('show')) return readShow(reader);
  return reader.takeWords('desc') || reader.takeWords('describe') ? readDescribe(reader) : undefined;
}

function takeDatabaseWord(reader: TokenReader): boolean {
  return reader.takeWords('database') || reader.takeWords('schema');
}

function readTableName(reader: TokenReader): TableName | undefined {
  const [table, database, catalog] = readNames(reader) ?? [];
  return table === undefined || catalog !== undefined ? undefined : { table, database };
}

function readCreate(reader: TokenReader): Definition | undefined {
  if (takeDatabaseWord(reader)) {
    const isLenient = readExistence(reader);
    const name = reader.takeName();
    const description = reader.takeWords('comment') ? (reader.takeText() ?? '') : '';
    return name === undefined ? undefined : { does: 'createDatabase', name, description, isLenient };
  }
  const isExternal = reader.takeWords('external');
  return reader.takeWords('table') ? readCreateTable(reader, isExternal) : undefined;
}

function readCreateTable(reader: TokenReader, isExternal: boolean): Definition | undefined {
  const isLenient = readExistence(reader);
  const name = readTableName(reader);
  if (name === undefined) return undefined;
  const columns = reader.takeSign('(') ? readColumns(reader) : [];
  if (columns === undefined) return undefined;
  const clauses = readClauses(reader);
  const { format, location, like, description = '', partitions, storage } = clauses;
  const all = mergePartitions(columns, partitions);
  const data_type = formats.get(format?.toLowerCase() ?? '');
  return {
    does: 'createTable',
    isLenient,
    ...name,
    like,
    description,
    ...(all.length > 0 && { columns: all }),
    ...(isExternal || location !== undefined
      ? {
          data_location: 'OBS' as const,
          ...(location !== undefined && { location }),
          ...(data_type !== undefined && { data_type }),
          storage_properties: [...storage].map(([key, value]) => ({ key, value })),
        }
      : { data_location: 'DLI' as const }),
  };
}

const formats: ReadonlyMap<string, NonNullable<TableFields['data_type']>> = new Map([
  ['csv', 'csv'],
  ['textfile', 'csv'],
  ['parquet', 'parquet'],
  ['orc', 'orc'],
  ['json', 'json'],
  ['avro', 'avro'],
  ['carbon', 'carbon'],
  ['carbondata', 'carbon'],
]);

interface Clauses {
  format?: string | undefined;
  location?: string | undefined;
  like?: TableName | undefined;
  description?: string | undefined;
  partitions: readonly NamedColumn[];
  storage: Map<string, string>;
}

/** Reads what follows the columns of a table, up to its query. What is not known is skipped. */
function readClauses(reader: TokenReader): Clauses {
  const clauses: Clauses = { partitions: [], storage: new Map() };
  for (let word = readWord(reader); word !== undefined && word !== 'as' && word !== 'select'; word = readWord(reader)) {
    const read = clauseReaders.get(word);
    if (read) reader.take();
    else skip(reader);
    read?.(reader, clauses);
  }
  const known = [...clauses.storage].filter(([name]) => name in storageFields);
  return { ...clauses, storage: new Map(known) };
}

/** The word that comes next, in small letters, and nothing if it is no word; undefined at the end. */
function readWord({ next }: TokenReader): string | undefined {
  return next && (next.type === 'word' ? next.value.toLowerCase() : '');
}

const clauseReaders = new Map<string, (reader: TokenReader, clauses: Clauses) => void>([
  ['using', (reader, clauses) => (clauses.format = reader.takeName())],
  ['stored', (reader, clauses) => (clauses.format = reader.takeWords('as') ? reader.takeName() : clauses.format)],
  ['location', (reader, clauses) => (clauses.location = reader.takeText() ?? clauses.location)],
  ['comment', (reader, clauses) => (clauses.description = reader.takeText())],
  ['like', (reader, clauses) => (clauses.like = readTableName(reader))],
  [
    'options',
    (reader, clauses) => {
      for (const [name, value] of readOptions(reader)) {
        if (name === 'path') clauses.location = value;
        else clauses.storage.set(name === 'sep' ? 'delimiter' : name, value);
      }
    },
  ],
  [
    'partitioned',
    (reader, clauses) => (clauses.partitions = (reader.takeWords('by') && reader.takeSign('(') && readColumns(reader)) || []),
  ],
  ['fields', (reader, clauses) => reader.takeWords('terminated', 'by') && clauses.storage.set('delimiter', reader.takeText() ?? ',')],
]);

/** Skips a token, or all that is in a pair of parentheses. */
function skip(reader: TokenReader): void {
  let depth = 0;
  do {
    if (reader.takeSign('(')) depth++;
    else if (reader.takeSign(')')) depth--;
    else reader.take();
  } while (depth > 0 && reader.next !== undefined);
}

/** Reads settings in parentheses, by their names in lower case. */
function readOptions(reader: TokenReader): Map<string, string> {
  const options = new Map<string, string>();
  if (!reader.takeSign('(')) return options;
  while (reader.next !== undefined && !reader.takeSign(')')) {
    const name = reader.takeText() ?? readNames(reader)?.[0];
    reader.takeSign('=');
    const value = reader.next?.type === 'sign' ? undefined : reader.take()?.value;
    if (name !== undefined && value !== undefined) options.set(name.toLowerCase(), value);
    while (reader.next !== undefined && reader.next.value !== ')' && !reader.takeSign(',')) reader.take();
  }
  return options;
}

/** A column, of which a clause may repeat only the name. */
type NamedColumn = Omit<TableColumn, 'type'> & { type: string | undefined };

/** Reads columns up to the parenthesis that ends them. @returns undefined when they are not written as such */
function readColumns(reader: TokenReader): NamedColumn[] | undefined {
  const columns: NamedColumn[] = [];
  do {
    const column_name = reader.takeName();
    if (column_name === undefined) return undefined;
    const type = readType(reader);
    let description = '';
    while (reader.next !== undefined && reader.next.value !== ',' && reader.next.value !== ')') {
      if (reader.takeWords('comment')) description = reader.takeText() ?? '';
      else skip(reader);
    }
    columns.push({ column_name, type, description });
  } while (reader.takeSign(','));
  return reader.takeSign(')') ? columns : undefined;
}

/** Reads a data type such as `map<string,decimal(10,2)>`. */
function readType(reader: TokenReader): string | undefined {
  const name = reader.next?.type === 'word' ? reader.take()?.value.toLowerCase() : undefined;
  if (name === undefined) return undefined;
  const parts = [name];
  let depth = 0;
  do {
    const { value = '' } = reader.next ?? {};
    if (value === '<' || value === '(') depth++;
    if (depth > 0) parts.push(reader.take()?.value.toLowerCase() ?? '');
    if (value === '>' || value === ')') depth--;
  } while (depth > 0 && reader.next !== undefined);
  return parts.join('');
}

/** Marks the columns by which a table is partitioned, and adds those that only the clause about them has. */
function mergePartitions(columns: readonly NamedColumn[], partitions: readonly NamedColumn[]): TableColumn[] {
  const listNames = (list: readonly NamedColumn[]) => new Set(list.map(({ column_name }) => column_name.toLowerCase()));
  const [known, partitioning] = [listNames(columns), listNames(partitions)];
  const added = partitions.filter(({ column_name }) => !known.has(column_name.toLowerCase()));
  return [...columns, ...added].map(({ column_name, type = 'string', description }) => {
    return { column_name, type, description, is_partition_column: partitioning.has(column_name.toLowerCase()) };
  });
}

function readDrop(reader: TokenReader): Definition | undefined {
  if (takeDatabaseWord(reader)) {
    const isLenient = readExistence(reader);
    const name = reader.takeName();
    const cascade = reader.takeWords('cascade');
    if (!cascade) reader.takeWords('restrict');
    return name !== undefined && reader.takeEnd() ? { does: 'dropDatabase', name, isLenient, cascade } : undefined;
  }
  if (!reader.takeWords('table') && !reader.takeWords('view')) return undefined;
  const isLenient = readExistence(reader);
  const name = readTableName(reader);
  reader.takeWords('purge');
  return name && reader.takeEnd() ? { does: 'dropTable', ...name, isLenient } : undefined;
}

function readShow(reader: TokenReader): Definition | undefined {
  if (reader.takeWords('databases') || reader.takeWords('schemas')) {
    const pattern = readPattern(reader);
    return reader.takeEnd() ? { does: 'showDatabases', pattern } : undefined;
  }
  if (!reader.takeWords('tables')) return undefined;
  const database = reader.takeWords('in') || reader.takeWords('from') ? reader.takeName() : undefined;
  const pattern = readPattern(reader);
  return reader.takeEnd() ? { does: 'showTables', database, pattern } : undefined;
}

function readPattern(reader: TokenReader): string {
  reader.takeWords('like');
  return reader.takeText() ?? '*';
}

function readDescribe(reader: TokenReader): Definition | undefined {
  reader.takeWords('table');
  const isExtended = reader.takeWords('extended') || reader.takeWords('formatted');
  const name = readTableName(reader);
  return name && reader.takeEnd() ? { does: 'describe', ...name, isExtended } : undefined;
}
