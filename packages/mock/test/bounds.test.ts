// Work is bounded by bytes: no request or response makes the mock spend more than in proportion to its length.
import document from '@dli-openapi/spec';
import { expect, it } from 'vitest';
import { largestGrowth, measureGrowth } from '../../../scripts/testing/growth.ts';
import { loadDocument } from '../src/document/load.ts';
import { createMock } from '../src/index.ts';
import { createKey, readInput } from '../src/recording/input.ts';
import { checkResponse } from '../src/validation/response.ts';
import { createPath, jobsPath, token } from './support.ts';

const long = '9007199254740993';

/** Values of so many bytes that are as much work as they can be. */
const values: [what: string, write: (bytes: number) => string][] = [
  ['digits', (bytes) => '1'.repeat(bytes)],
  ['long integers', (bytes) => `[${`${long},`.repeat(bytes / 17)}1]`],
  ['nested lists', (bytes) => `${'['.repeat(bytes / 2)}${long}${']'.repeat(bytes / 2)}`],
  ['integers, each nested deeper', (bytes) => `${`[${long},`.repeat(bytes / 19)}1${']'.repeat(bytes / 19)}`],
  ['nested objects', (bytes) => `${'{"a":'.repeat(bytes / 6)}${long}${'}'.repeat(bytes / 6)}`],
  ['a name that is part of many places', (bytes) => `{"${'a'.repeat(bytes / 2)}":[${'1,'.repeat(bytes / 4)}1]}`],
  ['duplicate names', (bytes) => `{${'"a":1,'.repeat(bytes / 6)}"a":1}`],
  ['a long string', (bytes) => `"${'😀'.repeat(bytes / 4)}"`],
  ['an escaped string', (bytes) => `"${'\\"'.repeat(bytes / 2)}"`],
  ['many items of a wrong type', (bytes) => `[${'1,'.repeat(bytes / 2)}1]`],
];
const bodies: typeof values = [
  ...values.map(([what, write]): (typeof values)[number] => [what, (bytes) => `{"name":"a","tags":${write(bytes)}}`]),
  ['many unknown names', (bytes) => `{"name":"a",${Array.from({ length: bytes / 14 }, (_, index) => `"cu_nmbr${index}":1`).join(',')}}`],
  ['no end', (bytes) => `{"name":"${'a'.repeat(bytes)}`],
];

it.each(bodies)('a request with %s in its body', async (_what, write) => {
  const mock = createMock({ keepCalls: 1 });
  const make = (bytes: number) => {
    const body = write(bytes);
    return async () => {
      const headers = { ...token, 'content-type': 'application/json' };
      const response = await mock.fetch(`http://mock${createPath}`, { method: 'POST', headers, body });
      expect([response.status, mock.calls[0]?.response.status]).toEqual([400, 400]);
    };
  };
  expect(await measureGrowth(make)).toBeLessThan(largestGrowth);
});

it.each([
  ['digits', (bytes: number) => `limit=${'1'.repeat(bytes)}`],
  ['one name', (bytes: number) => 'job_types=a&'.repeat(bytes / 12)],
  ['other names', (bytes: number) => Array.from({ length: bytes / 8 }, (_, index) => `${index}=a`).join('&')],
])('a query of %s', async (_what, write) => {
  const mock = createMock({ strict: true, keepCalls: 1 });
  const make = (bytes: number) => {
    const url = `http://mock${jobsPath}?${write(bytes / 4)}`;
    return async () => expect((await mock.fetch(url, { headers: token })).status).toBe(400);
  };
  expect(await measureGrowth(make)).toBeLessThan(largestGrowth);
});

it.each([
  ['names', (bytes: number) => `drop table ${'a.'.repeat(bytes / 2)}a`],
  ['columns', (bytes: number) => `create table t (a int) partitioned by (${'b int,'.repeat(bytes / 6)}c int)`],
  ['options', (bytes: number) => `create table t options (${'a=1,'.repeat(bytes / 4)}a=1)`],
  ['words in its query', (bytes: number) => `create view v as select ${'a '.repeat(bytes / 2)}`],
  ['parentheses', (bytes: number) => `create table t ${'(('.repeat(bytes / 2)}`],
  ['a pattern', (bytes: number) => `show tables like '${'*a'.repeat(bytes / 2)}'`],
  ['what is skipped', (bytes: number) => `create table t ${'+ x '.repeat(bytes / 4)}`],
])('a statement with many %s, once it runs', async (_what, write) => {
  const make = (bytes: number) => {
    const body = JSON.stringify({ sql: write(bytes) });
    return async () => {
      const mock = createMock({ keepCalls: 1, sandbox: true });
      const headers = { ...token, 'content-type': 'application/json' };
      const response = await mock.fetch('http://mock/v1.0/p/jobs/submit-job', { method: 'POST', headers, body });
      expect(response.status).toBe(200);
      mock.clock.advance('1h');
    };
  };
  expect(await measureGrowth(make)).toBeLessThan(largestGrowth);
});

const loaded = loadDocument(document);
const operation = loaded.operations.find(({ operationId }) => operationId === 'listFlinkJobs');

it.each(values)('a response of another server with %s', async (_what, write) => {
  if (operation === undefined) throw new Error('The document has no listFlinkJobs.');
  const make = (bytes: number) => {
    const body = Buffer.from(`{"is_success":"true","job_list":{"jobs":${write(bytes)}}}`);
    return () => expect(checkResponse(loaded, operation, { status: 200, contentType: 'application/json', body }, false)).not.toEqual([]);
  };
  expect(await measureGrowth(make)).toBeLessThan(largestGrowth);
});

it.each(bodies)('the key of a recorded request with %s', async (_what, write) => {
  const make = (bytes: number) => {
    const request = { url: new URL(`http://mock${createPath}`), body: Buffer.from(write(bytes)) };
    return () => expect(createKey(readInput(request))).not.toBe('');
  };
  expect(await measureGrowth(make)).toBeLessThan(largestGrowth);
});

it.each([
  [60, 100],
  [1000, 1],
])('of many violations in %i KB, %i are looked for', async (kilobytes, count) => {
  const mock = createMock();
  const body = `{"name":"a","tags":[${'1,'.repeat(kilobytes * 500)}1]}`;
  await mock.fetch(`http://mock${createPath}`, { method: 'POST', headers: { ...token, 'content-type': 'application/json' }, body });
  expect(mock.calls[0]?.violations).toHaveLength(count);
});
