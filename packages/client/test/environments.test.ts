// What test environments do to globals.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDliClient } from '../src/index.ts';
import { catchRejection } from './service.ts';

const options = { baseUrl: 'http://127.0.0.1', projectId: 'p1', credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' } };
const params = { path: { project_id: 'p1' } };

afterEach(() => void vi.useRealTimers());

describe('with fake timers', () => {
  it('calls are retried when time is advanced, and limited by it', async () => {
    vi.useFakeTimers();
    const responses = [new Response(null, { status: 429, headers: { 'retry-after': '7' } }), Response.json({ message: 'ok' })];
    const fetch = vi.fn(async () => responses.shift() ?? new Promise<Response>(() => undefined));
    const dli = createDliClient({ ...options, fetch });
    const call = dli.listFlinkJobs();
    await vi.advanceTimersByTimeAsync(6_999);
    expect(fetch).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(251);
    expect(await call).toEqual({ message: 'ok' });

    const late = catchRejection(dli.createSqlJob({ sql: 'select 1' }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await late).toMatchObject({ name: 'DliTimeoutError', limit: 'attempt' });
  });

  it('only of the date, limits and waits are those of the system', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 0 });
    const responses = [new Response(null, { status: 503 }), Response.json({ message: 'ok' })];
    const dli = createDliClient({ ...options, fetch: async () => responses.shift() as Response });
    expect(await dli.listFlinkJobs().withResponse()).toMatchObject({ attempts: 2 });
  });
});

it('with frozen prototypes, named methods, raw and middleware work', async () => {
  for (const { prototype } of [Response, Headers, AbortSignal, AbortController, URL, Map, Set, Date, Uint8Array]) Object.freeze(prototype);
  const dli = createDliClient({ ...options, fetch: async () => Response.json({ message: 'ok' }), logger: { debug: () => undefined } });
  expect(await dli.listFlinkJobs()).toEqual({ message: 'ok' });
  expect((await dli.raw.GET('/v1.0/{project_id}/streaming/jobs', { params })).data).toEqual({ message: 'ok' });
  dli.raw.use({ onRequest: ({ request }) => request.headers.set('x-trace', '1') });
  const { response } = await dli.listFlinkJobs().withResponse();
  expect(await response.text()).toBe('{"message":"ok"}');
});
