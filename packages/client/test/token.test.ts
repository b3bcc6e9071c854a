import { describe, expect, it } from 'vitest';
import type { DliClientOptions } from '../src/index.ts';
import { DliAuthenticationError, DliCredentialsError } from '../src/index.ts';
import { catchRejection, createClient, deferred, hurriedClock, listen, startService } from './service.ts';

const minute = 60_000;

/** A service that takes one token only, and a client of it. */
async function startTokenService(token: () => string, options: Partial<DliClientOptions>) {
  const tokens: string[] = [];
  const baseUrl = await listen((request, response) => {
    const given = String(request.headers['x-auth-token']);
    tokens.push(given);
    if (given === token()) response.end('{"message":"ok"}');
    else response.writeHead(401).end('{"error_code":"APIGW.0301","error_msg":"expired"}');
  });
  return { dli: createClient(baseUrl, options), tokens };
}

describe('a token from a function', () => {
  it.each([
    ['a string', 'token-1'],
    ['an object', { token: 'token-1' }],
  ])('may be %s, at once or later', async (_what, token) => {
    for (const give of [() => token, async () => token]) {
      const { dli, received } = await startService(undefined, { credentials: { token: give } });
      await dli.listFlinkJobs();
      expect(received[0]?.headers['x-auth-token']).toBe('token-1');
    }
  });

  it('is asked for once by calls one after another', async () => {
    let asked = 0;
    const { dli } = await startService(undefined, { credentials: { token: async () => `token-${++asked}` } });
    for (let call = 0; call < 5; call += 1) await dli.listFlinkJobs();
    expect(asked).toBe(1);
  });

  it('is renewed once after a 401, and the call succeeds, whatever its method', async () => {
    let asked = 0;
    const { dli, tokens } = await startTokenService(() => 'token-2', {
      credentials: { token: async () => `token-${++asked}` },
      maxAttempts: 1,
    });
    expect(await dli.createSqlJob({ sql: 'select 1' }).withResponse()).toMatchObject({ attempts: 2 });
    expect(tokens).toEqual(['token-1', 'token-2']);
  });

  it('is renewed no more than once for a call', async () => {
    let asked = 0;
    const { dli, tokens } = await startTokenService(() => 'another', { credentials: { token: async () => `token-${++asked}` } });
    const error = await catchRejection(dli.listFlinkJobs());
    expect(error).toBeInstanceOf(DliAuthenticationError);
    expect(error).toMatchObject({ attempts: 2 });
    expect(tokens).toEqual(['token-1', 'token-2']);
  });

  it('is not sent again when it is the same as before', async () => {
    const { dli, tokens } = await startTokenService(() => 'another', { credentials: { token: async () => 'token-1' } });
    expect(await catchRejection(dli.listFlinkJobs())).toMatchObject({ status: 401, attempts: 1 });
    expect(tokens).toEqual(['token-1']);
  });

  it('is renewed once for 1,000 calls that an expired one was refused for', async () => {
    let asked = 0;
    const { dli, tokens } = await startTokenService(() => 'token-2', { credentials: { token: async () => `token-${++asked}` } });
    const calls = Array.from({ length: 1000 }, () => dli.listFlinkJobs());
    expect((await Promise.all(calls)).every(({ message }) => message === 'ok')).toBe(true);
    expect(asked).toBe(2);
    expect(tokens.filter((token) => token === 'token-2')).toHaveLength(1000);
  });

  it('is renewed once for 1,000 calls that come when it has ended', async () => {
    let now = 0;
    let asked = 0;
    const give = async () => ({ token: `token-${++asked}`, expiresAt: now + 60 * minute });
    const { dli, tokens } = await startTokenService(() => `token-${asked}`, {
      credentials: { token: give },
      clock: { ...hurriedClock, now: () => now },
    });
    await dli.listFlinkJobs();
    now = 61 * minute;
    await Promise.all(Array.from({ length: 1000 }, () => dli.listFlinkJobs()));
    expect([asked, tokens.filter((token) => token === 'token-2').length]).toEqual([2, 1000]);
  });

  it('is renewed in the background before it ends, while calls go on with the old one', async () => {
    let now = 0;
    let asked = 0;
    let give: (() => void) | undefined;
    const token = async () => {
      asked += 1;
      const given = { token: `token-${asked}`, expiresAt: new Date(now + 24 * 60 * minute) };
      if (asked > 1)
        await new Promise<void>((resolve) => {
          give = resolve;
        });
      return given;
    };
    const { dli, received } = await startService(undefined, { credentials: { token }, clock: { ...hurriedClock, now: () => now } });
    await dli.listFlinkJobs();
    now = (24 * 60 - 6) * minute;
    await dli.listFlinkJobs();
    expect(asked).toBe(1);
    now += 2 * minute;
    await dli.listFlinkJobs();
    await dli.listFlinkJobs();
    expect(asked).toBe(2);
    give?.();
    await new Promise(setImmediate);
    await dli.listFlinkJobs();
    expect(received.map(({ headers }) => headers['x-auth-token'])).toEqual(['token-1', 'token-1', 'token-1', 'token-1', 'token-2']);
  });

  it('goes on being used to its end when it cannot be renewed before, and renewal is not tried all the time', async () => {
    let now = 0;
    let asked = 0;
    const token = async () => {
      asked += 1;
      if (asked > 1) throw new Error('IAM is away');
      return { token: 'token-1', expiresAt: 100 * minute };
    };
    const { dli } = await startService({ body: { message: 'ok' } }, { credentials: { token }, clock: { ...hurriedClock, now: () => now } });
    await dli.listFlinkJobs();
    now = 96 * minute;
    for (let call = 0; call < 5; call += 1) expect(await dli.listFlinkJobs()).toEqual({ message: 'ok' });
    expect(asked).toBe(2);
    now = 100 * minute;
    expect(await catchRejection(dli.listFlinkJobs())).toBeInstanceOf(DliCredentialsError);
  });

  it('is asked for again after the function failed', async () => {
    let asked = 0;
    const token = async () => {
      asked += 1;
      if (asked === 1) throw new Error('out of order');
      return 'token-2';
    };
    const { dli } = await startService({ body: { message: 'ok' } }, { credentials: { token } });
    const error = await catchRejection(dli.listFlinkJobs());
    expect(error).toBeInstanceOf(DliCredentialsError);
    expect(error).toMatchObject({
      message: 'listFlinkJobs could not get credentials: out of order',
      attempts: 0,
      cause: expect.any(Error),
    });
    expect(await dli.listFlinkJobs()).toEqual({ message: 'ok' });
  });

  it('is asked for again by a call that comes a minute after a function that never returned', async () => {
    let now = 0;
    let asked = 0;
    const late = deferred<string>();
    const token = () => {
      asked += 1;
      return asked === 1 ? late.promise : 'token-2';
    };
    const { dli, received } = await startService(undefined, {
      credentials: { token },
      clock: { ...hurriedClock, now: () => now },
      timeout: { total: 20 },
    });
    expect(await catchRejection(dli.listFlinkJobs())).toMatchObject({ name: 'DliTimeoutError', limit: 'total' });
    expect(await catchRejection(dli.listFlinkJobs())).toMatchObject({ name: 'DliTimeoutError', limit: 'total' });
    expect(asked).toBe(1);
    now = minute;
    await dli.listFlinkJobs({}, { timeout: { total: Number.POSITIVE_INFINITY } });
    late.resolve('token-1');
    await new Promise(setImmediate);
    await dli.listFlinkJobs({}, { timeout: { total: Number.POSITIVE_INFINITY } });
    expect(received.map(({ headers }) => headers['x-auth-token'])).toEqual(['token-2', 'token-2']);
  });

  it.each([
    ['the time limit', () => ({ timeout: { total: 100 } }), { name: 'DliTimeoutError', limit: 'total' }],
    ['the signal', (signal: AbortSignal) => ({ signal }), { name: 'AbortError' }],
  ])('is waited for after a 401 no longer than %s allows', async (_what, optionsOf, expected) => {
    const controller = new AbortController();
    const tokens = ['token-1'];
    const token = () => {
      const next = tokens.pop();
      if (next === undefined) setImmediate(() => controller.abort());
      return next ?? new Promise<string>(() => undefined);
    };
    const fetch = async () => Response.json({}, { status: 401 });
    const dli = createClient('http://127.0.0.1', { credentials: { token }, fetch });
    expect(await catchRejection(dli.listFlinkJobs({}, optionsOf(controller.signal)))).toMatchObject({ ...expected, attempts: 1 });
  });

  it.each([undefined, null, '', 7, {}, { token: '' }, 'line\nbreak', { token: 'a-token', expiresAt: 'soon' }])(
    'is refused when it is %j',
    async (given) => {
      const { dli, received } = await startService(undefined, { credentials: { token: () => given as string } });
      expect(await catchRejection(dli.listFlinkJobs())).toBeInstanceOf(DliCredentialsError);
      expect(received).toEqual([]);
    },
  );
});

describe('a token that is a string', () => {
  it('is not sent again after a 401', async () => {
    const { dli, tokens } = await startTokenService(() => 'another', { credentials: { token: 'token-1' } });
    expect(await catchRejection(dli.listFlinkJobs())).toMatchObject({ name: 'DliAuthenticationError', attempts: 1 });
    expect(tokens).toEqual(['token-1']);
  });
});
