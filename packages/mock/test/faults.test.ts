// Faults of the connection, in process as the global fetch shows them, and over real sockets.
import { get as httpGet, request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Address, Mock } from '../src/index.ts';
import { createMock } from '../src/index.ts';
import { holdTimers, jobsPath, token } from './support.ts';

let mock: Mock;
let server: Address;

beforeEach(async () => {
  mock = createMock();
  server = await mock.listen({ port: 0 });
});

afterEach(() => mock.close());

const ways: [string, (init?: RequestInit) => Promise<Response>][] = [
  ['in process', (init) => mock.fetch(`http://mock${jobsPath}`, { headers: token, ...init })],
  ['over HTTP', (init) => fetch(server.url + jobsPath, { headers: token, ...init })],
];

describe.each(ways)('%s', (_way, ask) => {
  it('a reset rejects with a TypeError whose cause is ECONNRESET', async () => {
    mock.operation('listFlinkJobs').reply({ fault: 'reset' });

    await expect(ask()).rejects.toMatchObject({ name: 'TypeError', message: 'fetch failed', cause: { code: 'ECONNRESET' } });
  });

  it('a hanging call ends when its signal aborts', async () => {
    mock.operation('listFlinkJobs').reply({ fault: 'hang' });

    await expect(ask({ signal: AbortSignal.timeout(50) })).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('a delayed call ends when its signal aborts', async () => {
    mock.operation('listFlinkJobs').reply({ example: 'empty', delay: '1h' });

    await expect(ask({ signal: AbortSignal.timeout(50) })).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('a truncated response has its status, and a body that ends in an error', async () => {
    mock.operation('listFlinkJobs').reply({ fault: 'truncate', example: 'running' });
    const response = await ask();

    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toMatchObject({ name: 'TypeError', message: 'terminated' });
  });

  it('a delay is waited for', async () => {
    holdTimers();
    const came = vi.fn();
    const call = new Promise<void>((resolve) => {
      mock.operation('listFlinkJobs').reply(() => {
        resolve();
        return { example: 'empty', delay: 60 };
      });
    });
    const response = ask().then(came);
    await call;
    await new Promise(setImmediate);
    await vi.advanceTimersByTimeAsync(59);

    expect(came).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await response;
  });

  it('a fault strikes a request that violates the document too', async () => {
    mock.operation('listFlinkJobs').reply({ fault: 'reset' });

    await expect(ask({ headers: { ...token, prefer: 'code=418' } })).rejects.toThrow(TypeError);
  });

  it('a fault waits for its turn', async () => {
    mock.operation('listFlinkJobs').sequence([{ example: 'empty' }, { fault: 'reset' }]);
    const refused = await ask({ headers: { ...token, prefer: 'code=418' } });
    const first = await ask();

    expect([refused.status, first.status]).toEqual([400, 200]);
    await expect(ask()).rejects.toThrow(TypeError);
  });

  it('the next call gets its response again', async () => {
    mock.operation('listFlinkJobs').replyOnce({ fault: 'reset' });
    await ask().catch(() => {});

    expect((await ask()).status).toBe(200);
  });
});

it('sends half of the body that it promises, over HTTP', async () => {
  mock.operation('listFlinkJobs').reply({ fault: 'truncate', example: 'running' });
  const { promised, came, complete } = await new Promise<{ promised: number; came: number; complete: boolean }>((resolve) => {
    httpGet(server.url + jobsPath, { headers: token }, (response) => {
      let came = 0;
      response.on('data', (chunk: Buffer) => {
        came += chunk.length;
      });
      response.on('error', () => {});
      response.on('close', () => resolve({ promised: Number(response.headers['content-length']), came, complete: response.complete }));
    });
  });

  expect({ came, complete }).toEqual({ came: Math.floor(promised / 2), complete: false });
});

it('lets a hanging call go when it closes', async () => {
  mock.operation('listFlinkJobs').reply({ fault: 'hang' });
  const call = fetch(server.url + jobsPath, { headers: token });
  const seen = expect(call).rejects.toThrow(TypeError);
  await expect.poll(() => mock.calls.length).toBe(1);
  await mock.close();

  await seen;
});

it('breaks off where there is no body to truncate', async () => {
  mock.operation('listFlinkJobs').reply({ fault: 'truncate', example: 'running' });
  const head = new Promise((resolve, reject) => {
    httpRequest(server.url + jobsPath, { method: 'HEAD', headers: token }, resolve)
      .on('error', reject)
      .end();
  });

  await expect(head).rejects.toMatchObject({ code: 'ECONNRESET' });
});
