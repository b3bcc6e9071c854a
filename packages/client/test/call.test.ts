import { fetch as undiciFetch } from 'undici';
import { describe, expect, it } from 'vitest';
import { listFlinkJobs } from '../src/generated/operations.ts';
import type { Operation } from '../src/index.ts';
import { createDliClient, createDliCore, DliApiError, DliResponseError } from '../src/index.ts';
import { catchRejection, startService, token } from './service.ts';

describe('a named method', () => {
  it('gives the body of the response', async () => {
    const body = { is_success: 'true', job_list: { total_count: 1, jobs: [{ job_id: 104, status: 'job_running' }] } };
    const { dli } = await startService({ body });
    expect(await dli.listFlinkJobs()).toEqual(body);
  });

  it('accepts 201 as success', async () => {
    const { dli } = await startService({ status: 201, body: { is_success: true } });
    expect(await dli.createFlinkJarJob({ name: 'a' })).toEqual({ is_success: true });
  });

  it('gives a list if the response is one', async () => {
    const outcomes = [{ is_success: 'false', message: 'no such job' }, { is_success: 'true' }];
    const { dli } = await startService({ body: outcomes });
    expect(await dli.listFlinkJobs()).toEqual(outcomes);
  });

  it('sends method, project and query', async () => {
    const { dli, received } = await startService();
    await dli.listFlinkJobs({ status: 'job_running', limit: 50 });
    expect(received).toMatchObject([{ method: 'GET', url: '/v1.0/p1/streaming/jobs?status=job_running&limit=50', body: '' }]);
  });

  it('splits one flat input into path and body', async () => {
    const { dli, received } = await startService();
    await dli.updateFlinkSqlJob({ job_id: 104, name: 'myjob', parallel_number: 4 });
    expect(received).toMatchObject([
      { method: 'PUT', url: '/v1.0/p1/streaming/sql-jobs/104', body: '{"name":"myjob","parallel_number":4}' },
    ]);
  });

  it('sends the body as JSON', async () => {
    const { dli, received } = await startService();
    await dli.createFlinkJarJob({ name: 'test' });
    expect(received[0]?.headers).toMatchObject({ 'content-type': 'application/json', 'content-length': '15' });
  });

  it('sends an empty object when no field of the body is given', async () => {
    const { dli, received } = await startService();
    await dli.updateFlinkSqlJob({ job_id: 1 });
    expect(received[0]?.body).toBe('{}');
  });

  it('sends no content type without a body', async () => {
    const { dli, received } = await startService();
    await dli.showFlinkJob({ job_id: 1 });
    expect(received[0]?.headers).not.toHaveProperty('content-type');
  });

  it('sends the token', async () => {
    const { dli, received } = await startService();
    await dli.listFlinkJobs();
    expect(received[0]?.headers['x-auth-token']).toBe(token);
  });

  it('writes booleans as true and false, and encodes what a query cannot hold', async () => {
    const { dli, received } = await startService();
    await dli.listFlinkJobs({ show_detail: false, tags: 'team=风控,a&b' });
    expect(received[0]?.url).toBe('/v1.0/p1/streaming/jobs?show_detail=false&tags=team%3D%E9%A3%8E%E6%8E%A7%2Ca%26b');
  });

  it('leaves out fields that are undefined', async () => {
    const { dli, received } = await startService();
    await dli.updateFlinkSqlJob({ job_id: 1, name: undefined, resource_config: { max_slot: undefined } });
    await dli.listFlinkJobs({ name: undefined });
    expect([received[0]?.body, received[1]?.url]).toEqual(['{"resource_config":{}}', '/v1.0/p1/streaming/jobs']);
  });

  it.each([
    ['a/b', 'a%2Fb'],
    ['a?b', 'a%3Fb'],
    ['a#b', 'a%23b'],
    ['100%', '100%25'],
    ['%2e%2e', '%252e%252e'],
    ['../jobs', '..%2Fjobs'],
    ['作业 1', '%E4%BD%9C%E4%B8%9A%201'],
    ['$&', '%24%26'],
    ['{job_id}', '%7Bjob_id%7D'],
  ])('keeps %j within its segment of the path', async (job_id, segment) => {
    const { dli, received } = await startService();
    await dli.showSqlJobStatus({ job_id });
    expect(received[0]?.url).toBe(`/v1.0/p1/jobs/${segment}/status`);
  });

  it('encodes the project in the path', async () => {
    const { dli, received } = await startService({ body: {} }, { projectId: '项目/1' });
    await dli.listFlinkJobs();
    expect(received[0]?.url).toBe('/v1.0/%E9%A1%B9%E7%9B%AE%2F1/streaming/jobs');
  });

  it('can be taken off the client and called on its own', async () => {
    const { dli } = await startService({ body: { message: 'ok' } });
    const { listFlinkJobs } = dli;
    expect(await listFlinkJobs()).toEqual({ message: 'ok' });
  });
});

