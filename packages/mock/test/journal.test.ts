// What a mock remembers of the calls that it was sent.
import { createDliClient } from '@dli-openapi/client';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Mock } from '../src/index.ts';
import { createMock, MockError } from '../src/index.ts';
import { createJournal } from '../src/journal/journal.ts';
import { get, jobsPath, post, token } from './support.ts';

let mock: Mock;

beforeEach(() => {
  mock = createMock();
});

function client(of = mock) {
  return createDliClient({ region: 'cn-north-4', projectId: 'p1', credentials: { token: 'secret-token' }, fetch: of.fetch });
}

describe('a recorded call', () => {
  it('has the input of the client, and the response that it got', async () => {
    const input = { name: 'x', tags: [{ key: 'k', value: 'v' }] };
    const output = await client().createFlinkJarJob(input);

    expect(mock.calls).toEqual([
      {
        operationId: 'createFlinkJarJob',
        method: 'POST',
        path: '/v1.0/p1/streaming/flink-jobs',
        input,
        headers: expect.objectContaining({ 'content-type': 'application/json' }),
        violations: [],
        response: { status: 200, body: output, fault: undefined },
        time: expect.any(Date),
        milliseconds: expect.any(Number),
      },
    ]);
  });

  it('has path, query and body together', async () => {
    await client().listFlinkJobs({ status: 'job_running', limit: 5, show_detail: true });
    await client().updateFlinkSqlJob({ job_id: 104, name: 'x' });

    expect(mock.calls.map(({ input }) => input)).toEqual([
      { status: 'job_running', limit: 5, show_detail: true },
      { job_id: 104, name: 'x' },
    ]);
  });

  it('has integers beyond 2^53 exactly', async () => {
    await client().showFlinkJob({ job_id: '9223372036854775807' });
    await client().batchStopFlinkJobs({ job_ids: [1, 9007199254740993n] });

    expect(mock.calls.map(({ input }) => input)).toEqual([{ job_id: 9223372036854775807n }, { job_ids: [1, 9007199254740993n] }]);
  });

  it('shows no secret', async () => {
    await get(
      jobsPath,
      { 'x-auth-token': 'secret-a', authorization: 'secret-b', 'x-security-token': 'secret-c', cookie: 'secret-d' },
      mock,
    );

    await get(`/nowhere?token=secret-e&limit=1`, token, mock);

    expect(JSON.stringify(mock.calls)).not.toContain('secret-');
    expect(mock.calls[0]?.headers['x-auth-token']).toBe('[redacted]');
    expect(mock.calls[1]?.path).toBe('/nowhere?token=[redacted]&limit=1');
  });

  it('has the violations of a request that was refused', async () => {
    await post('{"name":"a","queueName":"q"}', {}, mock);

    expect(mock.calls[0]).toMatchObject({
      operationId: 'createFlinkJarJob',
      input: { name: 'a', queueName: 'q' },
      violations: [{ pointer: 'body.queueName', rule: 'unevaluatedProperties', nearest: 'queue_name' }],
      response: { status: 400 },
    });
  });

  it.each([
    ['no path of the document', () => get('/nowhere', token, mock), 404, ['path']],
    ['no method of its path', () => mock.fetch(`http://mock${jobsPath}`, { method: 'PUT' }), 405, ['method']],
    ['no credentials', () => get(jobsPath, {}, mock), 401, []],
  ])('has no operation where the request had %s', async (_what, ask, status, violated) => {
    await ask();

    expect(mock.calls[0]).toMatchObject({ operationId: undefined, input: {}, response: { status } });
    expect(mock.calls[0]?.violations.map(({ pointer }) => pointer)).toEqual(violated);
  });

  it('has the fault that struck', async () => {
    mock.operation('listFlinkJobs').reply({ fault: 'reset' });
    await get(jobsPath, token, mock).catch(() => {});

    expect(mock.calls[0]?.response).toEqual({ status: 0, body: undefined, fault: 'reset' });
  });

  it('cannot be changed', async () => {
    await get(jobsPath, token, mock);

    expect(() => Object.assign(mock.calls[0] ?? {}, { method: 'PUT' })).toThrow(TypeError);
    expect(() => Array.prototype.pop.call(mock.calls)).toThrow(TypeError);
  });

  it('survives a field that prototypes have', async () => {
    await post('{"name":"a","__proto__":{"polluted":true}}', {}, mock);

    expect(mock.calls[0]?.violations).toHaveLength(1);
    expect(Object.keys(mock.calls[0]?.input ?? {})).toEqual(['name', '__proto__']);
  });
});

describe('the calls', () => {
  it('come in order, those of fetch and those over HTTP', async () => {
    const { url } = await mock.listen({ port: 0 });
    await get(`${jobsPath}/1`, token, mock);
    await fetch(`${url}${jobsPath}/2`, { headers: token });
    await mock.close();

    expect(mock.calls.map(({ input }) => input)).toEqual([{ job_id: 1 }, { job_id: 2 }]);
  });

  it('are there for one operation', async () => {
    await client().listFlinkJobs();
    await client().createFlinkJarJob({ name: 'x' });

    expect(mock.operation('createFlinkJarJob').calls.map(({ input }) => input.name)).toEqual(['x']);
  });

  it('are the latest ones, as many as an option says', async () => {
    const small = createMock({ keepCalls: 2 });
    for (const id of [1, 2, 3]) await client(small).showFlinkJob({ job_id: id });

    expect(small.calls.map(({ input }) => input)).toEqual([{ job_id: 2 }, { job_id: 3 }]);
  });

  it('are 1,000 at the most unless an option says otherwise', async () => {
    for (let id = 0; id < 1005; id++) await get('/nowhere', token, mock);

    expect(mock.calls).toHaveLength(1000);
  });

  it('hold 64 MiB of bodies at the most', () => {
    const journal = createJournal(1000);
    const request = { method: 'POST', url: new URL('http://mock/'), headers: {}, body: new Uint8Array(9 * 1024 * 1024) };
    const response = { status: 404, headers: {}, body: undefined, violations: [] };
    for (let index = 0; index < 9; index++) journal.observe({ request, call: undefined, response, startedAt: index, milliseconds: 0 });

    expect(journal.calls.map(({ time }) => time.getTime())).toEqual([2, 3, 4, 5, 6, 7, 8]);
  });

  it('are not kept where an option says so', async () => {
    const none = createMock({ keepCalls: 0 });
    await get(jobsPath, token, none);

    expect(none.calls).toEqual([]);
  });

  it('do not count what a browser asks by itself', async () => {
    await mock.fetch(`http://mock${jobsPath}`, { method: 'OPTIONS', headers: { 'access-control-request-method': 'GET' } });

    expect(mock.calls).toEqual([]);
  });

  it('are forgotten with reset', async () => {
    await get(jobsPath, token, mock);
    mock.reset();

    expect(mock.calls).toEqual([]);
  });

  it.each([-1, 1.5, Number.NaN])('cannot be %s', (keepCalls) => {
    expect(() => createMock({ keepCalls })).toThrow(new MockError(`keepCalls must be a whole number from 0, found ${keepCalls}.`));
  });
});
