import type { JsonValue } from '@dli-openapi/client';
import type { Schemas } from '../engine/types.ts';

/** The result of a statement. */
export interface Result {
  /** Columns by name, each with its data type, in order. */
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: readonly JsonValue[][];
  /** Bytes that the statement scanned. */
  readonly inputSize: number;
}

/** The result of a statement that has none. */
export const noResult: Result = { columns: {}, rows: [], inputSize: 0 };

/** The result of a query: always the same, since the sandbox holds no tables. */
export const someRows: Result = {
  columns: { id: 'int', name: 'string' },
  rows: [
    [1, 'first'],
    [2, 'second'],
    [3, null],
  ],
  inputSize: 222,
};

/** How many rows a response has at most. */
export const mostRows = 1_000;

/** The columns as responses list them. */
export function listColumns({ columns }: Result): Schemas['SqlColumn'][] {
  return Object.entries(columns).map(([name, type]) => ({ [name]: type }));
}

/** The columns as JSON in a string, as the states of jobs carry them. */
export function writeDetail(result: Result): string {
  const fields = Object.entries(result.columns).map(([name, type]) => ({ name, type, nullable: true, metadata: {} }));
  return JSON.stringify({ type: 'struct', fields } satisfies Schemas['ResultSchema']);
}
