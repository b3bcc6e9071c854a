// What streams consist of, by as much as the sandbox reads of their SQL.
import { createHash } from 'node:crypto';

/** An operator of a stream, in the order in which records pass. */
export interface Operator {
  /** Derived from what it does, so that the same SQL has the same IDs. */
  readonly id: string;
  readonly type: 'Source' | 'select' | 'Sink';
  readonly contents: string;
}

/** The operators of `insert into <sink> select <columns> from <source>`; undefined where the SQL has no such statement. */
export function readOperators(sql: string): Operator[] | undefined {
  const [, sink, columns, source] = /\binsert\s+into\s+`?([\w.]+)`?[^;]*?\bselect\s+([^;]+?)\s+from\s+`?([\w.]+)`?/i.exec(sql) ?? [];
  if (sink === undefined || columns === undefined || source === undefined) return undefined;
  return [createOperator('Source', source), createOperator('select', columns), createOperator('Sink', sink)];
}

export function createOperator(type: Operator['type'], contents: string): Operator {
  return { id: createHash('sha256').update(`${type} ${contents}`).digest('hex').slice(0, 32), type, contents };
}
