// The statements about databases and tables that the sandbox carries out: a small part of Spark's and Hive's SQL.
import type { TableColumn } from '../tables/table.ts';
import type { TokenReader } from './tokens.ts';
import { createTokenReader, readNames } from './tokens.ts';

/** The name of a table, and of its database if that is named too. */
export interface TableName {
  table: string;
  database: string | undefined;
}

/** A column, of which a clause may repeat only the name. */
export type NamedColumn = Omit<TableColumn, 'type'> & { type: string | undefined };

/** A query, which is not run. */
export interface Query {
  text: string;
  /** The table of which it selects all columns, if it is known to. */
  source: TableName | undefined;
}

/** A statement about databases or tables. */
export type Definition =
  | { does: 'createDatabase'; name: string; description: string; isLenient: boolean }
  | ({ does: 'createTable'; isLenient: boolean; columns: NamedColumn[]; isExternal: boolean } & TableName & Clauses)
  | ({ does: 'createView'; isLenient: boolean; replaces: boolean; columns: NamedColumn[]; description: string; query: Query } & TableName)
  | { does: 'dropDatabase'; name: string; isLenient: boolean; cascade: boolean }
  | ({ does: 'dropTable'; type: 'table' | 'view'; isLenient: boolean } & TableName)
  | ({ does: 'loadData'; path: string; partition: Partition | undefined } & TableName)
  | { does: 'showDatabases'; pattern: string }
  | { does: 'showTables'; database: string | undefined; pattern: string }
  | ({ does: 'showPartitions'; partition: Partition | undefined } & TableName)
  | ({ does: 'describe'; isExtended: boolean } & TableName);

/** Values by the names of columns. */
type Partition = Readonly<Record<string, string>>;

/** Whether a statement may find what it creates, or not find what it drops. */
export function isLenient(definition: Definition | undefined): boolean {
  return definition !== undefined && 'isLenient' in definition && definition.isLenient;
}

/** Whether a statement only shows what there is. */
export function isReading({ does }: Definition): boolean {
  return does === 'describe' || does.startsWith('show');
}

/** @returns undefined when it is another statement, or written in another way than the sandbox knows */
export function readDefinition(sql: string): Definition | undefined {
  const reader = createTokenReader(sql);
  const definition = readBeginning(reader, sql);
  return definition !== undefined && reader.takeEnd() ? definition : undefined;
}

function readBeginning(reader: TokenReader, sql: string): Definition | undefined {
  if (reader.takeWords('create')) return readCreate(reader, sql);
  if (reader.takeWords('drop')) return readDrop(reader);
  if (reader.takeWords('show')) return readShow(reader);
  if (reader.takeWords('load')) return readLoad(reader);
  return reader.takeWords('desc') || reader.takeWords('describe') ? readDescribe(reader) : undefined;
}

function takeDatabaseWord(reader: TokenReader): boolean {
  return reader.takeWords('database') || reader.takeWords('schema');
}

/** Takes `if` with what has to follow it, where it comes next. @returns whether it does; undefined when something else follows */
function readLeniency(reader: TokenReader, ...words: string[]): boolean | undefined {
  return reader.takeWords('if') ? reader.takeWords(...words) || undefined : false;
}

function readTableName(reader: TokenReader): TableName | undefined {
  const [table, database, catalog] = readNames(reader) ?? [];
  return table === undefined || catalog !== undefined ? undefined : { table, database };
}

function readCreate(reader: TokenReader, sql: string): Definition | undefined {
  if (takeDatabaseWord(reader)) return readCreateDatabase(reader);
  if (reader.takeWords('table')) return readCreateTable(reader, sql, false);
  if (reader.takeWords('external')) return reader.takeWords('table') ? readCreateTable(reader, sql, true) : undefined;
  const replaces = reader.takeWords('or');
  return (!replaces || reader.takeWords('replace')) && reader.takeWords('view') ? readCreateView(reader, sql, replaces) : undefined;
}

function readCreateDatabase(reader: TokenReader): Definition | undefined {
  const isLenient = readLeniency(reader, 'not', 'exists');
  const name = reader.takeName();
  if (isLenient === undefined || name === undefined) return undefined;
  let description = '';
  for (let word = readWord(reader); word !== undefined; word = readWord(reader)) {
    if (reader.takeWords('comment')) {
      const text = reader.takeText();
      if (text === undefined) return undefined;
      description = text;
    } else if (reader.takeWords('location') ? reader.takeText() === undefined : !readProperties(reader, 'with', 'dbproperties'))
      return undefined;
  }
  return { does: 'createDatabase', name, description, isLenient };
}

