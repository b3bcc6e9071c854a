// CPU that hostile inputs cost: 1 MB of each, to the client's parser and to the mock.
import { parseJson } from '@dli-openapi/client';
import { createMock } from '@dli-openapi/mock';
import type { Work } from '../measure.ts';
import { measureCpu } from '../measure.ts';
import type { Row, Table } from '../table.ts';

const bytes = 1_000_000;
const long = '9007199254740993';

const values: Record<string, string> = {
  digits: '1'.repeat(bytes),
  'long integers': `[${`${long},`.repeat(bytes / 17)}1]`,
  'nested lists': `${'['.repeat(bytes / 2)}${long}${']'.repeat(bytes / 2)}`,
  'nested objects': `${'{"a":'.repeat(bytes / 6)}${long}${'}'.repeat(bytes / 6)}`,
  'duplicate names': `{${'"a":1,'.repeat(bytes / 6)}"a":${long}}`,
  'an escaped string': `["${'\\"'.repeat(bytes / 2)}",${long}]`,
  'many violations': `[${'1,'.repeat(bytes / 2)}${long}]`,
};

export async function measureBounds(): Promise<Table> {
  const mock = createMock({ keepCalls: 0 });
  const headers = { 'x-auth-token': 'any', 'content-type': 'application/json' };
  const rows: Row[] = [];
  for (const [name, value] of Object.entries(values)) {
    const body = `{"name":"a","tags":${value}}`;
    const post = () => mock.fetch('http://mock/v1.0/test/streaming/flink-jobs', { method: 'POST', headers, body });
    rows.push({ name, cells: [await measureMilliseconds(() => parseJson(value)), await measureMilliseconds(post), '≤ 250'] });
  }
  return { title: 'CPU that 1 MB costs, in milliseconds', columns: ["our client's parser", 'our mock', 'goal'], rows };
}

/** The least of several rounds. */
async function measureMilliseconds(work: Work): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) times.push(await measureCpu(work, 1));
  return Math.round(Math.min(...times) / 1000);
}
