// CPU that hostile inputs cost: 1 MB of each, to the client's parser and redaction, and to the mock.
import { parseJson, redact } from '@dli-openapi/client';
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
  markup: writeString('<td>a</td>'),
  'unclosed secrets': writeString("password='"),
  'names of secrets': writeString('a.password = b '),
  'JSON in strings': writeNested(),
};

function writeString(repeated: string): string {
  return `["${repeated.repeat(bytes / repeated.length)}"]`;
}

/** JSON in a string of JSON, each level about twice as long as the one in it. */
function writeNested(): string {
  let value = '{"password":"x"}';
  while (value.length < bytes / 2) value = JSON.stringify({ a: value });
  return value;
}

export async function measureBounds(): Promise<Table> {
  const mock = createMock({ keepCalls: 0 });
  const headers = { 'x-auth-token': 'any', 'content-type': 'application/json' };
  const rows: Row[] = [];
  for (const [name, value] of Object.entries(values)) {
    const body = `{"name":"a","tags":${value}}`;
    const post = () => mock.fetch('http://mock/v1.0/test/streaming/flink-jobs', { method: 'POST', headers, body });
    const works = [() => parseJson(value), () => redact(value), post];
    const cells: number[] = [];
    for (const work of works) cells.push(await measureMilliseconds(work));
    rows.push({ name, cells: [...cells, '≤ 250'] });
  }
  return {
    title: 'CPU that 1 MB costs, in milliseconds',
    columns: ["our client's parser", "our client's redaction", 'our mock', 'goal'],
    rows,
  };
}

/** The least of several rounds. */
async function measureMilliseconds(work: Work): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) times.push(await measureCpu(work, 1));
  return Math.round(Math.min(...times) / 1000);
}
