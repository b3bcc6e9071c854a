// Success is whatever the document says: 200, 201, 202, or 204 without a body.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createMock } from '../src/index.ts';
import { start, temporaryFolder } from './command-support.ts';
import { createCaller } from './sandbox-support.ts';
import { copyOfDocument, readPointers, token } from './support.ts';
import { startUpstream } from './upstream.ts';

const json = (schema: object, examples: object = {}) => ({ 'application/json': { schema, examples } });
const thing = json({ type: 'object', required: ['id'], properties: { id: { type: 'integer' } } }, { made: { value: { id: 1 } } });
const reasons = { required: true, content: json({ type: 'object', required: ['reason'], properties: { reason: { type: 'string' } } }) };

const document = {
  openapi: '3.1.0',
  info: { title: 'Things', version: '1' },
  paths: {
    '/things': {
      post: { operationId: 'createThing', responses: { 400: { description: 'Wrong.' }, 201: { description: 'Made.', content: thing } } },
      put: { operationId: 'replaceThings', responses: { 202: { description: 'Taken.' } } },
      delete: { operationId: 'deleteThings', requestBody: reasons, responses: { 204: { description: 'Gone.' } } },
    },
  },
};
const mock = createMock({ document });
const operation = (id: string) => mock.operation(id as 'deleteFlinkJob');

const calls: [method: string, body: string | undefined, status: number, text: string][] = [
  ['POST', undefined, 201, '{"id":1}'],
  ['PUT', undefined, 202, ''],
  ['DELETE', '{"reason":"old"}', 204, ''],
];

function createInit(method: string, body?: string): RequestInit {
  return body === undefined ? { method } : { method, body, headers: { 'content-type': 'application/json' } };
}

describe.each(calls)('%s', (method, body, status, text) => {
  it('has the status of its success, in process and over HTTP', async () => {
    const { url } = await mock.listen({ port: 0 });
    onTestFinished(() => mock.close());
    const init = createInit(method, body);
    const responses = await Promise.all([mock.fetch('http://mock/things', init), fetch(`${url}/things`, init)]);

    for (const response of responses) expect([response.status, await response.text()]).toEqual([status, text]);
  });

  it('is checked in front of a real endpoint, and replayed', async () => {
    const upstream = await startUpstream((_, response) => {
      response.writeHead(status, text === '' ? {} : { 'content-type': 'application/json' }).end(text);
    });
    const folder = temporaryFolder();
    const [file, record] = [join(folder, 'openapi.json'), join(folder, 'calls.jsonl')];
    writeFileSync(file, JSON.stringify(document));
    const init = createInit(method, body);
    const proxy = await start('--document', file, '--proxy', upstream.url, '--record', record, '--log', 'json');
    const response = await fetch(`${proxy.url}/things`, init);
    await expect.poll(() => proxy.lines.length).toBe(2);
    await proxy.stop();
    const replay = await start('--document', file, '--replay', record);
    const replayed = await fetch(`${replay.url}/things`, init);

    expect([response.status, upstream.requests[0]?.body.toString()]).toEqual([status, body ?? '']);
    expect(JSON.parse(proxy.lines[1] ?? '')).toMatchObject({ status, violations: [], responseViolations: [] });
    expect([replayed.status, await replayed.text()]).toEqual([status, text]);
  });
});

it('a DELETE has the body that the document says', async () => {
  const wrong = await mock.fetch('http://mock/things', createInit('DELETE', '{"reason":1}'));
  const missing = await mock.fetch('http://mock/things', createInit('DELETE'));
  await mock.fetch('http://mock/things', createInit('DELETE', '{"reason":"old"}'));

  expect([readPointers(wrong), readPointers(missing)]).toEqual([['body.reason'], ['body']]);
  expect(operation('deleteThings').calls.at(-1)).toMatchObject({ input: { reason: 'old' }, response: { status: 204, body: undefined } });
});

it('a planned reply without a status has that of the success', async () => {
  const own = createMock({ document });
  own.operation('createThing' as 'deleteFlinkJob').reply({ body: { id: 2 } as never });
  own.operation('replaceThings' as 'deleteFlinkJob').reply({ headers: { 'x-a': 'b' } });
  const created = await own.fetch('http://mock/things', { method: 'POST' });
  const replaced = await own.fetch('http://mock/things', { method: 'PUT' });

  expect([created.status, await created.json()]).toEqual([201, { id: 2 }]);
  expect([replaced.status, replaced.headers.get('x-a')]).toEqual([202, 'b']);
  expect(() => own.operation('deleteThings' as 'deleteFlinkJob').reply({ body: {} as never })).toThrow(
    'has a body, and the document has none for status 204',
  );
});

it('a sandbox responds with the status of the document', async () => {
  const changed = copyOfDocument();
  const { responses: created } = changed.paths['/v1.0/{project_id}/streaming/flink-jobs']?.post ?? {};
  const { responses: deleted } = changed.paths['/v1.0/{project_id}/streaming/jobs/{job_id}']?.delete ?? {};
  Object.assign(created ?? {}, { 201: created?.[200], 200: undefined });
  Object.assign(deleted ?? {}, { 204: { description: 'Gone.' }, 200: undefined });
  const sandbox = createMock({ document: changed, sandbox: true });
  const { status, body } = await createCaller(sandbox)('createFlinkJarJob', { body: { name: 'a' } });
  const gone = await sandbox.fetch(`http://mock/v1.0/test/streaming/jobs/${body.job?.job_id}`, { method: 'DELETE', headers: token });
  const left = await sandbox.fetch(`http://mock/v1.0/test/streaming/jobs/${body.job?.job_id}`, { headers: token });

  expect([status, gone.status, await gone.text(), left.status]).toEqual([201, 204, '', 400]);
});
