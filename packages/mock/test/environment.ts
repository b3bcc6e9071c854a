// What holds in the environments in which front ends are tested.
import { createDliClient, DliAbortError, DliTimeoutError } from '@dli-openapi/client';
import { expect, it } from 'vitest';
import { createMock } from '../src/index.ts';
import { createPath, jobsPath } from './support.ts';

const options = { baseUrl: 'http://mock', projectId: 'test' };
const credentials = { accessKeyId: 'AK', secretAccessKey: 'SK' };
const path = '/v1.0/{project_id}/streaming/flink-jobs';

export function testEnvironment(): void {
  it('a mock reads the headers of a request', async () => {
    const { fetch } = createMock();
    const headers = { 'X-Auth-Token': 'any' };
    expect((await fetch(`http://mock${jobsPath}`, { headers })).status).toBe(200);
    const init = { method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body: '{"name":"a"}' };
    expect((await fetch(`http://mock${createPath}`, init)).status).toBe(200);
  });

  it('a client sends its headers, signed or not, and reads responses', async () => {
    const mock = createMock({ auth: { token: 'a-token', ...credentials } });
    const events: object[] = [];
    const hooks = { onResponse: ({ headers }: { headers: object }) => void events.push(headers) };
    const headers = { 'X-Language': 'en-us' };
    for (const given of [{ token: 'a-token' }, credentials]) {
      const dli = createDliClient({ ...options, headers, hooks, credentials: given, fetch: mock.fetch });
      expect(await dli.createFlinkJarJob({ name: 'a' })).toMatchObject({ is_success: 'true' });
      const { data, response } = await dli.raw.POST(path, { params: { path: { project_id: 'test' } }, body: { name: 'a' } });
      expect([response.status, data?.is_success]).toEqual([200, 'true']);
    }
    expect(mock.calls.map((call) => call.headers['x-language'])).toEqual(Array(4).fill('en-us'));
    expect(events).toEqual(Array(4).fill(expect.objectContaining({ 'x-request-id': expect.any(String) })));
  });

  it('a signal of the environment ends a call', async () => {
    const mock = createMock();
    const dli = createDliClient({ ...options, credentials, fetch: mock.fetch });
    mock.operation('listFlinkJobs').reply({ fault: 'hang' });
    const controller = new AbortController();
    const listing = dli.listFlinkJobs({}, { signal: controller.signal });
    controller.abort();
    await expect(listing).rejects.toBeInstanceOf(DliAbortError);
    await expect(dli.listFlinkJobs({}, { signal: AbortSignal.timeout(1) })).rejects.toBeInstanceOf(DliTimeoutError);
  });

  it('inputs are checked as elsewhere', async () => {
    const dli = createDliClient({ ...options, credentials, fetch: createMock().fetch });
    await expect(dli.createFlinkJarJob({ name: new Map() as never })).rejects.toThrow('is a Map, which JSON cannot carry.');
    await expect(dli.listFlinkJobs({}, { headers: new Headers({ 'X-Language': 'en-us' }) })).resolves.toBeDefined();
    await expect(dli.batchStopFlinkJobs({ job_ids: [1n, '2'] })).resolves.toBeDefined();
  });
}
