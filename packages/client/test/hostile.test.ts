// Responses of a broken gateway, or of somebody in between.
import { Readable } from 'node:stream';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DliApiError, DliCallError, DliConnectionError, DliResponseError, DliResponseTooLargeError } from '../src/index.ts';
import { catchRejection, createClient, deferred, listen, startService } from './service.ts';

describe('a response', () => {
  it('whose compressed body is cut off does not parse', async () => {
    const whole = gzipSync(JSON.stringify({ message: 'x'.repeat(10_000) }));
    const baseUrl = await listen((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(whole.subarray(0, whole.length - 12)),
    );
    expect(await catchRejection(createClient(baseUrl).listFlinkJobs())).toBeInstanceOf(DliResponseError);
  });

  it('that says it is compressed and is not is no complete response', async () => {
    const { dli } = await startService({ headers: { 'content-encoding': 'gzip' }, body: '{"message":"ok"}' });
    expect(await catchRejection(dli.listFlinkJobs())).toBeInstanceOf(DliConnectionError);
  });

  it('of another content type is read all the same', async () => {
    const { dli } = await startService({ headers: { 'content-type': 'text/html' }, body: '{"message":"ok"}' });
    expect(await dli.listFlinkJobs()).toEqual({ message: 'ok' });
  });

  it('that begins with a byte order mark is read all the same', async () => {
    const { dli } = await startService({ body: '\ufeff{"message":"ok"}' });
    expect(await dli.listFlinkJobs()).toEqual({ message: 'ok' });
  });

  it.each(['__proto__', 'constructor'])('with a field named %s changes nothing else', async (name) => {
    const { dli } = await startService({ body: `{"${name}":{"is_success":"false","polluted":true},"message":"ok"}` });
    const page = await dli.listFlinkJobs();
    expect(Object.getOwnPropertyNames(page)).toEqual([name, 'message']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('with a refusal under __proto__ is not a refusal, and an error keeps such a body as it is', async () => {
    const text = '{"__proto__":{"error_code":"DLI.0001"}}';
    expect(await (await startService({ body: text })).dli.listFlinkJobs()).toEqual(JSON.parse(text));
    const error = await catchRejection((await startService({ status: 400, body: text })).dli.listFlinkJobs());
    expect(error).toMatchObject({ errorCode: undefined });
    expect(JSON.stringify((error as DliApiError).body)).toBe(text);
  });

  it.each([200, 400])('with status %i that is nested without end fails no other way than others', async (status) => {
    const { dli } = await startService({ status, body: `{"is_success":false,"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}` });
    expect(await catchRejection(dli.listFlinkJobs())).toBeInstanceOf(DliApiError);
  });

  it('that is an empty list of errors names none', async () => {
    const { dli } = await startService({ status: 400, body: [] });
    expect(await catchRejection(dli.listFlinkJobs())).toMatchObject({
      errors: [],
      message: expect.stringContaining('has no error message'),
    });
  });

  it.each([
    { error_code: 404, error_msg: ['a'] },
    { error_code: null, error_msg: null },
    { error_code: {}, error_msg: '' },
  ])('whose error is of other types names none (%j)', async (body) => {
    const { dli } = await startService({ status: 400, body });
    expect(await catchRejection(dli.listFlinkJobs())).toMatchObject({ errorCode: undefined, errorMessage: undefined, body });
  });

  it.each([301, 302, 303, 307, 308])('with status %i is not followed, for DLI and for IAM', async (status) => {
    const elsewhere = await startService();
    const { baseUrl, dli } = await startService({ status, headers: { location: `${elsewhere.baseUrl}/take` } });
    expect(await catchRejection(dli.listFlinkJobs())).toMatchObject({ status });
    expect(await catchRejection(dli.createSqlJob({ sql: 'select 1' }))).toMatchObject({ status });
    const iam = { user: 'user', password: 'a-password', domain: 'd', endpoint: baseUrl };
    expect(await catchRejection(createClient(baseUrl, { credentials: { iam } }).listFlinkJobs())).toMatchObject({ status });
    expect(elsewhere.received).toEqual([]);
  });

  it('that never ends is cut off by the time limit', async () => {
    const baseUrl = await listen((_request, response) => {
      const drip = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(drip));
    });
    const error = await catchRejection(createClient(baseUrl, { timeout: { total: 60 } }).listFlinkJobs());
    expect(error).toMatchObject({ name: 'DliTimeoutError', limit: 'total' });
  });

  it('with no JSON in a 201 is named for what it is', async () => {
    const { dli } = await startService({ status: 201, body: '<html>' });
    expect(await catchRejection(dli.createFlinkJarJob({ name: 'a' }))).toBeInstanceOf(DliResponseError);
  });
});

describe('a response longer than maxResponseBytes', () => {
  const kibibyte = (text: string) => text.repeat(1024 / text.length);
  const tooLarge = { name: 'DliResponseTooLargeError', status: 200, maxResponseBytes: 1000, attempts: 1 };
  const limits = { maxResponseBytes: 1000 };

  it('that has no end is cut off, and not asked for again', async () => {
    const { promise: closed, resolve } = deferred<void>();
    const baseUrl = await listen((_request, response) => {
      const write = () => void (response.destroyed || response.write(kibibyte(' '), write));
      response.on('close', resolve);
      write();
    });
    const dli = createClient(baseUrl, limits);
    const error = await catchRejection(dli.listFlinkJobs());
    expect(error).toBeInstanceOf(DliResponseTooLargeError);
    expect(error).toBeInstanceOf(DliCallError);
    expect(error).toMatchObject({
      ...tooLarge,
      message: 'listFlinkJobs received a body longer than maxResponseBytes allows, 1000 bytes (status 200)',
    });
    await closed;
  });

  it.each([200, 400])('with status %i is refused whole or compressed, for named methods, raw and IAM', async (status) => {
    const body = JSON.stringify({ message: kibibyte('ab') });
    const encodings = { identity: Buffer.from(body), gzip: gzipSync(body), br: brotliCompressSync(body) };
    for (const [encoding, bytes] of Object.entries(encodings)) {
      const baseUrl = await listen((_request, response) => response.writeHead(status, { 'content-encoding': encoding }).end(bytes));
      const { raw, ...dli } = createClient(baseUrl, limits);
      const params = { path: { project_id: 'p' } };
      const credentials = { iam: { user: 'u', password: 'a-password', domain: 'd', endpoint: baseUrl } };
      const calls = [
        dli.listFlinkJobs(),
        dli.createSqlJob({ sql: 'a' }),
        raw.GET('/v1.0/{project_id}/streaming/jobs', { params }),
        createClient(baseUrl, { ...limits, credentials }).listFlinkJobs(),
      ];
      for (const error of await Promise.all(calls.map(catchRejection))) expect(error).toMatchObject({ ...tooLarge, status });
    }
  });

  it.each([
    ['a stream of Node', () => ({ body: Readable.from(['{"message":"ok"}']) })],
    ['nothing known', () => ({})],
  ])('is refused, and a shorter one read, where fetch gives %s as body', async (_what, body) => {
    const fetch = async () => {
      const { headers } = new Response();
      const arrayBuffer = async () => new TextEncoder().encode('{"message":"ok"}').buffer;
      return { ok: true, status: 200, statusText: 'OK', url: '', headers, arrayBuffer, ...body() };
    };
    expect(await createClient('http://127.0.0.1', { fetch, maxResponseBytes: 16 }).listFlinkJobs()).toEqual({ message: 'ok' });
    const error = await catchRejection(createClient('http://127.0.0.1', { fetch }).listFlinkJobs({}, { maxResponseBytes: 15 }));
    expect(error).toMatchObject({ ...tooLarge, maxResponseBytes: 15 });
  });

  it('is read when it is exactly as long, in many parts', async () => {
    const text = JSON.stringify({ message: '作'.repeat(300) });
    const bytes = Buffer.from(text);
    const baseUrl = await listen(async (_request, response) => {
      for (let place = 0; place < bytes.length; place += 7)
        await new Promise((sent) => response.write(bytes.subarray(place, place + 7), sent));
      response.end();
    });
    expect(await createClient(baseUrl, { maxResponseBytes: bytes.length }).listFlinkJobs()).toEqual(JSON.parse(text));
  });
});