function readCreateView(reader: TokenReader, sql: string, replaces: boolean): Definition | undefined {
  const isLenient = readLeniency(reader, 'not', 'exists');
  const name = readTableName(reader);
  if (isLenient === undefined || name === undefined) return undefined;
  const columns = reader.takeSign('(') ? readColumns(reader, 'names') : [];
  let description = '';
  while (!reader.takeWords('as')) {
    const text = reader.takeWords('comment') ? reader.takeText() : undefined;
    if (text === undefined && !readProperties(reader, 'tblproperties')) return undefined;
    description = text ?? description;
  }
  const query = readQuery(reader, sql);
  return query && columns && { does: 'createView', ...name, isLenient, replaces, columns, description, query };
}

function readCreateTable(reader: TokenReader, sql: string, isExternal: boolean): Definition | undefined {
  const isLenient = readLeniency(reader, 'not', 'exists');
  const name = readTableName(reader);
  if (isLenient === undefined || name === undefined) return undefined;
  const columns = reader.takeSign('(') ? readColumns(reader, 'types') : [];
  const clauses = columns && readClauses(reader, sql);
  if (clauses?.like && (columns?.length || clauses.query)) return undefined;
  return columns && clauses && { does: 'createTable', isLenient, isExternal, ...name, columns, ...clauses };
}

/** What follows the columns of a table. */
export interface Clauses {
  format?: string | undefined;
  location?: string | undefined;
  like?: TableName | undefined;
  description?: string | undefined;
  partitions: readonly NamedColumn[];
  storage: ReadonlyMap<string, string>;
  query?: Query | undefined;
}

/** Reads what follows the columns of a table. @returns undefined when not all of it is known */
function readClauses(reader: TokenReader, sql: string): Clauses | undefined {
  const storage = new Map<string, string>();
  const clauses: Clauses & { storage: Map<string, string> } = { partitions: [], storage };
  for (let word = readWord(reader); word !== undefined; word = readWord(reader)) {
    if (word === 'select' || word === 'with' || reader.takeWords('as')) {
      clauses.query = readQuery(reader, sql);
      return clauses.query && clauses;
    }
    const read = clauseReaders.get(word);
    if (read === undefined) return undefined;
    reader.take();
    if (!read(reader, clauses)) return undefined;
  }
  return clauses;
}

/** The word that comes next, in small letters, and nothing if it is no word; undefined at the end. */
function readWord(reader: TokenReader): string | undefined {
  if (isAtEnd(reader)) return undefined;
  return reader.next?.type === 'word' ? reader.next.value.toLowerCase() : '';
}

type ClauseReader = (reader: TokenReader, clauses: Clauses & { storage: Map<string, string> }) => boolean;

/** @returns whether there is a value to keep */
function keep<Name extends keyof Clauses>(clauses: Clauses, name: Name, value: Clauses[Name]): boolean {
  clauses[name] = value;
  return value !== undefined;
}

/** Each tells whether it understood what follows its word. */
const clauseReaders = new Map<string, ClauseReader>([
  ['using', (reader, clauses) => keep(clauses, 'format', readNames(reader)?.reverse().join('.'))],
  [
    'stored',
    (reader, clauses) => {
      if (reader.takeWords('by')) return reader.takeText() !== undefined && readSerdeProperties(reader);
      if (!reader.takeWords('as')) return false;
      if (!reader.takeWords('inputformat')) return keep(clauses, 'format', reader.takeName());
      return reader.takeText() !== undefined && reader.takeWords('outputformat') && reader.takeText() !== undefined;
    },
  ],
  ['location', (reader, clauses) => keep(clauses, 'location', reader.takeText())],
  ['comment', (reader, clauses) => keep(clauses, 'description', reader.takeText())],
  ['like', (reader, clauses) => keep(clauses, 'like', readTableName(reader))],
  [
    'options',
    (reader, clauses) => {
      const options = readOptions(reader);
      for (const [name, value] of options ?? []) {
        if (name === 'path') clauses.location = value;
        else clauses.storage.set(name === 'sep' ? 'delimiter' : name, value);
      }
      return options !== undefined;
    },
  ],
  ['tblproperties', (reader) => readOptions(reader) !== undefined],
  [
    'partitioned',
    (reader, clauses) => {
      const columns = reader.takeWords('by') && reader.takeSign('(') ? readColumns(reader, 'names') : undefined;
      return columns !== undefined && keep(clauses, 'partitions', columns);
    },
  ],
  ['clustered', (reader) => readClustering(reader)],
  ['row', (reader, { storage }) => reader.takeWords('format') && readRowFormat(reader, storage)],
]);

