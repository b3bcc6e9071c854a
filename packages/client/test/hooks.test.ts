import { describe, expect, it } from 'vitest';
import type { Clock, FailureEvent, Hooks, RequestEvent, ResponseEvent, RetryEvent } from '../src/index.ts';
import { DliConnectionError } from '../src/index.ts';
import { clientOf, hurriedClock, listen, rejectionOf, serviceThatAnswers, stubRandom } from './service.ts';

type Told = ['request', RequestEvent] | ['response', ResponseEvent] | ['error', FailureEvent] | ['retry', RetryEvent];

/** Hooks that write down what they are told. */
function notes(): { told: Told[]; hooks: Hooks } {
  const told: Told[] = [];
  const hooks: Hooks = {
    onRequest: (event) => told.push(['request', event]),
    onResponse: (event) => told.push(['response', event]),
    onError: (event) => told.push(['error', event]),
    onRetry: (event) => told.push(['retry', event]),
  };
  return { told, hooks };
}

/** A clock that is 7 ms on whenever somebody looks at it. */
function tickingClock(): Clock {
  let now = 0;
  return { ...hurriedClock, now: () => (now += 7) };
}

describe('hooks are told', () => {
  it('of a request and its answer', async () => {
    const { told, hooks } = notes();
    const { baseUrl, dli } = await serviceThatAnswers({ headers: { 'x-request-id': 'r1' }, body: {} }, { hooks, clock: tickingClock() });
    await dli.showSqlJobStatus({ job_id: 'a b' });
    expect(told.map(([what]) => what)).toEqual(['request', 'response']);
    expect(told[0]?.[1]).toMatchObject({
      operationId: 'showSqlJobStatus',
      method: 'GET',
      url: `${baseUrl}/v1.0/p1/jobs/a%20b/status`,
      path: '/v1.0/{project_id}/jobs/{job_id}/status',
      attempt: 1,
      headers: { 'x-auth-token': '[redacted]', 'user-agent': expect.stringContaining('dli-openapi-client') },
    });
    expect(told[1]?.[1]).toMatchObject({
      request: told[0]?.[1],
      status: 200,
      requestId: 'r1',
      duration: 7,
      headers: { 'x-request-id': 'r1' },
    });
  });

  it('of every attempt, why another one is made, and after how long', async () => {
    const { told, hooks } = notes();
    stubRandom(0);
    let requests = 0;
    const baseUrl = await listen((request, response) => {
      requests += 1;
      if (requests === 1) response.writeHead(503, { 'retry-after': '2' }).end();
      else if (requests === 2) request.socket.destroy();
      else response.end('{}');
    });
    await clientOf(baseUrl, { hooks }).listFlinkJobs();
    expect(told.map(([what]) => what)).toEqual(['request', 'response', 'retry', 'request', 'error', 'retry', 'request', 'response']);
    expect(told[2]?.[1]).toMatchObject({ request: { attempt: 1 }, reason: 'status 503', delay: 2000 });
    expect(told[4]?.[1]).toMatchObject({ request: { attempt: 2 }, duration: expect.any(Number), error: expect.any(DliConnectionError) });
    expect(told[5]?.[1]).toMatchObject({ request: { attempt: 2 }, reason: 'no response', delay: 0 });
    expect(told[7]?.[1]).toMatchObject({ request: { attempt: 3 }, status: 200 });
  });

  it('of an attempt that took too long and of one that was aborted', async () => {
    const { told, hooks } = notes();
    const baseUrl = await listen(() => undefined);
    const dli = clientOf(baseUrl, { hooks, timeout: { attempt: 20 }, maxAttempts: 2 });
    await rejectionOf(dli.listFlinkJobs());
    expect(told.map(([what]) => what)).toEqual(['request', 'error', 'retry', 'request', 'error']);
    expect(told[2]?.[1]).toMatchObject({ reason: 'timeout' });
    await rejectionOf(dli.listFlinkJobs({}, { signal: AbortSignal.timeout(5) }));
    expect(told.at(-1)).toMatchObject(['error', { error: { name: 'DliTimeoutError', limit: 'signal' } }]);
  });

  it('of a token that is renewed after a 401', async () => {
    const { told, hooks } = notes();
    let given = 0;
    const { dli } = await serviceThatAnswers({ status: 401, body: {} }, { hooks, credentials: { token: () => `token-${++given}` } });
    await rejectionOf(dli.listFlinkJobs());
    expect(told.map(([what]) => what)).toEqual(['request', 'response', 'retry', 'request', 'response']);
    expect(told[2]?.[1]).toMatchObject({ reason: 'credentials renewed', delay: 0 });
  });

  it('of calls through raw, by method and path', async () => {
    const { told, hooks } = notes();
    const { dli } = await serviceThatAnswers({ body: {} }, { hooks });
    await dli.raw.GET('/v1.0/{project_id}/streaming/jobs', { params: { path: { project_id: 'p' }, query: { name: 'a' } } });
    expect(told[0]?.[1]).toMatchObject({ operationId: 'GET /v1.0/p/streaming/jobs', path: undefined, url: expect.stringMatching(/jobs$/) });
  });

  it('one after the other when there are several', async () => {
    const [first, second] = [notes(), notes()];
    const { dli } = await serviceThatAnswers({ body: {} }, { hooks: [first.hooks, second.hooks] });
    await dli.listFlinkJobs();
    expect([first.told.length, second.told]).toEqual([2, first.told]);
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
    const { dli } = await serviceThatAnswers(
      { status: 503 },
      { hooks: { onRequest: hook, onResponse: hook, onRetry: hook, onError: hook } },
    );
    expect(await rejectionOf(dli.listFlinkJobs())).toMatchObject({ name: 'DliApiError', attempts: 3 });
  });

  it.each([
    ['throws', fault],
    ['rejects', async () => fault()],
  ])('when a logger %s', async (_what, write) => {
    const { dli } = await serviceThatAnswers({ body: { message: 'ok' } }, { logger: { debug: write, info: write, warn: write } });
    expect(await dli.listFlinkJobs()).toEqual({ message: 'ok' });
  });

  it('when a hook changes what it is told', async () => {
    const onRequest = (event: RequestEvent) => void Object.assign(event, { url: 'http://elsewhere', headers: {} });
    const { dli, received } = await serviceThatAnswers({ body: {} }, { hooks: { onRequest } });
    await dli.listFlinkJobs();
    expect(received[0]?.headers['x-auth-token']).toBeDefined();
  });
});

describe('withResponse', () => {
  it('gives status, headers, request ID and attempts with the body', async () => {
    const { dli } = await serviceThatAnswers({
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
    const { dli } = await serviceThatAnswers({ status: 400, body: { error_code: 'DLI.0001' } });
    expect(await rejectionOf(dli.listFlinkJobs().withResponse())).toMatchObject({ errorCode: 'DLI.0001' });
    await new Promise(setImmediate);
  });

  it('sends nothing more', async () => {
    const { dli, received } = await serviceThatAnswers({ body: {} });
    const call = dli.listFlinkJobs();
    await Promise.all([call, call.withResponse(), call.withResponse()]);
    expect(received).toHaveLength(1);
  });
});
