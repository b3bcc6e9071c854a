// CPU of parsing a page of jobs without rounding an integer, against JSON.parse, which rounds.
import { parseJson } from '@dli-openapi/client';
import { parse } from 'lossless-json';
import { compare } from '../measure.ts';
import { createJobs } from '../service.ts';
import type { Table } from '../table.ts';

/** Measures the client's parser and its rivals on a page of 100 jobs. */
export async function measureParsing(): Promise<Table> {
  const usual = createPage(createJobs(100));
  // JSON.stringify cannot write this ID as a number.
  const long = usual.replace(/"job_id":\d+/, '"job_id":9007199254740993');
  const parsers: Record<string, (text: string) => unknown> = {
    'our client': parseJson,
    'JSON.parse, exact reviver': (text) => JSON.parse(text, reviveExact),
    'lossless-json': (text) => parse(text),
  };
  const ofUsual = await compareParsers(parsers, usual);
  const ofLong = await compareParsers(parsers, long);
  return {
    title: 'CPU of parsing 100 jobs without rounding an id, against JSON.parse = 1',
    columns: ['short ids', 'one id beyond 2^53', 'goal'],
    rows: Object.keys(parsers).map((name) => ({
      name,
      cells: [ofUsual.get(name), ofLong.get(name), name === 'our client' ? '≤ 1.3 with short ids' : undefined],
    })),
  };
}

function compareParsers(parsers: Record<string, (text: string) => unknown>, text: string) {
  const works = Object.entries(parsers).map(([name, parser]) => [name, () => parser(text)] as const);
  return compare(() => JSON.parse(text), Object.fromEntries(works), 200);
}

function createPage(list: object[]): string {
  return JSON.stringify({ is_success: 'true', message: '', job_list: { total_count: list.length, jobs: list } });
}

// Node 20 passes no source text to a reviver.
function reviveExact(_name: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value) ? BigInt(context?.source ?? value) : value;
}