function readClustering(reader: TokenReader): boolean {
  const areNamed = reader.takeWords('by') && reader.takeSign('(') && readColumns(reader, 'names') !== undefined;
  if (!areNamed) return false;
  if (reader.takeWords('sorted') && !(reader.takeWords('by') && reader.takeSign('(') && readColumns(reader, 'order'))) return false;
  return reader.takeWords('into') && /^\d+$/.test(reader.take()?.value ?? '') && reader.takeWords('buckets');
}

function readRowFormat(reader: TokenReader, storage: Map<string, string>): boolean {
  if (reader.takeWords('serde')) return reader.takeText() !== undefined && readSerdeProperties(reader);
  if (!reader.takeWords('delimited')) return false;
  for (const [name, ...words] of delimiters) {
    if (!reader.takeWords(name)) continue;
    const text = reader.takeWords(...words) ? reader.takeText() : undefined;
    if (text === undefined) return false;
    if (name === 'fields') storage.set('delimiter', text);
    if (name === 'escaped') storage.set('escape', text);
  }
  return true;
}

const delimiters: readonly (readonly [name: string, ...words: string[]])[] = [
  ['fields', 'terminated', 'by'],
  ['escaped', 'by'],
  ['collection', 'items', 'terminated', 'by'],
  ['map', 'keys', 'terminated', 'by'],
  ['lines', 'terminated', 'by'],
  ['null', 'defined', 'as'],
];

function readSerdeProperties(reader: TokenReader): boolean {
  return !reader.takeWords('with') || readProperties(reader, 'serdeproperties');
}

/** Reads words and settings that nothing shows. @returns whether they are there */
function readProperties(reader: TokenReader, ...words: string[]): boolean {
  return reader.takeWords(...words) && readOptions(reader) !== undefined;
}

/** Reads settings in parentheses, by their names in lower case. @returns undefined when they are not written as such */
function readOptions(reader: TokenReader): Map<string, string> | undefined {
  const options = new Map<string, string>();
  if (!reader.takeSign('(')) return undefined;
  do {
    const name = reader.takeOneText() ?? readNames(reader)?.reverse().join('.');
    if (name === undefined) return undefined;
    reader.takeSign('=');
    const text = reader.takeText();
    const value = text ?? readNumberOrWord(reader);
    if (text !== undefined || value !== '') options.set(name.toLowerCase(), value);
  } while (reader.takeSign(','));
  return reader.takeSign(')') ? options : undefined;
}

function readNumberOrWord(reader: TokenReader): string {
  let text = '';
  for (let { next } = reader; next?.type === 'word' || (next?.type === 'sign' && '-+.'.includes(next.value)); next = reader.next)
    text += reader.take()?.value;
  return text;
}

/**
 * Reads columns up to the parenthesis that ends them.
 * @param kind whether each has a type, or may be only a name, or a name with its order
 * @returns undefined when they are not written as such
 */
function readColumns(reader: TokenReader, kind: 'types' | 'names' | 'order'): NamedColumn[] | undefined {
  const columns: NamedColumn[] = [];
  do {
    const column_name = reader.takeName();
    if (column_name === undefined) return undefined;
    if (kind === 'order') reader.takeWords('asc') || reader.takeWords('desc');
    const isTyped = kind === 'types' || (reader.next?.type === 'word' && reader.next.value.toLowerCase() !== 'comment');
    const type = isTyped ? readType(reader) : undefined;
    if (isTyped && type === undefined) return undefined;
    if (reader.takeWords('not') && !reader.takeWords('null')) return undefined;
    const description = reader.takeWords('comment') ? reader.takeText() : '';
    if (description === undefined) return undefined;
    columns.push({ column_name, type, description });
  } while (reader.takeSign(',') && columns.length < mostColumns);
  return reader.takeSign(')') ? columns : undefined;
}

