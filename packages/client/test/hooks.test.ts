import { describe, expect, it } from 'vitest';
import type { Clock, FailureEvent, Hooks, RequestEvent, ResponseEvent, RetryEvent } from '../src/index.ts';
import { DliConnectionError } from '../src/index.ts';
import { catchRejection, createClient, hurriedClock, listen, startService, stubRandom } from './service.ts';

type Seen = ['request', RequestEvent] | ['response', ResponseEvent] | ['error', FailureEvent] | ['retry', RetryEvent];

/** Hooks that record their events. */
function notes(): { seen: Seen[]; hooks: Hooks } {
  const seen: Seen[] = [];
  const hooks: Hooks = {
    onRequest: (event) => seen.push(['request', event]),
    onResponse: (event) => seen.push(['response', event]),
    onError: (event) => seen.push(['error', event]),
    onRetry: (event) => seen.push(['retry', event]),
  };
  return { seen, hooks };
}

/** A clock that is 7 ms on whenever somebody looks at it. */
function tickingClock(): Clock {
  let now = 0;
  return { ...hurriedClock, now: () => (now += 7) };
}

describe('hooks are called', () => {
  it('with a request and its response', async () => {
    const { seen, hooks } = notes();
    const { baseUrl, dli } = await startService({ headers: { 'x-request-id': 'r1' }, body: {} }, { hooks, clock: tickingClock() });
    await dli.showSqlJobStatus({ job_id: 'a b' });
    expect(seen.map(([what]) => what)).toEqual(['request', 'response']);
    expect(seen[0]?.[1]).toMatchObject({
      operationId: 'showSqlJobStatus',
      method: 'GET',
      url: `${baseUrl}/v1.0/p1/jobs/a%20b/status`,
      path: '/v1.0/{project_id}/jobs/{job_id}/status',
      attempt: 1,
      headers: { 'x-auth-token': '[redacted]', 'user-agent': expect.stringContaining('dli-openapi-client') },
    });
    expect(seen[1]?.[1]).toMatchObject({
      request: seen[0]?.[1],
      status: 200,
      requestId: 'r1',
      duration: 7,
      headers: { 'x-request-id': 'r1' },
    });
  });

  it('with every attempt, why another one is made, and after how long', async () => {
    const { seen, hooks } = notes();
    stubRandom(0);
    let requests = 0;
    const baseUrl = await listen((request, response) => {
      requests += 1;
      if (requests === 1) response.writeHead(503, { 'retry-after': '2' }).end();
      else if (requests === 2) request.socket.destroy();
      else response.end('{}');
    });
    await createClient(baseUrl, { hooks }).listFlinkJobs();
    expect(seen.map(([what]) => what)).toEqual(['request', 'response', 'retry', 'request', 'error', 'retry', 'request', 'response']);
    expect(seen[2]?.[1]).toMatchObject({ request: { attempt: 1 }, reason: 'status 503', delay: 2000 });
    expect(seen[4]?.[1]).toMatchObject({ request: { attempt: 2 }, duration: expect.any(Number), error: expect.any(DliConnectionError) });
    expect(seen[5]?.[1]).toMatchObject({ request: { attempt: 2 }, reason: 'no response', delay: 0 });
    expect(seen[7]?.[1]).toMatchObject({ request: { attempt: 3 }, status: 200 });
  });

  it('with an attempt that took too long and of one that was aborted', async () => {
    const { seen, hooks } = notes();
    const baseUrl = await listen(() => undefined);
    const dli = createClient(baseUrl, { hooks, timeout: { attempt: 20 }, maxAttempts: 2 });
    await catchRejection(dli.listFlinkJobs());
    expect(seen.map(([what]) => what)).toEqual(['request', 'error', 'retry', 'request', 'error']);
    expect(seen[2]?.[1]).toMatchObject({ reason: 'timeout' });
    await catchRejection(dli.listFlinkJobs({}, { signal: AbortSignal.timeout(5) }));
    expect(seen.at(-1)).toMatchObject(['error', { error: { name: 'DliTimeoutError', limit: 'signal' } }]);
  });

  it('with a token that is renewed after a 401', async () => {
    const { seen, hooks } = notes();
    let given = 0;
    const { dli } = await startService({ status: 401, body: {} }, { hooks, credentials: { token: () => `token-${++given}` } });
    await catchRejection(dli.listFlinkJobs());
    expect(seen.map(([what]) => what)).toEqual(['request', 'response', 'retry', 'request', 'response']);
    expect(seen[2]?.[1]).toMatchObject({ reason: 'credentials renewed', delay: 0 });
  });

  it('with calls through raw, by method and path', async () => {
    const { seen, hooks } = notes();
    const { dli } = await startService({ body: {} }, { hooks });
    await dli.raw.GET('/v1.0/{project_id}/streaming/jobs', { params: { path: { project_id: 'p' }, query: { name: 'a' } } });
    expect(seen[0]?.[1]).toMatchObject({ operationId: 'GET /v1.0/p/streaming/jobs', path: undefined, url: expect.stringMatching(/jobs$/) });
  });

  it('one after the other when there are several', async () => {
    const [first, second] = [notes(), notes()];
    const { dli } = await startService({ body: {} }, { hooks: [first.hooks, second.hooks] });
    await dli.listFlinkJobs();
    expect([first.seen.length, second.seen]).toEqual([2, first.seen]);
  });
});

