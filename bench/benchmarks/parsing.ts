// CPU of parsing a page of jobs without rounding an integer, against JSON.parse, which rounds.
import { parseJson } from '@dli-openapi/client';
import { parse } from 'lossless-json';
import { compare } from '../measure.ts';
import { jobs } from '../service.ts';
import type { Table } from '../table.ts';

/** The client's way to parse and its rivals, on a page of 100 jobs. */
export async function parsingTable(): Promise<Table> {
  const usual = pageOf(jobs(100));
  // JSON.stringify cannot write this one as a number.
  const long = usual.replace(/"job_id":\d+/, '"job_id":9007199254740993');
  const parsers: Record<string, (text: string) => unknown> = {
    'our client': parseJson,
    'JSON.parse, exact reviver': (text) => JSON.parse(text, exact),
    'lossless-json': (text) => parse(text),
  };
  const ofUsual = await comparisonOf(parsers, usual);
  const ofLong = await comparisonOf(parsers, long);
  return {
    title: 'CPU of parsing 100 jobs without rounding an id, against JSON.parse = 1',
    columns: ['short ids', 'one id beyond 2^53', 'goal'],
    rows: Object.keys(parsers).map((name) => ({
      name,
      cells: [ofUsual.get(name), ofLong.get(name), name === 'our client' ? '≤ 1.3 with short ids' : undefined],
    })),
  };
}

function comparisonOf(parsers: Record<string, (text: string) => unknown>, text: string) {
  const works = Object.entries(parsers).map(([name, parser]) => [name, () => parser(text)] as const);
  return compare(() => JSON.parse(text), Object.fromEntries(works), 200);
}

function pageOf(list: object[]): string {
  return JSON.stringify({ is_success: 'true', message: '', job_list: { total_count: list.length, jobs: list } });
}

// Node 20 hands a reviver no source text.
function exact(_name: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value) ? BigInt(context?.source ?? value) : value;
}