/** More than any table has: they would only cost time. */
const mostColumns = 100_000;

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
  return depth > 0 ? undefined : parts.join('');
}

/** Reads a query up to the end, of which only the parentheses are looked at. @returns undefined when it cannot be one */
function readQuery(reader: TokenReader, sql: string): Query | undefined {
  const { next: first } = reader;
  if (first === undefined || !queryBeginnings.has(first.value.toLowerCase())) return undefined;
  const source = readSource(reader);
  let depth = 0;
  while (!isAtEnd(reader)) {
    const { type, value } = reader.take() ?? {};
    if (type === 'open') return undefined;
    if (type === 'sign' && value === '(') depth++;
    if (type === 'sign' && value === ')' && --depth < 0) return undefined;
  }
  return depth === 0 && reader.end > first.end ? { text: sql.slice(first.start, reader.end), source } : undefined;
}

const queryBeginnings: ReadonlySet<string> = new Set(['select', 'with', 'from', 'values', 'table', '(']);

/** The table of a query that begins with `select * from t` and selects from nothing else. */
function readSource(reader: TokenReader): TableName | undefined {
  if (!(reader.takeWords('select') && reader.takeSign('*') && reader.takeWords('from'))) return undefined;
  const name = readTableName(reader);
  return isAtEnd(reader) || afterSource.has(reader.next?.value.toLowerCase() ?? '') ? name : undefined;
}

const afterSource: ReadonlySet<string> = new Set(['where', 'order', 'limit']);

function isAtEnd({ next }: TokenReader): boolean {
  return next === undefined || (next.type === 'sign' && next.value === ';');
}

function readDrop(reader: TokenReader): Definition | undefined {
  if (takeDatabaseWord(reader)) {
    const isLenient = readLeniency(reader, 'exists');
    const name = reader.takeName();
    const cascade = reader.takeWords('cascade');
    if (!cascade) reader.takeWords('restrict');
    return name === undefined || isLenient === undefined ? undefined : { does: 'dropDatabase', name, isLenient, cascade };
  }
  const type = reader.takeWords('table') ? 'table' : reader.takeWords('view') ? 'view' : undefined;
  const isLenient = readLeniency(reader, 'exists');
  const name = readTableName(reader);
  if (type === 'table') reader.takeWords('purge');
  return type && name && isLenient !== undefined ? { does: 'dropTable', type, ...name, isLenient } : undefined;
}

function readLoad(reader: TokenReader): Definition | undefined {
  if (!reader.takeWords('data', 'inpath')) return undefined;
  const path = reader.takeText();
  reader.takeWords('overwrite');
  const name = reader.takeWords('into', 'table') ? readTableName(reader) : undefined;
  const partition = readPartition(reader);
  if (path === undefined || name === undefined || partition === null) return undefined;
  return reader.takeWords('options') && readOptions(reader) === undefined ? undefined : { does: 'loadData', path, ...name, partition };
}

/** @returns undefined when none comes next, and null when it is not written as such */
function readPartition(reader: TokenReader): Partition | undefined | null {
  if (!reader.takeWords('partition')) return undefined;
  const options = readOptions(reader);
  return options ? Object.fromEntries(options) : null;
}

function readShow(reader: TokenReader): Definition | undefined {
  if (reader.takeWords('databases') || reader.takeWords('schemas')) return { does: 'showDatabases', pattern: readPattern(reader) };
  if (reader.takeWords('tables')) {
    const database = reader.takeWords('in') || reader.takeWords('from') ? reader.takeName() : undefined;
    return { does: 'showTables', database, pattern: readPattern(reader) };
  }
  const name = reader.takeWords('partitions') ? readTableName(reader) : undefined;
  const partition = readPartition(reader);
  return name && partition !== null ? { does: 'showPartitions', ...name, partition } : undefined;
}

function readPattern(reader: TokenReader): string {
  reader.takeWords('like');
  return reader.takeText() ?? '*';
}

function readDescribe(reader: TokenReader): Definition | undefined {
  reader.takeWords('table');
  const isExtended = reader.takeWords('extended') || reader.takeWords('formatted');
  const name = readTableName(reader);
  return name && { does: 'describe', ...name, isExtended };
}
