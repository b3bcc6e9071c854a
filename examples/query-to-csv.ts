// Writes the result of a query as CSV: node query-to-csv.ts 'select * from sales.daily limit 1000' > daily.csv
import type { Writable } from 'node:stream';
import type { DliClient } from '@dli-openapi/client';
import { runSql } from '@dli-openapi/client';
import { createClient } from './client.ts';

/** Writes a line with the names of the columns, then one for each row. Integers and decimals keep every digit. */
export async function writeCsv(dli: DliClient, sql: string, output: Writable): Promise<void> {
  const result = await runSql(dli, sql);
  output.write(formatLine(result.columns.map(({ name }) => name)));
  for await (const row of result) output.write(formatLine(Object.values(row)));
}

function formatLine(values: readonly unknown[]): string {
  return `${values.map(formatValue).join(',')}\r\n`;
}

function formatValue(value: unknown): string {
  if (value === null) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

if (process.argv[1] === import.meta.filename) await writeCsv(createClient(), process.argv[2] ?? 'select 1', process.stdout);