describe('success is what the document says', () => {
  const operation: Operation<{ id: string; reason?: string }, { done: boolean } | undefined> = {
    operationId: 'removeThing',
    method: 'delete',
    path: '/v1.0/{project_id}/things/{id}',
    fields: { id: 'path', reason: 'body' },
    hasBody: true,
    emptyStatuses: [202, 204],
  };

  it.each([
    [200, '{"done":true}', { done: true }],
    [201, '{"done":true}', { done: true }],
    [202, '', undefined],
    [202, 'accepted', undefined],
    [204, undefined, undefined],
  ])('with status %i and the body %j', async (status, body, output) => {
    const { dli, received } = await startService({ status, body });
    expect(await dli.call(operation, { id: 'a', reason: 'old' })).toEqual(output);
    expect(received).toMatchObject([{ method: 'DELETE', url: '/v1.0/p1/things/a', body: '{"reason":"old"}' }]);
  });

  it('but not where is_success is false, nor without a body that it has', async () => {
    const failed = await startService({ status: 202, body: { is_success: false, message: 'no' } });
    expect(await catchRejection(failed.dli.call(operation, { id: 'a' }))).toBeInstanceOf(DliApiError);
    const empty = await startService({ status: 200, body: '' });
    expect(await catchRejection(empty.dli.call(operation, { id: 'a' }))).toBeInstanceOf(DliResponseError);
  });
});

describe('the core', () => {
  it('calls an operation that it is handed', async () => {
    const { baseUrl, received } = await startService({ body: { message: 'ok' } });
    const core = createDliCore({ baseUrl, projectId: 'p2', credentials: { token } });
    expect(await core.call(listFlinkJobs, { limit: 1 })).toEqual({ message: 'ok' });
    expect(received[0]?.url).toBe('/v1.0/p2/streaming/jobs?limit=1');
  });
});

describe('the fetch that sends', () => {
  it('is the one in the options, called with a URL and plain values', async () => {
    const calls: [url: string, init: RequestInit][] = [];
    const fetch = async (...call: [url: string, init: RequestInit]) => {
      calls.push(call);
      return Response.json({ message: 'ok' });
    };
    const dli = createDliClient({ region: 'cn-north-4', projectId: 'p1', credentials: { token }, fetch });
    await dli.createFlinkJarJob({ name: 'a' });
    await dli.raw.POST('/v1.0/{project_id}/streaming/flink-jobs', { params: { path: { project_id: 'p1' } }, body: { name: 'a' } });
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-auth-token': token },
      redirect: 'manual',
      signal: expect.any(AbortSignal),
    };
    const url = 'https://dli.cn-north-4.myhuaweicloud.com/v1.0/p1/streaming/flink-jobs';
    expect(calls).toMatchObject([
      [url, { ...init, body: '{"name":"a"}' }],
      [url, { ...init, body: new TextEncoder().encode('{"name":"a"}') }],
    ]);
  });

  it('may be that of undici', async () => {
    const { dli, received } = await startService({ body: { message: 'ok' } }, { fetch: undiciFetch });
    expect(await dli.listFlinkJobs()).toEqual({ message: 'ok' });
    const path = { project_id: 'p1' };
    expect(await dli.raw.POST('/v1.0/{project_id}/streaming/jobs/stop', { params: { path }, body: { job_ids: [1] } })).toMatchObject({
      data: { message: 'ok' },
    });
    expect(received.map(({ body }) => body)).toEqual(['', '{"job_ids":[1]}']);
  });

  it('is otherwise the global one at the time of the call', async () => {
    const { dli } = await startService();
    const original = globalThis.fetch;
    globalThis.fetch = async () => Response.json({ message: 'intercepted' });
    try {
      expect(await dli.listFlinkJobs()).toEqual({ message: 'intercepted' });
    } finally {
      globalThis.fetch = original;
    }
  });
});