describe('a call goes on', () => {
  const fault = () => {
    throw new Error('a fault of the hook');
  };

  it.each([
    ['throw', fault],
    ['reject', async () => fault()],
  ])('when hooks %s', async (_what, hook) => {
    const { dli } = await startService({ status: 503 }, { hooks: { onRequest: hook, onResponse: hook, onRetry: hook, onError: hook } });
    expect(await catchRejection(dli.listFlinkJobs())).toMatchObject({ name: 'DliApiError', attempts: 3 });
  });

  it.each([
    ['throws', fault],
    ['rejects', async () => fault()],
  ])('when a logger %s', async (_what, write) => {
    const { dli } = await startService({ body: { message: 'ok' } }, { logger: { debug: write, info: write, warn: write } });
    expect(await dli.listFlinkJobs()).toEqual({ message: 'ok' });
  });

  it('when a hook changes its event', async () => {
    const onRequest = (event: RequestEvent) => void Object.assign(event, { url: 'http://elsewhere', headers: {} });
    const { dli, received } = await startService({ body: {} }, { hooks: { onRequest } });
    await dli.listFlinkJobs();
    expect(received[0]?.headers['x-auth-token']).toBeDefined();
  });
});

describe('withResponse', () => {
  it('gives status, headers, request ID and attempts with the body', async () => {
    const { dli } = await startService({
      status: 201,
      headers: { 'x-request-id': 'r1', 'x-other': 'a' },
      body: { is_success: true },
    });
    const { output, response, requestId, attempts } = await dli.createFlinkJarJob({ name: 'a' }).withResponse();
    expect([output, response.status, response.headers.get('x-other'), requestId, attempts]).toEqual([
      { is_success: true },
      201,
      'a',
      'r1',
      1,
    ]);
  });

  it('rejects as the call does, and nothing is left unhandled', async () => {
    const { dli } = await startService({ status: 400, body: { error_code: 'DLI.0001' } });
    expect(await catchRejection(dli.listFlinkJobs().withResponse())).toMatchObject({ errorCode: 'DLI.0001' });
    await new Promise(setImmediate);
  });

  it('sends nothing more', async () => {
    const { dli, received } = await startService({ body: {} });
    const call = dli.listFlinkJobs();
    await Promise.all([call, call.withResponse(), call.withResponse()]);
    expect(received).toHaveLength(1);
  });
});
