import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { systemClock } from '../src/clock.ts';
import { DliInputError, DliTimeoutError } from '../src/index.ts';
import { catchRejection, createClient, listen, startService } from './service.ts';

describe('timeout.attempt', () => {
  it('ends an attempt that gets no response, and another one is made', async () => {
    const attempts = [new Promise<Response>(() => undefined), Response.json({ message: 'ok' })];
    const fetch = async () => attempts.shift() as Promise<Response>;
    expect(await createClient('http://127.0.0.1', { fetch, timeout: { attempt: 20 } }).listFlinkJobs()).toEqual({ message: 'ok' });
    expect(attempts).toEqual([]);
  });

  it('says so when it ended the last one', async () => {
    const baseUrl = await listen(() => undefined);
    const error = await catchRejection(createClient(baseUrl, { timeout: { attempt: 30 }, maxAttempts: 2 }).listFlinkJobs());
    expect(error).toBeInstanceOf(DliTimeoutError);
    expect(error).toMatchObject({
      operationId: 'listFlinkJobs',
      limit: 'attempt',
      milliseconds: 30,
      attempts: 2,
      message: 'listFlinkJobs took longer than timeout.attempt allows, 30 ms (2 attempts)',
    });
  });

  it('includes a response that arrives too slowly', async () => {
    const baseUrl = await listen((_request, response) => void response.writeHead(200).write('{"job_list":'));
    const error = await catchRejection(createClient(baseUrl, { timeout: { attempt: 100 }, maxAttempts: 1 }).listFlinkJobs());
    expect(error).toMatchObject({ limit: 'attempt' });
  });

  it('ends the attempt even if fetch does not care', async () => {
    const dli = createClient('http://127.0.0.1', { fetch: () => new Promise(() => undefined), timeout: { attempt: 20 }, maxAttempts: 1 });
    expect(await catchRejection(dli.listFlinkJobs())).toMatchObject({ limit: 'attempt' });
  });

  it('can be given for one call', async () => {
    const baseUrl = await listen(() => undefined);
    expect(await catchRejection(createClient(baseUrl).listFlinkJobs({}, { timeout: { attempt: 20 }, maxAttempts: 1 }))).toMatchObject({
      milliseconds: 20,
    });
  });
});

describe('timeout.total', () => {
  it('ends the attempt that it runs out in', async () => {
    const baseUrl = await listen(() => undefined);
    const error = await catchRejection(createClient(baseUrl, { timeout: { total: 50 } }).listFlinkJobs());
    expect(error).toBeInstanceOf(DliTimeoutError);
    expect(error).toMatchObject({ limit: 'total', milliseconds: 50, attempts: 1 });
  });

  it('covers getting a token', async () => {
    const credentials = { token: () => new Promise<string>(() => undefined) };
    const { dli, received } = await startService(undefined, { credentials, timeout: { total: 30 } });
    expect(await catchRejection(dli.listFlinkJobs())).toMatchObject({ limit: 'total', attempts: 0 });
    expect(received).toEqual([]);
  });
});

describe('a limit', () => {
  it.each([-3_600_000, 600_000])('is not moved by a wall clock that is set by %i ms during an attempt', async (jump) => {
    let wall = Date.now();
    let elapsed = 0;
    const waits: number[] = [];
    const sleep = async (milliseconds: number) => void waits.push(milliseconds);
    const fetch = async () => {
      wall += jump;
      elapsed += 400;
      return new Response(null, { status: 503 });
    };
    const clock = { now: () => wall, monotonicNow: () => elapsed, sleep };
    const dli = createClient('http://127.0.0.1', { fetch, clock, timeout: { total: 900 }, maxAttempts: 10 });
    const hundredths = vi.spyOn(Math, 'random').mockReturnValue(0);
    onTestFinished(() => hundredths.mockRestore());
    expect(await catchRejection(dli.listFlinkJobs())).toMatchObject({ attempts: 3 });
    expect(waits).toEqual([0, 0]);
  });

  it('is measured with a clock that nobody can set', () => {
    const wall = vi.spyOn(Date, 'now').mockReturnValue(0);
    onTestFinished(() => wall.mockRestore());
    const before = performance.now();
    expect(systemClock.monotonicNow?.()).toBeGreaterThanOrEqual(before);
  });

  it('may be infinite', async () => {
    const { dli } = await startService(
      { body: { message: 'ok' } },
      { timeout: { attempt: Number.POSITIVE_INFINITY, total: Number.POSITIVE_INFINITY } },
    );
    expect(await dli.listFlinkJobs()).toEqual({ message: 'ok' });
  });

  it.each([{ timeout: { attempt: 0 } }, { timeout: { total: -1 } }, { maxAttempts: 0 }])(
    'of a call is refused when it makes no sense (%j)',
    async (options) => {
      const { dli, received } = await startService();
      expect(await catchRejection(dli.listFlinkJobs({}, options))).toBeInstanceOf(DliInputError);
      expect(received).toEqual([]);
    },
  );
});
