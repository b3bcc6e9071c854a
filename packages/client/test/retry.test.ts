import type { RequestListener } from 'node:http';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { systemClock } from '../src/clock.ts';
import { checkSql, createFlinkSqlJobGraph, createSqlJob } from '../src/generated/operations.ts';
import type { Clock, DliClientOptions } from '../src/index.ts';
import { DliApiError, DliConnectionError, DliRateLimitError } from '../src/index.ts';
import { catchRejection, createClient, findRefusingAddress, listen, stubRandom } from './service.ts';

/** A clock that only moves when somebody waits by it, and records for how long. */
function fakeClock(): Clock & { waits: number[] } {
  const waits: number[] = [];
  let now = Date.UTC(2025, 0, 2);
  const sleep = async (milliseconds: number) => {
    waits.push(milliseconds);
    now += milliseconds;
  };
  return { waits, now: () => now, sleep };
}

/** A service that gives each request the next response, and a client of it. The last response is repeated. */
async function startListeners(listeners: RequestListener[], options: Partial<DliClientOptions> = {}) {
  let requests = 0;
  const bodies: string[] = [];
  const baseUrl = await listen(async (request, response) => {
    const listener = listeners[Math.min(requests, listeners.length - 1)];
    requests += 1;
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    bodies.push(body);
    listener?.(request, response);
  });
  return { dli: createClient(baseUrl, options), bodies, count: () => requests };
}

