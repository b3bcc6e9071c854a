import type { JsonValue } from '@dli-openapi/client';
import { findNearestName, formatHint, formatValue } from '../../format.ts';
import { isNode } from '../../generated/openapi/index.ts';
import { findRoundedInteger } from '../../json.ts';
import { MockError } from '../../mock-error.ts';
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

/** The result of a query: always the same, since queries are not run. */
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

type Test = (value: unknown) => boolean;

const isNumber: Test = (value) => ['number', 'bigint', 'string'].includes(typeof value) && numberText.test(String(value));
const numberText = /^(?:[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)$/i;
const isFloat: Test = (value) => isNumber(value) || (typeof value === 'string' && /^(?:NaN|[+-]?Infinity)$/i.test(value));
const isBoolean: Test = (value) => typeof value === 'boolean' || (typeof value === 'string' && /^(?:true|false)$/i.test(value));
const isAny: Test = (value) => value !== undefined;

function createIntegerTest(bits: number): Test {
  return (value) =>
    isNumber(value) && /^-?\d{1,20}$/.test(String(value)) && BigInt.asIntN(bits, BigInt(String(value))) === BigInt(String(value));
}

/** Whether a column takes a value, by the name of its data type. */
const dataTypes: Record<string, Test> = {
  tinyint: createIntegerTest(8),
  smallint: createIntegerTest(16),
  int: createIntegerTest(32),
  integer: createIntegerTest(32),
  bigint: createIntegerTest(64),
  long: createIntegerTest(64),
  float: isFloat,
  real: isFloat,
  double: isFloat,
  decimal: isNumber,
  numeric: isNumber,
  boolean: isBoolean,
  ...Object.fromEntries(
    'string varchar char date time timestamp interval binary varbinary json array map struct row'.split(' ').map((name) => [name, isAny]),
  ),
};

/**
 * Checks a result that a test gives.
 * @param what whose it is, such as `A plan` or `sqlJobs[0].result`
 * @throws {MockError} if a data type does not exist, or a row does not have a value of its type for each column
 */
export function checkResult(what: string, { columns, rows }: Pick<Result, 'columns' | 'rows'>): void {
  if (!isNode(columns))
    throw new MockError(`${what}: columns must be data types by name, such as { id: 'bigint' }, found ${formatValue(columns)}.`);
  if (!Array.isArray(rows)) throw new MockError(`${what}: rows must be a list of lists, found ${formatValue(rows)}.`);
  const tests = Object.entries(columns).map(([name, type]) => ({ name, type, test: findTest(what, name, type) }));
  for (const [index, row] of rows.entries()) {
    if (!Array.isArray(row) || row.length !== tests.length) {
      throw new MockError(
        `${what}: rows must have a value for each of its ${tests.length} columns, found ${formatValue(row)} in rows[${index}].`,
      );
    }
    for (const [place, { name, type, test }] of tests.entries()) {
      const value: unknown = row[place];
      const where = `${what}: rows[${index}]`;
      const rounded = test === isFloat ? undefined : findRoundedInteger(value, name);
      if (rounded !== undefined)
        throw new MockError(`${where} has an integer beyond 2^53 in ${rounded}, which a number rounds; use a bigint.`);
      if (value !== null && !test(value))
        throw new MockError(`${where} must have a value of ${type} in ${name}, found ${formatValue(value)}.`);
    }
  }
}

function findTest(what: string, column: string, type: unknown): Test {
  const [name = ''] = /^\w+/.exec(typeof type === 'string' ? type.toLowerCase() : '') ?? [];
  const test = Object.hasOwn(dataTypes, name) ? dataTypes[name] : undefined;
  if (test !== undefined) return test;
  const known = Object.keys(dataTypes);
  const hint = formatHint(findNearestName(name, known));
  throw new MockError(`${what}: the column ${column} has the data type ${formatValue(type)}${hint}. There are ${known.join(', ')}.`);
}
