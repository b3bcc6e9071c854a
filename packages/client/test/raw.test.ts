import type { Middleware } from 'openapi-fetch';
import { describe, expect, it } from 'vitest';
import { DliConnectionError, DliInputError } from '../src/index.ts';
import { catchRejection, createClient, listen, startService, token } from './service.ts';

const path = { project_id: 'p9' };

describe('dli.raw', () => {
  it('calls by path, with the address and the token of the client', async () => {
    const { dli, received } = await startService({ body: { message: 'ok' } });
    const { data } = await dli.raw.GET('/v1.0/{project_id}/streaming/jobs', { params: { path, query: { limit: 5 } } });
    expect(data).toEqual({ message: 'ok' });
    expect(received).toMatchObject([{ url: '/v1.0/p9/streaming/jobs?limit=5', headers: { 'x-auth-token': token } }]);
  });

  it('gives no data for a response that has come in chunks, and none at all', async () => {
    const baseUrl = await listen((_request, response) => {
      response.writeHead(200).flushHeaders();
      response.end();
    });
    const { data, response } = await createClient(baseUrl).raw.GET('/v1.0/{project_id}/streaming/jobs', { params: { path } });
    expect([data, response.status]).toEqual([undefined, 200]);
  });

  it('hands over failures as they are', async () => {
    const body = { error_code: 'DLI.0001', error_msg: 'no' };
    const { dli } = await startService({ status: 400, body });
    const { error, response } = await dli.raw.GET('/v1.0/{project_id}/streaming/jobs', { params: { path } });
    expect([response.status, error]).toEqual([400, body]);
  });

  it('runs its middleware before a request is signed', async () => {
    const { dli, received } = await startService(undefined, { credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' } });
    dli.raw.use({ onRequest: ({ request }) => request.headers.set('x-trace', '1') });
    await dli.raw.GET('/v1.0/{project_id}/streaming/jobs', { params: { path } });
    expect(received[0]?.headers).toMatchObject({
      'x-trace': '1',
      authorization: expect.stringContaining('SignedHeaders=host;x-sdk-date;x-trace,'),
    });
  });

  it('is what carries the named methods, which its middleware sees, too', async () => {
    const { dli, received } = await startService({ body: { message: 'from the service', job_id: 1 } });
    const middleware: Middleware = {
      onRequest: ({ request }) => new Request(request, { headers: { ...Object.fromEntries(request.headers), 'x-trace': '1' } }),
      onResponse: async ({ response }) => Response.json({ ...((await response.json()) as object), message: 'from the middleware' }),
    };
    dli.raw.use(middleware);
    const { output, attempts } = await dli.createFlinkJarJob({ name: 'a' }, { maxAttempts: 1 }).withResponse();
    expect([output, attempts]).toEqual([{ message: 'from the middleware', job_id: 1 }, 1]);
    expect(received).toMatchObject([{ method: 'POST', headers: { 'x-trace': '1', 'x-auth-token': token }, body: '{"name":"a"}' }]);
    dli.raw.eject(middleware);
    expect(await dli.createFlinkJarJob({ name: 'a' })).toMatchObject({ message: 'from the service' });
  });

  it('runs its middleware once for each call, however often it is sent', async () => {
    const { dli, received } = await startService({ status: 503 });
    let runs = 0;
    dli.raw.use({ onRequest: () => void runs++ });
    await catchRejection(dli.listFlinkJobs({}, { maxAttempts: 2 }));
    expect([runs, received.length]).toEqual([1, 2]);
  });

  it('gives named methods the failures that its middleware makes', async () => {
    const { dli, received } = await startService();
    dli.raw.use({ onRequest: () => Response.json({ error_code: 'OUR.1', error_msg: 'not today' }, { status: 403 }) });
    expect(await catchRejection(dli.listFlinkJobs())).toMatchObject({ name: 'DliApiError', status: 403, errorCode: 'OUR.1', attempts: 0 });
    expect(received).toEqual([]);
  });

  it('sends again what is safe to send again, body and all', async () => {
    const { baseUrl, received } = await startService({ status: 429, body: {} });
    const { raw } = createClient(baseUrl);
    const { response } = await raw.POST('/v1.0/{project_id}/streaming/jobs/stop', { params: { path }, body: { job_ids: [1] } });
    expect(response.status).toBe(429);
    expect(received.map(({ body }) => body)).toEqual(Array(3).fill('{"job_ids":[1]}'));
  });

  it('does not send again what the service may have acted on', async () => {
    const { dli, received } = await startService({ status: 503, body: {} });
    await dli.raw.POST('/v1.0/{project_id}/streaming/jobs/stop', { params: { path }, body: { job_ids: [1] } });
    expect(received).toHaveLength(1);
  });

  it('is cancelled by the signal of a call', async () => {
    const controller = new AbortController();
    const baseUrl = await listen(() => controller.abort());
    const call = createClient(baseUrl).raw.GET('/v1.0/{project_id}/streaming/jobs', { params: { path }, signal: controller.signal });
    expect(await catchRejection(call)).toMatchObject({ name: 'AbortError', attempts: 1 });
  });

  it('rejects with the errors of the named methods when no response arrives', async () => {
    const baseUrl = await listen((request) => request.socket.destroy());
    const call = createClient(baseUrl).raw.GET('/v1.0/{project_id}/streaming/jobs', { params: { path } });
    const error = await catchRejection(call);
    expect(error).toBeInstanceOf(DliConnectionError);
    expect(error).toMatchObject({ operationId: 'GET /v1.0/p9/streaming/jobs', attempts: 3 });
  });

  it.each([{}, { 'transfer-encoding': 'chunked' }])('keeps integers beyond 2^53, both ways (%j)', async (headers) => {
    const text = '[{"is_success":"true","job_id":9007199254740993}]';
    const { dli, received } = await startService({ headers, body: text });
    const body = { job_ids: [1, 9007199254740993n], name: '\ue0001' };
    const { data } = await dli.raw.POST('/v1.0/{project_id}/streaming/jobs/stop', { params: { path }, body });
    expect(data).toEqual([{ is_success: 'true', job_id: 9007199254740993n }]);
    expect(received[0]?.body).toBe('{"job_ids":[1,9007199254740993],"name":"\ue0001"}');
  });

  it.each(['', '.', '..', undefined, '\ud800'])('refuses %j in the path', async (job_id) => {
    const { dli, received } = await startService();
    const call = dli.raw.GET('/v1.0/{project_id}/jobs/{job_id}/status', { params: { path: { ...path, job_id: job_id as string } } });
    const error = await catchRejection(call);
    expect(error).toBeInstanceOf(DliInputError);
    expect(error).toMatchObject({ operationId: '/v1.0/{project_id}/jobs/{job_id}/status', field: 'job_id' });
    expect(received).toEqual([]);
  });

  it('keeps what it is given within its segment of the path', async () => {
    const { dli, received } = await startService();
    await dli.raw.GET('/v1.0/{project_id}/jobs/{job_id}/status', { params: { path: { ...path, job_id: '../%2e' } } });
    expect(received[0]?.url).toBe('/v1.0/p9/jobs/..%2F%252e/status');
  });

  it('does not follow a redirect, which would carry the token elsewhere', async () => {
    const elsewhere = await startService();
    const { dli } = await startService({ status: 307, headers: { location: elsewhere.baseUrl } });
    const { response } = await dli.raw.GET('/v1.0/{project_id}/streaming/jobs', { params: { path } });
    expect([response.status, elsewhere.received]).toEqual([307, []]);
  });
});