const status =
  (code: number, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    response.writeHead(code, headers).end('{"error_code":"DLI.0999"}');
const withCode = (code: string) => Object.assign(new Error(code), { code });
const withDenoReason = (reason: string) =>
  new TypeError('fetch failed', { cause: new Error(`error sending request for url (http://127.0.0.1/): client error ${reason}`) });
const ok: RequestListener = (_request, response) => response.end('{"message":"ok"}');
const reset: RequestListener = (request) => request.socket.resetAndDestroy();
const resetInBody: RequestListener = (_request, response) =>
  response.writeHead(200, { 'content-length': '100' }).write('{"message":', () => response.destroy());

describe('a GET is sent again', () => {
  it.each([
    ['429', status(429)],
    ['502', status(502)],
    ['503', status(503)],
    ['504', status(504)],
    ['a connection that is reset', reset],
    ['a connection that is reset in the middle of the response', resetInBody],
  ])('after %s', async (_what, listener) => {
    const { dli, count } = await startListeners([listener, ok]);
    expect(await dli.listFlinkJobs().withResponse()).toMatchObject({ output: { message: 'ok' }, attempts: 2 });
    expect(count()).toBe(2);
  });

  it.each([400, 403, 404, 409, 500, 501])('but not after %i', async (code) => {
    const { dli, count } = await startListeners([status(code), ok]);
    expect(await catchRejection(dli.listFlinkJobs())).toMatchObject({ status: code, attempts: 1 });
    expect(count()).toBe(1);
  });

  it('three times at most by default', async () => {
    const { dli, count } = await startListeners([status(503)]);
    expect(await catchRejection(dli.listFlinkJobs())).toMatchObject({ status: 503, attempts: 3 });
    expect(await catchRejection(dli.listFlinkJobs({}, { maxAttempts: 5 }))).toMatchObject({ attempts: 5 });
    expect(await catchRejection(dli.listFlinkJobs({}, { maxAttempts: 1 }))).toMatchObject({ attempts: 1 });
    expect(count()).toBe(9);
  });

  it('and the error is that of the last attempt', async () => {
    const { dli } = await startListeners([status(503), status(502), status(404)]);
    expect(await catchRejection(dli.listFlinkJobs())).toMatchObject({ status: 404, attempts: 3 });
  });

  it('when the connection is refused', async () => {
    const error = await catchRejection(createClient(await findRefusingAddress()).listFlinkJobs());
    expect(error).toBeInstanceOf(DliConnectionError);
    expect(error).toMatchObject({ attempts: 3, message: expect.stringContaining('3 attempts') });
  });
});

describe('PUT and DELETE are sent again', () => {
  it('with the same body', async () => {
    const { dli, bodies } = await startListeners([status(503), reset, ok]);
    await dli.updateFlinkSqlJob({ job_id: 1, name: '作业' });
    expect(bodies).toEqual(Array(3).fill('{"name":"作业"}'));
  });

  it('without one', async () => {
    const { dli, count } = await startListeners([status(502), ok]);
    await dli.deleteFlinkJob({ job_id: 1 });
    expect(count()).toBe(2);
  });
});

describe('a POST', () => {
  const job = { sql: 'select 1' };

  it.each([
    ['502', status(502)],
    ['503', status(503)],
    ['504', status(504)],
    ['a connection that is reset', reset],
    ['a connection that is reset in the middle of the response', resetInBody],
  ])('is not sent again after %s, since the service may have acted', async (_what, listener) => {
    const { dli, count } = await startListeners([listener, ok]);
    expect(await catchRejection(dli.createSqlJob(job))).toMatchObject({ attempts: 1 });
    expect(count()).toBe(1);
  });

  it('is sent again after 429', async () => {
    const { dli, bodies } = await startListeners([status(429), ok]);
    await dli.createSqlJob(job);
    expect(bodies).toEqual(Array(2).fill('{"sql":"select 1"}'));
  });

  it('is sent again when the connection was refused', async () => {
    expect(await catchRejection(createClient(await findRefusingAddress()).createSqlJob(job))).toMatchObject({ attempts: 3 });
  });

  const faults: [what: string, fault: Error, attempts: number][] = [
    ['Node cannot find the host', new TypeError('fetch failed', { cause: withCode('ENOTFOUND') }), 3],
    ['Node cannot connect in time', new TypeError('fetch failed', { cause: withCode('UND_ERR_CONNECT_TIMEOUT') }), 3],
    ['Bun is refused', withCode('ConnectionRefused'), 3],
    ['Deno is refused', withDenoReason('(Connect): tcp connect error: Connection refused (os error 111)'), 3],
    ['Deno cannot find the host', withDenoReason('(Connect): dns error: Name or service not known'), 3],
    ['Deno loses the connection', withDenoReason('(SendRequest): connection closed before message completed'), 1],
    ['the address only sounds like it', new TypeError('lost http://127.0.0.1/ECONNREFUSED/connectionrefused'), 1],
  ];
  it.each(faults)('is sent again only where nothing can have arrived: %s', async (_what, fault, attempts) => {
    const dli = createClient('http://127.0.0.1', { fetch: () => Promise.reject(fault) });
    expect(await catchRejection(dli.createSqlJob(job))).toMatchObject({ attempts });
  });

  it('is not sent again when it took too long', async () => {
    const fetch = vi.fn(() => new Promise<Response>(() => undefined));
    const dli = createClient('http://127.0.0.1', { fetch, timeout: { attempt: 30 } });
    expect(await catchRejection(dli.createSqlJob(job))).toMatchObject({ limit: 'attempt', attempts: 1 });
    expect(fetch).toHaveBeenCalledOnce();
  });

  it('is sent again where the document says that it only reads', async () => {
    expect([checkSql.idempotent, createFlinkSqlJobGraph.idempotent, createSqlJob.idempotent]).toEqual([true, true, undefined]);
    const { dli, count } = await startListeners([status(503), ok]);
    await dli.checkSql(job);
    expect(count()).toBe(2);
  });
});

describe('the wait before the next attempt', () => {
  it.each([
    [0, [0, 0, 0, 0]],
    [0.5, [125, 250, 500, 1000]],
    [0.999, [249.75, 499.5, 999, 1998]],
  ])('is anything up to a bound that doubles (random %d)', async (random, waits) => {
    const clock = fakeClock();
    stubRandom(random);
    const { dli } = await startListeners([status(503)], { clock, maxAttempts: 5 });
    await catchRejection(dli.listFlinkJobs());
    expect(clock.waits).toEqual(waits);
  });

  it('is never longer than twenty seconds', async () => {
    const clock = fakeClock();
    stubRandom(1);
    const { dli } = await startListeners([status(503)], { clock, maxAttempts: 10, timeout: { total: Number.POSITIVE_INFINITY } });
    await catchRejection(dli.listFlinkJobs());
    expect(Math.max(...clock.waits)).toBe(20_000);
  });

  it.each([
    ['7', 7000],
    ['0', 0],
    ['Thu, 02 Jan 2025 00:00:09 GMT', 9000],
    ['Wed, 01 Jan 2025 00:00:00 GMT', 0],
    ['soon', 0],
    ['soon 2099', 0],
    ['-5', 0],
    ['1.5', 0],
    ['2099', 2_099_000],
    ['', 0],
  ])('is as long as Retry-After asks for (%s)', async (header, wait) => {
    const clock = fakeClock();
    stubRandom(0);
    const timeout = { total: Number.POSITIVE_INFINITY };
    const { dli } = await startListeners([status(429, { 'retry-after': header }), ok], { clock, timeout });
    await dli.listFlinkJobs();
    expect(clock.waits).toEqual([wait]);
  });

  it('is longer than Retry-After by a random time, so that callers do not come back together', async () => {
    const clock = fakeClock();
    stubRandom(0.5);
    const { dli } = await startListeners([status(429, { 'retry-after': '7' })], { clock });
    await catchRejection(dli.listFlinkJobs());
    expect(clock.waits).toEqual([7125, 7250]);
  });

  it('is not begun when the time of the call would be over before its end', async () => {
    const clock = fakeClock();
    const { dli, count } = await startListeners([status(429, { 'retry-after': '200' }), ok], { clock });
    const error = await catchRejection(dli.listFlinkJobs());
    expect(error).toBeInstanceOf(DliRateLimitError);
    expect(error).toMatchObject({
      retryAfter: 200_000,
      attempts: 1,
      message: 'listFlinkJobs failed: DLI.0999 (status 429, retry after 200 s)',
    });
    expect([clock.waits, count()]).toEqual([[], 1]);
  });

  it.each(['Fri, 01 Jan 2999 00:00:00 GMT', '9'.repeat(400)])('is not begun when Retry-After is %s', async (header) => {
    const clock = fakeClock();
    const { dli, count } = await startListeners([status(503, { 'retry-after': header }), ok], { clock });
    const error = await catchRejection(dli.listFlinkJobs());
    expect(error).toMatchObject({ status: 503, retryAfter: expect.any(Number), attempts: 1 });
    expect([clock.waits, count()]).toEqual([[], 1]);
  });

  it('is not over at once when it is longer than a timer can be', async () => {
    const set = vi.spyOn(globalThis, 'setTimeout');
    onTestFinished(() => set.mockRestore());
    const controller = new AbortController();
    const asleep = systemClock.sleep(1e12, controller.signal);
    expect(set).toHaveBeenCalledExactlyOnceWith(expect.any(Function), 2 ** 31 - 1);
    controller.abort();
    await asleep;
  });

  it('ends with the time of the call, however many attempts are left', async () => {
    const clock = fakeClock();
    stubRandom(0);
    const { dli, count } = await startListeners([status(503, { 'retry-after': '4' })], {
      clock,
      maxAttempts: 100,
      timeout: { total: 10_000 },
    });
    expect(await catchRejection(dli.listFlinkJobs())).toBeInstanceOf(DliApiError);
    expect([clock.waits, count()]).toEqual([[4000, 4000], 3]);
  });
});

describe('the retry budget of a client', () => {
  const call = (responses: (() => Promise<Response>)[], options: Partial<DliClientOptions> = {}) => {
    const fetch = vi.fn(() => (responses.length > 1 ? responses.shift() : responses[0])?.() ?? Promise.reject(new Error('no response')));
    return { fetch, dli: createClient('http://127.0.0.1', { fetch, ...options }) };
  };
  const fail = async () => new Response(null, { status: 503 });
  const succeed = async () => Response.json({ message: 'ok' });

  it('is enough for 100 retries, after which each call is sent once', async () => {
    const { dli, fetch } = call([fail]);
    for (let calls = 0; calls < 200; calls++) await catchRejection(dli.listFlinkJobs());
    expect(fetch).toHaveBeenCalledTimes(300);
    expect(await catchRejection(dli.listFlinkJobs())).toMatchObject({ status: 503, attempts: 1 });
  });

  it('pays twice as much for a timeout', async () => {
    const { dli, fetch } = call([() => new Promise(() => undefined)], { timeout: { attempt: 0.1 } });
    for (let calls = 0; calls < 30; calls++) await catchRejection(dli.listFlinkJobs());
    expect(fetch).toHaveBeenCalledTimes(30 + 50);
  });

  it('gets back what a successful retry cost, and a fifth of a retry for a success without', async () => {
    const { dli, fetch } = call([...Array(200).fill(fail), ...Array.from({ length: 50 }, () => [fail, succeed]).flat(), fail]);
    for (let calls = 0; calls < 100; calls++) await catchRejection(dli.listFlinkJobs());
    const before = fetch.mock.calls.length;
    expect(before).toBe(200);
    // Nothing is left: a failure is final, and each success is worth a fifth of a retry.
    const outcomes: number[] = [];
    for (let calls = 0; calls < 50; calls++)
      outcomes.push(
        await dli
          .listFlinkJobs()
          .withResponse()
          .then(
            ({ attempts }) => attempts,
            () => 0,
          ),
      );
    expect(outcomes.slice(0, 12)).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 2, 2]);
  });

  it('is not touched by other clients', async () => {
    const spent = call([fail]);
    for (let calls = 0; calls < 60; calls++) await catchRejection(spent.dli.listFlinkJobs());
    expect(await catchRejection(call([fail]).dli.listFlinkJobs())).toMatchObject({ attempts: 3 });
  });
});
