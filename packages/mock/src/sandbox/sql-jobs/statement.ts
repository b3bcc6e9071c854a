import type { Schemas } from '../engine/types.ts';

type Type = Schemas['SqlJobType'];

/** What the sandbox reads of a SQL statement: its beginning, and the table that it names first. */
export interface Statement {
  type: Type;
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

/** @returns undefined when it is not a statement that the sandbox knows */
export function readStatement(sql: string): Statement | undefined {
  const text = sql.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ').trim();
  const type = types.get(/^[(\s]*([a-z]+)\b/i.exec(text)?.[1]?.toLowerCase() ?? '');
  if (type === undefined) return undefined;
  const [, database, table] = /\b(?:from|into|update|table|desc|describe)\s+(?:table\s+)?(?:`?(\w+)`?\.)?`?(\w+)`?/i.exec(text) ?? [];
  return { type, database, table };
}

/** The word that no statement begins with, for the message. */
export function readFirstWord(sql: string): string {
  return /\S{1,40}/.exec(sql)?.[0] ?? '';
}
