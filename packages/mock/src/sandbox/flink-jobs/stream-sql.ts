import { createHash } from 'node:crypto';

/** An operator of a stream, in the order in which records pass. */
export interface Operator {
  /** Derived from what it does, so that the same SQL has the same IDs. */
  readonly id: string;
  readonly type: 'Source' | 'select' | 'Sink';
  readonly contents: string;
}

/**
 * The operators of `insert into <sink> select <columns> from <source>`, which is as much as the sandbox reads of stream SQL.
 * @returns undefined when the SQL has no such statement
 */
export function operatorsOf(sql: string): Operator[] | undefined {
  const [, sink, columns, source] = /\binsert\s+into\s+`?([\w.]+)`?[^;]*?\bselect\s+([^;]+?)\s+from\s+`?([\w.]+)`?/i.exec(sql) ?? [];
  if (sink === undefined || columns === undefined || source === undefined) return undefined;
  return [operator('Source', source), operator('select', columns), operator('Sink', sink)];
}

export function operator(type: Operator['type'], contents: string): Operator {
  return { id: createHash('sha256').update(`${type} ${contents}`).digest('hex').slice(0, 32), type, contents };
}
