// What tests plan for SQL statements.
import type { JsonValue } from '@dli-openapi/client';
import { formatFields, formatValue } from '../../format.ts';
import { MockError } from '../../mock-error.ts';
import { refuseUnknownNames } from '../../options.ts';
import type { Result } from '../sql-jobs/result.ts';
import { checkResult } from '../sql-jobs/result.ts';

/** What a SQL statement gives, or why it fails. Of several plans for a statement the latest counts. */
export interface StatementPlan {
  /** The whole statement, but for space around it, or a pattern that it matches. */
  sql: string | RegExp;
  /** The columns of its result: data types by name, in order. */
  columns?: Readonly<Record<string, string>> | undefined;
  /** The rows of its result, any number of them, each with a value for each column. */
  rows?: readonly JsonValue[][] | undefined;
  /** Why it fails, as the service says it. Not with `columns` and `rows`. */
  fails?: string | undefined;
  /** How many times it happens, at least 1. Default: each time. */
  times?: number | undefined;
}

interface PlannedStatement {
  readonly result?: Result;
  readonly fails?: string;
}

export interface StatementPlans {
  /** @throws {MockError} when it is invalid */
  add(plan: StatementPlan): void;
  /** What is planned for a statement. The plan is then one time fewer. */
  claim(sql: string): PlannedStatement | undefined;
  /** Whether anything is planned for a statement. */
  has(sql: string): boolean;
  /** Those that no statement matched, for messages. */
  listUnused(): string[];
  clear(): void;
}

interface Pending extends PlannedStatement {
  readonly sql: string | RegExp;
  readonly description: string;
  left: number;
  isUsed: boolean;
}

export function createStatementPlans(): StatementPlans {
  let pending: Pending[] = [];
  const find = (sql: string) => pending.find((plan) => matches(plan.sql, sql));
  return {
    add(plan) {
      pending.unshift(readPlan(plan));
    },
    claim(sql) {
      const found = find(sql);
      if (found === undefined) return undefined;
      found.isUsed = true;
      found.left--;
      pending = pending.filter(({ left }) => left > 0);
      return found;
    },
    has: (sql) => find(sql) !== undefined,
    listUnused: () => pending.filter(({ isUsed }) => !isUsed).map(({ description }) => description),
    clear() {
      pending = [];
    },
  };
}

function matches(pattern: string | RegExp, sql: string): boolean {
  // Unlike `test`, `search` begins at the start each time, whatever the flags.
  return typeof pattern === 'string' ? pattern.trim() === sql.trim() : sql.search(pattern) !== -1;
}

const fieldNames = Object.keys({
  sql: true,
  columns: true,
  rows: true,
  fails: true,
  times: true,
} satisfies Record<keyof StatementPlan, true>);

function readPlan(plan: StatementPlan): Pending {
  refuseUnknownNames("The plan's field", plan, fieldNames);
  const { sql, columns = {}, rows = [], fails, times = Number.POSITIVE_INFINITY } = plan;
  if (typeof sql !== 'string' && !(sql instanceof RegExp)) {
    throw new MockError(`A plan's sql must be a statement or a regular expression, found ${formatValue(sql)}.`);
  }
  if (times !== Number.POSITIVE_INFINITY && (!Number.isInteger(times) || times < 1)) {
    throw new MockError(`A plan's times must be a whole number from 1, found ${formatValue(times)}.`);
  }
  const shared = { sql, left: times, isUsed: false, description: `the plan ${formatFields(plan)}` };
  if (fails !== undefined) {
    if (plan.columns !== undefined || plan.rows !== undefined) throw new MockError('A plan that fails has no columns and rows.');
    if (typeof fails !== 'string' || fails === '') throw new MockError(`A plan's fails must be a text, found ${formatValue(fails)}.`);
    return { ...shared, fails };
  }
  checkResult('A plan', { columns, rows });
  return { ...shared, result: structuredClone({ columns, rows, inputSize: 0 }) };
}
