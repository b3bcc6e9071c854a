// @vitest-environment happy-dom
// Its `Headers` keep the case of their names, and are not instances of the run time's class.
import { createDliClient } from '@dli-openapi/client';
import { expect, it } from 'vitest';
import { createMock } from '../src/index.ts';
import { createPath, jobsPath } from './support.ts';

const options = { baseUrl: 'http://mock', projectId: 'test' };
const credentials = { accessKeyId: 'AK', secretAccessKey: 'SK' };

it('a mock reads the headers of a request', async () => {
  const { fetch } = createMock();
  const headers = { 'X-Auth-Token': 'any' };
  expect(new Headers(headers).keys().next().value).toBe('X-Auth-Token');
  expect((await fetch(`http://mock${jobsPath}`, { headers })).status).toBe(200);
  const init = { method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body: '{"name":"a"}' };
  expect((await fetch(`http://mock${createPath}`, init)).status).toBe(200);
});

it('a client sends its headers, signed or not, and reads those of responses', async () => {
  const mock = createMock({ auth: { token: 'a-token', ...credentials } });
  const events: object[] = [];
  const hooks = { onResponse: ({ headers }: { headers: object }) => void events.push(headers) };
  const headers = { 'X-Language': 'en-us' };
  for (const given of [{ token: 'a-token' }, credentials]) {
    const dli = createDliClient({ ...options, headers, hooks, credentials: given, fetch: mock.fetch });
    await dli.createFlinkJarJob({ name: 'a' });
    const { data, response } = await dli.raw.POST('/v1.0/{project_id}/streaming/flink-jobs', {
      params: { path: { project_id: 'test' } },
      body: { name: 'a' },
    });
    expect([response.status, data?.is_success]).toEqual([200, 'true']);
  }
  expect(mock.calls.map((call) => call.headers['x-language'])).toEqual(Array(4).fill('en-us'));
  expect(events).toEqual(Array(4).fill(expect.objectContaining({ 'x-request-id': expect.any(String) })));
});
