// The handlers for MSW, with the global fetch. Nothing leaves this machine.
import https from 'node:https';
import { createDliClient } from '@dli-openapi/client';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createMock } from '../src/index.ts';
import { createHandlers } from '../src/msw/index.ts';
import { createPath, jobsPath, token } from './support.ts';

const endpoint = 'https://dli.cn-north-4.myhuaweicloud.com';
const mock = createMock();
const server = setupServer(...createHandlers(mock));

beforeAll(() => {
  const onUnhandledRequest = ({ url }: Request) => {
    throw new Error(`No handler takes ${url}.`);
  };
  server.listen({ onUnhandledRequest });
});
afterEach(() => mock.reset());
afterAll(() => server.close());

describe('the handlers', () => {
  it("respond to what is sent to a region's endpoint", async () => {
    const response = await fetch(`${endpoint}${jobsPath}?limit=5`, { headers: token });

    expect([response.status, mock.calls[0]?.operationId, mock.calls[0]?.input]).toEqual([200, 'listFlinkJobs', { limit: 5 }]);
  });

  it('respond at the endpoint of another domain', async () => {
    expect((await fetch(`https://dli.eu-west-101.myhuaweicloud.eu${jobsPath}`, { headers: token })).status).toBe(200);
  });

  it('take bodies', async () => {
    const headers = { ...token, 'content-type': 'application/json' };
    await fetch(`${endpoint}${createPath}`, { method: 'POST', headers, body: '{"name":"作业"}' });

    expect(mock.operation('createFlinkJarJob').calls[0]?.input).toEqual({ name: '作业' });
  });

  it('verify signatures for the host that was called', async () => {
    const keys = { accessKeyId: 'a', secretAccessKey: 's' };
    const strict = createMock({ auth: keys });
    server.use(...createHandlers(strict));
    const dli = createDliClient({ region: 'cn-north-4', projectId: 'p', credentials: keys });
    const page = dli.listFlinkJobs({ name: 'ü' });

    await expect(page).resolves.toMatchObject({ is_success: 'true' });
    server.resetHandlers();
  });

  it('serve clients that do not use fetch', async () => {
    const status = await new Promise((resolve, reject) => {
      https
        .request(`${endpoint}${jobsPath}`, { headers: token }, ({ statusCode }) => resolve(statusCode))
        .on('error', reject)
        .end();
    });

    expect(status).toBe(200);
  });

  it('leave other addresses alone', async () => {
    const response = await fetch('http://127.0.0.1:9/');

    expect(await response.text()).toContain('No handler takes http://127.0.0.1:9/.');
    expect(mock.calls).toEqual([]);
  });

  it('can be for another address, with a path', async () => {
    server.use(...createHandlers(mock, { baseUrl: 'https://gateway.example.com/' }));
    const response = await fetch(`https://gateway.example.com${jobsPath}`, { headers: token });
    server.resetHandlers();

    expect(response.status).toBe(200);
  });
});

describe('planned replies reach the caller', () => {
  const ask = (init: RequestInit = {}) => fetch(endpoint + jobsPath, { headers: token, ...init });

  it('as responses', async () => {
    mock.operation('listFlinkJobs').reply({ status: 429, headers: { 'Retry-After': '1' } });
    const response = await ask();

    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '1']);
  });

  it('as a broken connection', async () => {
    mock.operation('listFlinkJobs').reply({ fault: 'reset' });

    await expect(ask()).rejects.toThrow(TypeError);
  });

  it('as a call that hangs until its signal aborts', async () => {
    mock.operation('listFlinkJobs').reply({ fault: 'hang' });

    await expect(ask({ signal: AbortSignal.timeout(50) })).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('as a truncated body', async () => {
    mock.operation('listFlinkJobs').reply({ fault: 'truncate', example: 'running' });
    const response = await ask();

    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow(TypeError);
  });
});

it.each(['http://user:geheim@a.example', 'http://a.example/gw?', 'http://a.example/%23geheim', 'a.example'])(
  'an address such as %s is refused, and not shown',
  (baseUrl) => {
    expect(() => createHandlers(mock, { baseUrl })).toThrow(/^baseUrl is not a URL of (?!.*geheim)/);
  },
);
