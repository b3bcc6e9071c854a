// What public clients of DLI send and read, over HTTP as they do.
import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMock } from '../src/index.ts';
import type { Loose } from './support.ts';

const keys = { accessKeyId: 'test-id', secretAccessKey: 'test-secret' };
const mocks = {
  plain: createMock(),
  strict: createMock({ strict: true }),
  sandbox: createMock({ sandbox: true }),
  verifying: createMock({ auth: keys }),
  temporary: createMock({ auth: { ...keys, securityToken: 'test-token' } }),
};
type Name = keyof typeof mocks;
const urls = {} as Record<Name, string>;

beforeAll(async () => {
  for (const name of Object.keys(mocks) as Name[]) urls[name] = (await mocks[name].listen({ port: 0 })).url;
});
afterAll(() => Promise.all(Object.values(mocks).map((mock) => mock.close())));
beforeEach(() => mocks.sandbox.reset());

async function request(
  of: Name,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = { 'x-auth-token': 'any' },
) {
  const response = await fetch(urls[of] + path, {
    method,
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const json = (await response.json()) as Loose;
  return { status: response.status, body: json, message: String(json.error_msg ?? '') };
}

const both: Name[] = ['plain', 'sandbox'];
const sparkJob = {
  file: 'obs://b/x.py',
  cluster_name: 'q1',
  name: 'n',
  feature: 'basic',
  sc_type: 'C',
  driverMemory: '15G',
  driverCores: 4,
  executorMemory: '8G',
  executorCores: 2,
  numExecutors: 14,
  catalog_name: 'dli',
  spark_version: '3.1.1',
  modules: ['sys.datasource.dli-inner-table'],
  conf: { 'spark.dli.metaAccess.enable': 'true' },
};

describe('a Spark job', () => {
  it.each(both)('needs no main class (%s)', async (of) => {
    expect(await request(of, 'POST', '/v2.0/p/batches', sparkJob)).toMatchObject({ status: 200, body: { state: 'starting' } });
  });

  it.each(both)('may name its queue twice, and then queue counts (%s)', async (of) => {
    const { status, body } = await request(of, 'POST', '/v2.0/p/batches', { ...sparkJob, queue: 'q2' });
    expect(status).toBe(200);
    if (of === 'sandbox') expect(body).toMatchObject({ queue: 'q2', cluster_name: 'q2' });
  });

  it.each(both)('may be created with the header USER-ID (%s)', async (of) => {
    const headers = { 'x-auth-token': 'any', 'USER-ID': 'u1' };
    expect((await request(of, 'POST', '/v2.0/p/batches', sparkJob, headers)).status).toBe(200);
    expect(mocks[of].operation('createSparkJob').calls.at(-1)?.input['USER-ID']).toBe('u1');
  });
});

describe('null for an optional property', () => {
  const create = { name: 'a', sql_body: 'x', queue_name: 'q' };

  it.each(
    Object.entries({
      tags: null,
      manager_cu_number: null,
      checkpoint_mode: null,
      resource_config: { max_slot: null, jobmanager_resource_spec: { cpu: null } },
    }).flatMap(([name, value]) => [...both, 'strict' as const].map((of) => [name, of, value] as const)),
  )('means that it is omitted: %s (%s)', async (name, of, value) => {
    expect((await request(of, 'POST', '/v1.0/p/streaming/sql-jobs', { ...create, [name]: value })).status).toBe(200);
  });

  it('is stored as if it were omitted', async () => {
    const jobs = await Promise.all(
      [{}, { desc: null, tags: null, manager_cu_number: null, checkpoint_interval: null }].map(async (more, index) => {
        const { body } = await request('sandbox', 'POST', '/v1.0/p/streaming/sql-jobs', { ...create, name: `a${index}`, ...more });
        const shown = await request('sandbox', 'GET', `/v1.0/p/streaming/jobs/${body.job?.job_id}`);
        const { job_id: _, name: __, ...job } = shown.body.job_detail as Loose;
        return job;
      }),
    );
    expect(jobs[0]).toEqual(jobs[1]);
  });

  it('changes nothing in an update', async () => {
    const { body } = await request('sandbox', 'POST', '/v1.0/p/streaming/sql-jobs', { ...create, desc: 'd' });
    const path = `/v1.0/p/streaming/sql-jobs/${body.job?.job_id}`;
    expect((await request('sandbox', 'PUT', path, { desc: null, queue_name: null })).status).toBe(200);
    const shown = await request('sandbox', 'GET', `/v1.0/p/streaming/jobs/${body.job?.job_id}`);
    expect(shown.body.job_detail).toMatchObject({ desc: 'd', queue_name: 'q' });
  });

  it.each([
    ['a required property', { ...create, name: null }, 'body.name must be a string'],
    ['a required property of an item', { ...create, tags: [{ key: 'k', value: null }] }, 'body.tags[0].value must be a string'],
    ['an item', { ...create, tags: [null] }, 'body.tags[0] must be an object'],
    [
      'a misspelt property',
      { ...create, queueName: null },
      'body.queueName is not a property that the document knows (did you mean queue_name?)',
    ],
  ])('stands for nothing else: %s', async (_what, body, message) => {
    const { status, message: found } = await request('plain', 'POST', '/v1.0/p/streaming/sql-jobs', body);
    expect([status, found.startsWith(message)]).toEqual([400, true]);
  });
});

describe('digits in a string for a number', () => {
  const path = '/v1.0/p/streaming/jobs/104/import-savepoint';
  const body = { job_id: '104', savepoint_path: 'b/x' };

  it('are taken by the mock', async () => {
    expect((await request('plain', 'POST', path, body)).status).toBe(200);
    expect(mocks.plain.operation('importFlinkJobSavepoint').calls.at(-1)?.input.job_id).toBe(104);
  });

  it('are stored as the number by the sandbox', async () => {
    const id = 9007199254740993n;
    mocks.sandbox.seed({ flinkJobs: [{ job_id: id, name: 'large' }] });
    const large = { job_id: String(id), savepoint_path: 'b/x' };
    expect((await request('sandbox', 'POST', `/v1.0/p/streaming/jobs/${id}/import-savepoint`, large)).status).toBe(200);
    await request('sandbox', 'POST', '/v1.0/p/streaming/sql-jobs', { name: 'a', sql_body: 'x', cu_number: '3', checkpoint_mode: '2' });
    const [, job] = mocks.sandbox.state.projects.p?.flinkJobs ?? [];
    expect(job?.job_config).toMatchObject({ cu_number: 3, checkpoint_mode: 'at_least_once' });
  });

  it('are reported by a strict mock', async () => {
    const { status, message } = await request('strict', 'POST', path, body);
    expect([status, message]).toEqual([400, 'body.job_id must be an integer, found "104"']);
  });

  it.each(['', '1e2', '1.5', '01', '0x1', ' 1', 'one', '9'.repeat(400)])('are nothing else: %j', async (text) => {
    expect((await request('plain', 'POST', path, { ...body, job_id: text })).status).toBe(400);
  });

  it('stay a text where a text is meant', async () => {
    await request('plain', 'POST', '/v2.0/p/batches', { ...sparkJob, name: '7', conf: { 'spark.cores': '7' } });
    expect(mocks.plain.operation('createSparkJob').calls.at(-1)?.input).toMatchObject({ name: '7', conf: { 'spark.cores': '7' } });
  });
});

describe('a signature', () => {
  const path = '/v1.0/p1/streaming/jobs';

  /** As two public Go clients sign: written out, so that nothing of this project is part of it. */
  function sign(headers: Record<string, string>): Record<string, string> {
    const names = Object.keys(headers).sort();
    const hash = (text: string) => createHash('sha256').update(text).digest('hex');
    const lines = names.map((name) => `${name}:${headers[name]}\n`).join('');
    const canonical = `GET\n${path}/\n\n${lines}\n${names.join(';')}\n${hash('')}`;
    const toSign = `SDK-HMAC-SHA256\n${headers['x-sdk-date']}\n${hash(canonical)}`;
    const signature = createHmac('sha256', keys.secretAccessKey).update(toSign).digest('hex');
    return { ...headers, authorization: `SDK-HMAC-SHA256 Access=test-id, SignedHeaders=${names.join(';')}, Signature=${signature}` };
  }

  const date = () => ({ 'x-sdk-date': new Date().toISOString().replace(/[-:]|\.\d+/g, '') });
  const get = (of: Name, headers: Record<string, string>) => request(of, 'GET', path, undefined, headers);

  it('need not cover the host', async () => {
    expect((await get('verifying', sign({ 'x-project-id': 'p1', ...date() }))).status).toBe(200);
    expect((await get('verifying', sign(date()))).status).toBe(200);
  });

  it('of temporary keys need not cover what is added after signing', async () => {
    const later = { 'x-project-id': 'p1', 'x-security-token': 'test-token' };
    expect((await get('temporary', { ...sign(date()), ...later })).status).toBe(200);
    expect((await get('temporary', { ...sign(date()), 'x-security-token': 'another' })).status).toBe(401);
  });

  it.each<[string, () => Record<string, string>, string]>([
    [
      'a signed header that was changed',
      () => ({ ...sign({ 'x-project-id': 'p1', ...date() }), 'x-project-id': 'p2' }),
      'the signature is wrong',
    ],
    ['no signed date', () => ({ ...sign({ 'x-project-id': 'p1' }), ...date() }), 'SignedHeaders must name x-sdk-date'],
  ])('is refused for %s', async (_what, headers, message) => {
    const response = await get('verifying', headers());
    expect([response.status, response.message]).toEqual([401, expect.stringContaining(message)]);
  });

  it.each(['V11-HMAC-SHA256', 'SDK-HMAC-SM3'])('by %s is refused with the algorithm that is verified', async (algorithm) => {
    for (const of of ['plain', 'verifying'] as const) {
      const { status, message } = await get(of, { authorization: `${algorithm} Credential=a` });
      expect([status, message]).toEqual([401, expect.stringContaining(`${algorithm}, and the mock verifies SDK-HMAC-SHA256 only`)]);
    }
  });

  it('of no known form is not shown', async () => {
    expect((await get('plain', { authorization: 'a-secret' })).message).not.toContain('a-secret');
  });
});

describe('templates for Flink jobs', () => {
  it.each(both)('have a boolean is_success in each response (%s)', async (of) => {
    const path = '/v1.0/p/streaming/job-templates';
    const created = await request(of, 'POST', path, { name: 'x' });
    const id = of === 'sandbox' ? created.body.template?.template_id : 1;
    const others = [
      await request(of, 'GET', path),
      await request(of, 'PUT', `${path}/${id}`, { name: 'y' }),
      await request(of, 'DELETE', `${path}/${id}`),
    ];
    expect([created, ...others].map(({ body }) => body.is_success)).toEqual([true, true, true, true]);
  });

  it('are the only Flink responses that have one', async () => {
    expect((await request('sandbox', 'GET', '/v1.0/p/streaming/jobs')).body.is_success).toBe('true');
  });
});

describe('the detail of a SQL job', () => {
  const statements = [
    'SELECT * FROM d.t',
    'DESC t',
    'DESCRIBE t',
    'CREATE DATABASE d',
    "LOAD DATA INPATH 'obs://b/x' INTO TABLE t",
    'INSERT INTO t VALUES (1)',
  ];

  it.each(statements)('is there in every state: %s', async (sql) => {
    const { body } = await request('sandbox', 'POST', '/v1.0/p/jobs/submit-job', { sql, currentdb: 'd' });
    const show = () => request('sandbox', 'GET', `/v1.0/p/jobs/${body.job_id}/detail`);
    for (const wait of [0, 2_000, 60_000]) {
      mocks.sandbox.clock.advance(wait);
      const { status, body: detail } = await show();
      expect(status).toBe(200);
      expect(detail).toMatchObject({ is_success: true, job_id: body.job_id, owner: expect.any(String), database_name: 'd' });
      expect([typeof detail.start_time, typeof detail.duration]).toEqual(['number', 'number']);
    }
  });

  it.each(['FAILED', 'CANCELLED'] as const)('is there for a job that is %s', async (status) => {
    mocks.sandbox.seed({ sqlJobs: [{ job_id: 'x', status }] });
    expect((await request('sandbox', 'GET', '/v1.0/p/jobs/x/detail')).status).toBe(200);
  });

  it('may be planned without what only transfers have', () => {
    const detail = { is_success: true, message: '', job_id: 'x', owner: 'o', start_time: 1, duration: 1, database_name: 'd' };
    expect(() => createMock({ strict: true }).operation('showSqlJobDetail').reply({ body: detail })).not.toThrow();
  });
});

describe('a list of SQL jobs', () => {
  beforeEach(() => mocks.sandbox.seed({ sqlJobs: [{ job_id: 'x' }] }));

  it('has no bounds with start=0&end=0', async () => {
    expect((await request('sandbox', 'GET', '/v1.0/p/jobs?start=0&end=0')).body.job_count).toBe(1);
  });

  it.each(['COMPUTED', 'SUSPENDED', 'ACTIVE', 'DELETED', 'CREATING'])('may be filtered by the state %s', async (state) => {
    expect(await request('plain', 'GET', `/v1.0/p/jobs?job-status=${state}`)).toMatchObject({ status: 200 });
    expect(await request('sandbox', 'GET', `/v1.0/p/jobs?job-status=${state}`)).toMatchObject({ status: 200, body: { job_count: 0 } });
  });
});

describe('a stream graph', () => {
  const path = '/v3/p/streaming/jobs/104/gen-graph';

  it('may be for Flink 1.15, and not for 1.1', async () => {
    expect((await request('plain', 'POST', path, { sql_body: 'x', flink_version: '1.15' })).status).toBe(200);
    expect((await request('plain', 'POST', path, { sql_body: 'x', flink_version: '1.1' })).status).toBe(400);
  });
});

it.each(['shared_cluster', 'exclusive_cluster', undefined])('a Flink job without a queue cannot run: %s', async (run_mode) => {
  const { body } = await request('sandbox', 'POST', '/v1.0/p/streaming/sql-jobs', { name: 'a', sql_body: 'x', run_mode });
  const run = await request('sandbox', 'POST', '/v1.0/p/streaming/jobs/run', { job_ids: [body.job?.job_id] });
  expect(run).toMatchObject({ status: 400, body: [{ error_code: 'DLI.13024' }] });
});

describe('a message about alternatives', () => {
  it.each([
    ['/v2.0/p/batches', { file: 'obs://b/x.py' }, 'body must have queue or cluster_name'],
    ['/v2.0/p/batches', { file: 'obs://b/x.py', queue: 5 }, 'body.queue must be a string, found 5'],
    ['/v1.0/p/streaming/jobs/export', { obs_dir: 'd', is_selected: true }, 'body.job_selected is required'],
    [
      '/v1.0/p/jobs/x/export-result',
      { data_path: 'obs://b/c', data_type: 'json', quote_char: '"' },
      'body.quote_char goes only with data_type, which must be "csv"',
    ],
    [
      '/v1.0/p/jobs/x/export-result',
      { data_path: 'obs://b/c', data_type: 'xml', quote_char: '"' },
      'body.data_type must be one of "csv", "json", found "xml"',
    ],
  ])('says what is missing, or does not go together: %s %j', async (path, body, message) => {
    expect(await request('plain', 'POST', path, body)).toMatchObject({ status: 400, message });
  });

  it('of a parameter names the values of each', async () => {
    const { message } = await request('plain', 'GET', '/v1.0/p/jobs?job-type=FOO');
    expect(message).toMatch(/^query\.job-type must be one of "DDL", .+, or must be "ALL", found "FOO"$/);
  });
});
