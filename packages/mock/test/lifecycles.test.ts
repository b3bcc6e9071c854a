// One life of each kind of thing, as a client for infrastructure leads it: create, read at once, refresh, update, delete, read again.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createMock } from '../src/index.ts';
import type { Loose } from './support.ts';

const mock = createMock({ sandbox: true });
let url: string;

beforeAll(async () => {
  url = (await mock.listen({ port: 0 })).url;
});
afterAll(() => mock.close());

async function send(method: string, path: string, body?: unknown): Promise<Loose & { status: number; body: Loose }> {
  const response = await fetch(url + path, {
    method,
    headers: { 'x-auth-token': 'any', 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Loose } as Loose & { status: number; body: Loose };
}

/** Sends a request that has to succeed, as clients check it: by its status, and a flag in either form. */
async function call(method: string, path: string, body?: unknown): Promise<Loose> {
  const response = await send(method, path, body);
  expect([response.status, String(response.body.is_success ?? true)], JSON.stringify(response.body)).toEqual([200, 'true']);
  return response.body;
}

/** Polls until the state is the one waited for, and lists the states on the way. */
async function poll(wanted: string, readState: () => Promise<unknown>): Promise<unknown[]> {
  const states: unknown[] = [];
  do {
    mock.clock.advance('1s');
    states.push(await readState());
  } while (states.at(-1) !== wanted && states.length < 100);
  return [...new Set(states)];
}

const flink = '/v1.0/p/streaming';
const gone = { status: 400, body: { error_code: 'DLI.16001' } };

it.each([
  ['sql', 'sql-jobs', { sql_body: 'insert into a select b from c', run_mode: 'exclusive_cluster', tags: null }],
  ['jar', 'flink-jobs', { entrypoint: 'a.jar', main_class: 'A', dependency_jars: [], runtime_config: '{"a":"b"}' }],
])('a Flink %s job', async (kind, path, settings) => {
  const { job } = await call('POST', `${flink}/${path}`, {
    name: kind,
    queue_name: 'q',
    desc: 'd',
    ...settings,
  });
  const id = job?.job_id;
  const read = async () => (await call('GET', `${flink}/jobs/${id}`)).job_detail as Loose;
  expect(await read()).toMatchObject({ job_id: id, name: kind, desc: 'd', queue_name: 'q', status: 'job_init' });

  expect(await call('POST', `${flink}/jobs/run`, { job_ids: [id], resume_savepoint: false })).toMatchObject([{ is_success: 'true' }]);
  const readState = async () => (await read()).status;
  expect(await poll('job_running', readState)).toEqual(['job_submitting', 'job_running']);

  await call('PUT', `${flink}/${path}/${id}`, { restart_when_exception: true, resume_max_num: -1 });
  expect((await read()).job_config).toMatchObject({ restart_when_exception: true, resume_max_num: -1 });

  await call('POST', `${flink}/jobs/stop`, { job_ids: [id], trigger_savepoint: false });
  expect(await poll('job_cancel_success', readState)).toEqual(['job_canceling', 'job_cancel_success']);
  await call('PUT', `${flink}/${path}/${id}`, { name: `${kind}-2`, desc: null, ...(kind === 'sql' && { operator_config: '' }) });
  expect(await read()).toMatchObject({ name: `${kind}-2`, desc: 'd' });

  await call('DELETE', `${flink}/jobs/${id}`);
  expect(await send('GET', `${flink}/jobs/${id}`)).toMatchObject(gone);
  expect(await send('DELETE', `${flink}/jobs/${id}`)).toMatchObject(gone);
});

it('a Spark batch job', async () => {
  const settings = { file: 'obs://b/x.py', queue: 'q', name: 'n', numExecutors: 1, className: null, groups: null, conf: { a: 'b' } };
  const { id, state } = await call('POST', '/v2.0/p/batches', settings);
  expect(state).toBe('starting');
  expect(await call('GET', `/v2.0/p/batches/${id}`)).toMatchObject({ id, name: 'n', queue: 'q' });
  const readState = async () => (await call('GET', `/v2.0/p/batches/${id}/state`)).state;
  expect(await poll('running', readState)).toEqual(['starting', 'running']);

  await call('DELETE', `/v2.0/p/batches/${id}`);
  expect(await readState()).toBe('dead');
  expect(await send('GET', '/v2.0/p/batches/unknown')).toMatchObject({ status: 400, body: { error_code: 'DLI.0002' } });
});

it.each([
  ['SELECT * FROM t', 'LAUNCHING', ['LAUNCHING', 'RUNNING', 'FINISHED']],
  ['DESC t', 'FINISHED', ['FINISHED']],
])('a SQL job: %s', async (sql, first, states) => {
  const { job_id } = await call('POST', '/v1.0/p/jobs/submit-job', { sql, currentdb: 'd', queue_name: 'q', conf: null, tags: null });
  const readState = async () => (await call('GET', `/v1.0/p/jobs/${job_id}/status`)).status;
  expect(await readState()).toBe(first);
  expect(await call('GET', `/v1.0/p/jobs/${job_id}/detail`)).toMatchObject({ job_id, database_name: 'd', start_time: expect.any(Number) });
  expect(new Set([first, ...(await poll('FINISHED', readState))])).toEqual(new Set(states));
  const { jobs } = await call('GET', `/v1.0/p/jobs?start=0&end=0&job-id=${job_id}`);
  expect(jobs).toMatchObject([{ job_id, status: 'FINISHED' }]);

  expect(await send('DELETE', `/v1.0/p/jobs/${job_id}`)).toMatchObject({ status: 400, body: { error_code: 'DLI.0007' } });
  expect(await call('GET', `/v1.0/p/jobs/${job_id}/detail`)).toMatchObject({ job_id });
});

it('a SQL job that is cancelled', async () => {
  const { job_id } = await call('POST', '/v1.0/p/jobs/submit-job', { sql: 'SELECT 1', queue_name: 'q' });
  await call('DELETE', `/v1.0/p/jobs/${job_id}`);
  expect(await call('GET', `/v1.0/p/jobs/${job_id}/status`)).toMatchObject({ status: 'CANCELLED' });
  expect(await call('GET', `/v1.0/p/jobs/${job_id}/detail`)).toMatchObject({ job_id });
});

it('a template for Flink jobs', async () => {
  const { template } = await call('POST', `${flink}/job-templates`, {
    name: 't',
    desc: null,
    sql_body: 'select 1',
    job_type: 'flink_sql_job',
  });
  const id = template?.template_id;
  const read = async () => (await call('GET', `${flink}/job-templates?name=t&limit=100&offset=0`)).template_list as Loose;
  expect(await read()).toMatchObject({ total_count: 1, templates: [{ template_id: id, name: 't', desc: '', sql_body: 'select 1' }] });

  await call('PUT', `${flink}/job-templates/${id}`, { name: 't2', desc: 'd', sql_body: null });
  expect(await read()).toMatchObject({ templates: [{ template_id: id, name: 't2', desc: 'd', sql_body: 'select 1' }] });

  await call('DELETE', `${flink}/job-templates/${id}`);
  expect(await read()).toMatchObject({ total_count: 0, templates: [] });
  expect(await send('PUT', `${flink}/job-templates/${id}`, { name: 't3' })).toMatchObject({ status: 400 });
});
