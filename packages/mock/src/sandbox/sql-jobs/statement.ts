import type { Schemas } from '../engine/types.ts';
import type { TokenReader } from './tokens.ts';
import { createTokenReader, readNames } from './tokens.ts';

type Type = Schemas['SqlJobType'];

/** What the sandbox reads of any SQL statement: its beginning, and the table that it names first. */
export interface Statement {
  type: Type;
  catalog: string | undefined;
  database: string | undefined;
  table: string | undefined;
}

const types: ReadonlyMap<string, Type> = new Map([
  ['select', 'QUERY'],
  ['with', 'QUERY'],
  ['values', 'QUERY'],
  ['explain', 'QUERY'],
  ['insert', 'INSERT'],
  ['update', 'UPDATE'],
  ['delete', 'DELETE'],
  ['load', 'IMPORT'],
  ['grant', 'DCL'],
  ['revoke', 'DCL'],
  ['create', 'DDL'],
  ['alter', 'DDL'],
  ['drop', 'DDL'],
  ['truncate', 'DDL'],
  ['desc', 'DDL'],
  ['describe', 'DDL'],
  ['show', 'DDL'],
  ['use', 'DDL'],
  ['msck', 'DDL'],
  ['analyze', 'DDL'],
  ['refresh', 'DDL'],
]);

/** What stands before the name of a table, wherever it is; other words do only in some places. */
const beforeTable: ReadonlySet<string> = new Set(['into', 'update', 'table']);
const atBeginning: ReadonlySet<string> = new Set(['from', 'desc', 'describe']);
const afterVerb: ReadonlySet<string> = new Set(['view', 'partitions']);

/** @returns undefined when it is not a statement that the sandbox knows */
export function readStatement(sql: string): Statement | undefined {
  const reader = createTokenReader(sql);
  while (reader.takeSign('('));
  const { next: first } = reader;
  const type = first?.type === 'word' ? types.get(first.value.toLowerCase()) : undefined;
  if (type === undefined) return undefined;
  const [table, database, catalog] = findTable(reader) ?? [];
  return { type, catalog, database, table };
}

/** The names of the table that is named first, its own one first. */
function findTable(reader: TokenReader): string[] | undefined {
  // Of each parenthesis that is open, whether it holds a query: `extract(day from a.b)` names no table.
  const isQuery = [false];
  let isInQuery = false;
  let before = '';
  for (let token = reader.take(); token !== undefined; token = reader.take()) {
    const word = token.type === 'word' ? token.value.toLowerCase() : token.value;
    if (word === '(') isQuery.push(false);
    else if (word === ')' && isQuery.length > 1) isQuery.pop();
    else if (word === 'select' || word === 'delete') isQuery[isQuery.length - 1] = isInQuery = true;
    const isSource = word === 'from' && isQuery.at(-1) === true && before !== 'distinct';
    const isFirst = (before === '' && atBeginning.has(word)) || (!isInQuery && afterVerb.has(word));
    const isBefore = token.type === 'word' && (isSource || beforeTable.has(word) || isFirst);
    before = word;
    if (!isBefore) continue;
    reader.takeWords('table');
    if (reader.takeWords('if') && !reader.takeWords('exists')) reader.takeWords('not', 'exists');
    const names = readNames(reader);
    // What is no name is the path of a file, as in csv.`obs://bucket/file`.
    if (names !== undefined) return names.every((name) => /^[\p{L}\p{N}_$]+$/u.test(name)) ? names : undefined;
  }
  return undefined;
}

/** The word that no statement begins with, for the message. */
export function readFirstWord(sql: string): string {
  return /\S{1,40}/.exec(sql)?.[0] ?? '';
}
