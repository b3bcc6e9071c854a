// Fills yesterday's part of a report, one statement after the other: node nightly-etl.ts 2026-11-28
import type { DliClient } from '@dli-openapi/client';
import { DliSqlJobError, runSql } from '@dli-openapi/client';
import { createClient } from './client.ts';

const queue_name = 'etl';
const listStatements = (day: string) => [
  `create table if not exists sales.daily (day date, customer bigint, total decimal(20,2))`,
  `insert overwrite table sales.daily partition (day = '${day}')
     select customer, sum(amount) from sales.orders where day = '${day}' group by customer`,
];

/** Runs the statements for a day. What one of them fails with ends the night. */
export async function loadDay(dli: DliClient, day: string): Promise<number> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new Error(`A day is written as 2026-11-28, found ${day}.`);
  let rowCount = 0;
  for (const sql of listStatements(day)) {
    const result = await runSql(dli, { sql, queue_name }, { timeout: 3_600_000 });
    console.log(`${result.jobId} ${result.jobType}: ${result.rowCount} rows`);
    rowCount += result.rowCount;
  }
  return rowCount;
}

if (process.argv[1] === import.meta.filename) {
  try {
    await loadDay(createClient(), process.argv[2] ?? '');
  } catch (error) {
    if (!(error instanceof DliSqlJobError)) throw error;
    console.error(`job ${error.jobId} is ${error.state}: ${error.detail ?? error.message}`);
    process.exitCode = 1;
  }
}
