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
  const text = await response.text();
  const responded: { status: number; body: Loose } = { status: response.status, body: text === '' ? {} : JSON.parse(text) };
  return responded as Loose & typeof responded;
}

/** Sends a request that has to succeed, as clients check it: by its status, and a flag in either form. */
async function call(method: string, path: string, body?: unknown, status = 200): Promise<Loose> {
  const response = await send(method, path, body);
  expect([response.status, String(response.body.is_success ?? true)], JSON.stringify(response.body)).toEqual([status, 'true']);
  return response.body;
}

/** Polls until the state is the one waited for, and lists the states on the way. */
async function poll(wanted: unknown, readState: () => Promise<unknown>, interval: '1s' | '10s' | '20s' = '1s'): Promise<unknown[]> {
  const states: unknown[] = [];
  do {
    mock.clock.advance(interval);
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

const missing = { status: 400, body: { error_code: 'DLI.0002' } };

/** Reads pages until one is empty, as clients do that trust no total. */
async function readPages(path: string, list: string, limit = 100): Promise<Loose[]> {
  const all: Loose[] = [];
  for (let page: Loose[] | undefined; page === undefined || page.length > 0; all.push(...page)) {
    page = Object.values((await call('GET', `${path}?offset=${all.length}&limit=${limit}`))[list] ?? {});
  }
  return all;
}

it('an elastic resource pool', async () => {
  const pools = '/v3/p/elastic-resource-pools';
  const settings = { elastic_resource_pool_name: 'Pool_1', max_cu: 128, min_cu: 64, description: 'd', cidr_in_vpc: '172.16.0.0/12' };
  expect(await call('POST', pools, { ...settings, charging_mode: 1, enterprise_project_id: '0' })).toMatchObject({
    elastic_resource_pool_name: 'pool_1',
  });
  const find = async () =>
    (await readPages(pools, 'elastic_resource_pools')).find(({ elastic_resource_pool_name: name }) => String(name) === 'pool_1');
  // The ID is read at once.
  const created = await find();
  expect(created).toMatchObject({ resource_id: expect.stringMatching(/^[\da-f-]{36}$/), status: 'CREATING', min_cu: 64, max_cu: 128 });
  const readState = async () => (await find())?.status;
  expect(await poll('AVAILABLE', readState, '20s')).toEqual(['CREATING', 'AVAILABLE']);
  expect(await find()).toMatchObject({ resource_id: created?.resource_id, actual_cu: 64, current_cu: 64, queues: [], fail_reason: '' });

  await call('PUT', `${pools}/Pool_1`, { description: 'd2', max_cu: 256, min_cu: 64 });
  expect([await readState(), ...(await poll('AVAILABLE', readState, '20s'))]).toEqual(['SCALING', 'SCALING', 'AVAILABLE']);
  expect(await find()).toMatchObject({ description: 'd2', max_cu: 256, min_cu: 64 });

  await call('DELETE', `${pools}/Pool_1`);
  expect(await poll(undefined, readState, '10s')).toEqual([undefined]);
  expect(await send('DELETE', `${pools}/Pool_1`)).toMatchObject(missing);
});

it('a queue of its own, which is scaled', async () => {
  const queue = {
    queue_name: 'Queue_1',
    cu_count: 64,
    queue_type: 'sql',
    resource_mode: 1,
    charging_mode: 1,
    description: '',
    engine: 'spark',
  };
  expect(await call('POST', '/v1.0/p/queues', { ...queue, labels: null, tags: [{ key: 'team', value: 'risk' }] })).toMatchObject({
    queue_name: 'queue_1',
  });
  mock.clock.advance('4m');
  const { queues } = await call('GET', '/v1.0/p/queues?queue_type=all');
  expect(queues).toMatchObject([{ queue_name: 'default' }, { queue_name: 'queue_1', cu_count: 64, resource_mode: 1, engine: 'spark' }]);
  expect(await call('GET', '/v1.0/p/queues?queue_type=sql&tags=team%3Drisk&page-size=1&current-page=1')).toMatchObject({
    queues: [{ queue_name: 'queue_1' }],
  });

  await call('POST', '/v1.0/p/jobs/submit-job', { sql: 'select 1', queue_name: 'QUEUE_1' });
  mock.clock.advance('1m');
  // What is sent is the difference, what is waited for the sum.
  const read = () => call('GET', '/v1.0/p/queues/queue_1');
  expect(await call('PUT', '/v1.0/p/queues/queue_1/action', { action: 'scale_out', cu_count: 16 })).toMatchObject({
    queue_name: 'queue_1',
    result: true,
  });
  expect(await poll(80, async () => (await read()).cuCount)).toEqual([64, 80]);

  await call('DELETE', '/v1.0/p/queues/queue_1');
  expect(await send('GET', '/v1.0/p/queues/queue_1')).toMatchObject(missing);
  expect(await send('DELETE', '/v1.0/p/queues/queue_1')).toMatchObject(missing);
});

it('a queue in a pool, with properties and scaling policies', async () => {
  await call('POST', '/v3/p/elastic-resource-pools', { elastic_resource_pool_name: 'pool', min_cu: 64, max_cu: 128 });
  mock.clock.advance('1m');
  await call('POST', '/v1.0/p/queues', { queue_name: 'q_1', cu_count: 16, elastic_resource_pool_name: 'Pool', resource_mode: 1 });
  const readPool = async () => (await call('GET', '/v3/p/elastic-resource-pools?name=pool')).elastic_resource_pools?.[0] as Loose;
  expect(await readPool()).toMatchObject({ status: 'SCALING', queues: ['q_1'] });
  expect(await poll('AVAILABLE', async () => (await readPool()).status, '20s')).toEqual(['SCALING', 'AVAILABLE']);

  const properties = '/v3/p/queues/q_1/properties';
  const readProperties = async () => (await call('GET', `${properties}?offset=0&limit=100`)).properties;
  await call('PUT', properties, { properties: { 'computeEngine.maxInstance': 2, 'job.maxConcurrent': 5 } });
  expect(await readProperties()).toContainEqual({ key: 'computeEngine.maxInstance', value: '2' });
  await call('DELETE', properties, { keys: ['computeEngine.maxInstance', 'job.maxConcurrent'] });
  expect(await readProperties()).toEqual([]);

  const ofPool = '/v3/p/elastic-resource-pools/pool/queues';
  const policy = { priority: 10, impact_start_time: '00:00', impact_stop_time: '24:00', min_cu: 16, max_cu: 64 };
  await call('PUT', `${ofPool}/q_1`, { queue_scaling_policies: [policy] });
  expect(await readPages(ofPool, 'queues', 1)).toMatchObject([{ queue_name: 'q_1', queue_scaling_policies: [policy] }]);

  expect(await send('DELETE', '/v3/p/elastic-resource-pools/pool')).toMatchObject({ status: 400, body: { error_code: 'DLI.0007' } });
  await call('DELETE', '/v1.0/p/queues/q_1');
  expect(await poll('AVAILABLE', async () => (await readPool()).status, '20s')).toEqual(['SCALING', 'AVAILABLE']);
  await call('DELETE', '/v3/p/elastic-resource-pools/pool');
  expect(await readPages('/v3/p/elastic-resource-pools', 'elastic_resource_pools')).toEqual([]);
});

it('a queue that is bound to a pool later', async () => {
  await call('POST', '/v3/p/elastic-resource-pools', { elastic_resource_pool_name: 'pool', min_cu: 64, max_cu: 128 });
  await call('POST', '/v1.0/p/queues', { queue_name: 'q_2', cu_count: 64, resource_mode: 1 });
  const ofPool = '/v3/p/elastic-resource-pools/pool/queues';
  expect(await send('POST', ofPool, { queue_name: 'q_2' })).toMatchObject({ status: 400, body: { error_code: 'DLI.0012' } });
  mock.clock.advance('1m');
  await call('POST', ofPool, { queue_name: 'q_2' });
  expect(await call('GET', '/v1.0/p/queues/q_2')).toMatchObject({ elastic_resource_pool_name: 'pool' });
  expect(await send('POST', ofPool, { queue_name: 'q_2' })).toMatchObject({ status: 400, body: { error_code: 'DLI.0007' } });
});

it('a template for SQL jobs', async () => {
  const settings = { sql_name: 't', sql: 'select 1', description: 'd', group: 'g' };
  const { sql_id } = await call('POST', '/v1.0/p/sqls', settings);
  const find = async () => Object.values((await call('GET', '/v1.0/p/sqls')).sqls ?? {}).find((each) => each.sql_id === sql_id);
  expect(await find()).toMatchObject({ ...settings, owner: expect.any(String) });

  await call('PUT', `/v1.0/p/sqls/${sql_id}`, { ...settings, sql_name: 't2', description: '' });
  expect(await find()).toMatchObject({ ...settings, sql_name: 't2', description: '' });

  await call('POST', '/v1.0/p/sqls-deletion', { sql_ids: [sql_id] });
  expect(await find()).toBeUndefined();
  expect(await send('POST', '/v1.0/p/sqls-deletion', { sql_ids: [sql_id] })).toMatchObject(missing);
});

it('a template for Spark jobs, which is deleted as one for SQL jobs', async () => {
  const settings = { queue: 'q', file: 'obs://b/pi.jar', className: 'Pi', sc_type: 'A', args: ['1'], conf: { a: '1' }, obs_bucket: null };
  const { obs_bucket: _, ...stored } = settings;
  const templates = '/v3/p/templates';
  const { id } = await call('POST', templates, { type: 'SPARK', name: 't', body: settings, group: 'g', description: 'd' });
  const read = () => call('GET', `${templates}/${id}`);
  expect(await read()).toMatchObject({ id, type: 'SPARK', name: 't', body: stored, group: 'g', description: 'd' });

  await call('PUT', `${templates}/${id}`, { name: 't2', body: { ...settings, args: ['2'] }, group: 'g2', description: '' });
  expect(await read()).toMatchObject({ name: 't2', body: { ...stored, args: ['2'] }, group: 'g2', description: '' });

  await call('POST', '/v1.0/p/sqls-deletion', { sql_ids: [id] });
  expect(await send('GET', `${templates}/${id}`)).toMatchObject({ status: 404 });
});

it('a datasource authentication', async () => {
  const path = '/v3/p/datasource/auth-infos';
  const settings = { auth_info_name: 'auth1', datasource_type: 'passwd', user_name: 'reader' };
  expect(await send('POST', path, { ...settings, password: 'example-1' })).toMatchObject({ status: 201, body: { is_success: true } });
  const read = async () => (await call('GET', `${path}?auth_info_name=auth1`)).auth_infos;
  const shown = { owner: 'test_user', create_time: expect.any(Number), update_time: expect.any(Number) };
  expect(await read()).toEqual([{ ...settings, ...shown }]);

  await call('PUT', path, { auth_info_name: 'auth1', user_name: 'writer', password: 'example-2' });
  expect(await read()).toEqual([{ ...settings, user_name: 'writer', ...shown }]);

  await call('DELETE', `${path}/auth1`);
  expect(await read()).toEqual([]);
  expect(await send('DELETE', `${path}/auth1`)).toMatchObject(missing);
});

it('a global variable', async () => {
  const path = '/v1.0/p/variables';
  await call('POST', path, { var_name: 'v', var_value: 'a', is_sensitive: true });
  const find = async () => (await readPages(path, 'global_vars')).find(({ var_name }) => String(var_name) === 'v');
  expect(await find()).toMatchObject({ var_name: 'v', var_value: 'a', is_sensitive: true });

  await call('PUT', `${path}/v`, { var_value: 'b' });
  expect(await find()).toMatchObject({ var_value: 'b', is_sensitive: true });

  await call('DELETE', `${path}/v`);
  expect(await find()).toBeUndefined();
  expect(await send('DELETE', `${path}/v`)).toMatchObject({ status: 400, body: { error_code: 'DLI.0999' } });
});

it('a SQL inspection rule', async () => {
  const path = '/v1/p/sql-defend-rules';
  const settings = { rule_name: 'r', rule_id: 'running_0003', category: 'running', engine_rules: { circuitBreaker: 60 } };
  await call('POST', path, { ...settings, queue_names: ['default'] });
  const { rules, total_count } = await call('GET', `${path}?limit=1000&rule_name=r&offset=0`);
  expect([total_count, rules]).toMatchObject([1, [{ ...settings, queue_names: ['default'] }]]);

  const id = rules?.[0]?.rule_uuid;
  await call('PUT', `${path}/${id}`, { ...settings, engine_rules: { circuitBreaker: 90 } });
  expect(await call('GET', `${path}/${id}`)).toMatchObject({ engine_rules: { circuitBreaker: 90 }, queue_names: ['default'] });

  await call('DELETE', `${path}/${id}`);
  expect(await send('GET', `${path}/${id}`)).toMatchObject(missing);
});

it('a catalog', async () => {
  const catalog = { name: 'c', parameters: { type: 'lakeformation', externalCatalog: 'hive' }, description: 'd' };
  const path = '/v3/p/catalogs';
  await call('POST', `${path}/action`, { action: 'bind', ...catalog });
  const readState = async () => (await call('GET', `${path}/c`)).status;
  expect([await readState(), ...(await poll('ACTIVE', readState, '10s'))]).toEqual(['CREATING', 'CREATING', 'ACTIVE']);
  expect(await readPages(path, 'catalogs')).toMatchObject([{ ...catalog, status: 'ACTIVE' }]);

  await call('POST', `${path}/action`, { action: 'unbind', ...catalog });
  expect(await send('GET', `${path}/c`)).toMatchObject(missing);
});

it('a package in a group', async () => {
  const path = '/v2.0/p/resources';
  const file = 'https://b.obs.cn-north-4.myhuaweicloud.com/jars/pi.jar';
  const settings = { paths: [file], kind: 'jar', group: 'g', is_async: true, tags: [{ key: 'team', value: 'risk' }] };
  const uploaded = await call('POST', path, settings, 201);
  expect(uploaded).toMatchObject({ group_name: 'g', status: 'UPLOADING', resources: ['pi.jar'], details: [{ resource_name: 'pi.jar' }] });
  const read = () => call('GET', `${path}/pi.jar?group=g`);
  expect(await read()).toMatchObject({ resource_name: 'pi.jar', resource_type: 'jar', status: 'UPLOADING', owner: expect.any(String) });
  expect(await poll('READY', async () => (await read()).status)).toEqual(['UPLOADING', 'READY']);
  expect(await call('GET', '/v3/p/dli_package_resource/g%2523pi.jar/tags')).toMatchObject({ tags: settings.tags });

  await call('PUT', `${path}/owner`, { new_owner: 'someone', group_name: 'g', resource_name: 'pi.jar' });
  expect(await read()).toMatchObject({ owner: 'someone' });
  expect((await call('GET', path)).groups).toMatchObject([{ group_name: 'g', details: [{ resource_name: 'pi.jar', owner: 'someone' }] }]);

  expect(await send('DELETE', `${path}/pi.jar?group=g`)).toEqual({ status: 200, body: {} });
  expect(await send('GET', `${path}/pi.jar?group=g`)).toMatchObject({ status: 404 });
  expect(await send('DELETE', `${path}/pi.jar?group=g`)).toMatchObject({ status: 404 });
});

it('an enhanced connection, with routes', async () => {
  const connections = '/v2.0/p/datasource/enhanced-connections';
  await call('POST', '/v3/p/elastic-resource-pools', { elastic_resource_pool_name: 'ec_pool', min_cu: 64, max_cu: 64 });
  mock.clock.advance('1m');
  const settings = { name: 'ec', dest_vpc_id: 'vpc', dest_network_id: 'net', routetable_id: null, queues: null };
  const tags = [{ key: 'team', value: 'risk' }];
  const created = await call('POST', connections, { ...settings, elastic_resource_pools: ['ec_pool'], hosts: [], tags }, 201);
  const id = created.connection_id;
  await call('POST', `/v3/p/datasource/enhanced-connections/${id}/routes`, { name: 'route1', cidr: '172.16.0.0/16' });
  await call('POST', `/v3/p/datasource/enhanced-connections/${id}/routes`, { name: 'route2', cidr: '172.17.0.0/16' });
  const read = () => call('GET', `${connections}/${id}`);
  expect(await read()).toMatchObject({
    name: 'ec',
    status: 'ACTIVE',
    dest_vpc_id: 'vpc',
    dest_network_id: 'net',
    hosts: [],
    routes: [{ name: 'route1', cidr: '172.16.0.0/16' }, { name: 'route2' }],
  });
  const readBinding = async () => (await read()).elastic_resource_pools?.[0]?.status;
  expect(await poll('ACTIVE', readBinding, '10s')).toEqual(['CREATING', 'ACTIVE']);

  await call('PUT', `${connections}/${id}`, { hosts: [{ name: 'a', ip: '10.0.0.1' }] });
  await call('DELETE', `/v3/p/datasource/enhanced-connections/${id}/routes/route1`);
  expect(await read()).toMatchObject({ hosts: [{ name: 'a', ip: '10.0.0.1' }], routes: [{ name: 'route2' }] });

  await call('DELETE', `${connections}/${id}`);
  expect(await poll('DELETED', async () => (await read()).status)).toEqual(['DELETED']);
  expect(await send('DELETE', `${connections}/${id}`)).toMatchObject(missing);
});

it('queues and pools that are bound to a connection later', async () => {
  const connections = '/v2.0/p/datasource/enhanced-connections';
  await call('POST', '/v3/p/elastic-resource-pools', { elastic_resource_pool_name: 'later', min_cu: 64, max_cu: 64 });
  await call('POST', '/v1.0/p/queues', { queue_name: 'q_later', cu_count: 16 });
  const created = await call('POST', connections, { name: 'later', dest_vpc_id: 'vpc', dest_network_id: 'net' }, 201);
  const id = created.connection_id;
  const read = () => call('GET', `${connections}/${id}`);
  await call('POST', `${connections}/${id}/associate-queue`, { elastic_resource_pools: ['later'] });
  await call('POST', `${connections}/${id}/associate-queue`, { queues: ['q_later'], elastic_resource_pools: ['later'] });
  expect(await read()).toMatchObject({ available_queue_info: [{ name: 'q_later' }], elastic_resource_pools: [{ name: 'later' }] });
  expect(await poll('ACTIVE', async () => (await read()).elastic_resource_pools?.[0]?.status, '10s')).toEqual(['CREATING', 'ACTIVE']);

  await call('POST', `${connections}/${id}/disassociate-queue`, { elastic_resource_pools: ['later'] });
  // No pool any more is what the client takes for gone.
  expect(await read()).toMatchObject({ available_queue_info: [{ name: 'q_later' }], elastic_resource_pools: [] });
});

it('the permissions of another project on a connection', async () => {
  const connections = '/v2.0/p/datasource/enhanced-connections';
  const created = await call('POST', connections, { name: 'granted', dest_vpc_id: 'vpc', dest_network_id: 'net' }, 201);
  const id = created.connection_id;
  const privileges = [{ object: `edsconnections.${id}`, privileges: ['BIND_QUEUE'] }];
  await call('PUT', '/v1.0/p/authorization', { projectId: 'other', action: 'grant', privileges });
  const read = () => call('GET', `${connections}/${id}/privileges`);
  expect((await read()).privileges).toMatchObject([{ ...privileges[0], project_id: 'other', applicant_project_id: 'other' }]);

  await call('PUT', '/v1.0/p/authorization', { projectId: 'other', action: 'revoke', privileges });
  expect((await read()).privileges).toEqual([]);
  await call('DELETE', `${connections}/${id}`);
  expect(await send('GET', `${connections}/${id}/privileges`)).toMatchObject({ status: 400, body: { error_code: 'DLI.0001' } });
});

it("a user's permissions, of which each change is an update", async () => {
  await call('POST', '/v1.0/p/queues', { queue_name: 'q_granted', cu_count: 16 });
  const update = (...privileges: string[]) =>
    call('PUT', '/v1.0/p/authorization', { user_name: 'u', action: 'update', privileges: [{ object: 'queues.q_granted', privileges }] });
  const read = async () =>
    Object.values((await call('GET', '/v1.0/p/authorization/privileges?object=queues.q_granted')).privileges ?? {}).filter(
      ({ is_admin }) => String(is_admin) === 'false',
    );
  await update('SUBMIT_JOB');
  expect(await read()).toMatchObject([{ object: 'queues.q_granted', user_name: 'u', privileges: ['SUBMIT_JOB'] }]);
  await update('SUBMIT_JOB', 'CANCEL_JOB');
  expect(await read()).toMatchObject([{ privileges: ['SUBMIT_JOB', 'CANCEL_JOB'] }]);
  await update();
  expect(await read()).toEqual([]);
  expect(await send('GET', '/v1.0/p/authorization/privileges?object=queues.other')).toMatchObject(missing);
});

it('the permissions of a user on a queue, by the older operations', async () => {
  await call('POST', '/v1.0/p/queues', { queue_name: 'q_users', cu_count: 16 });
  const update = (privileges: string[]) =>
    call('PUT', '/v1.0/p/queues/user-authorization', { queue_name: 'q_users', user_name: 'u', action: 'update', privileges });
  const read = async () =>
    Object.values((await call('GET', '/v1.0/p/queues/q_users/users')).privileges ?? {}).filter(
      ({ user_name }) => String(user_name) === 'u',
    );
  await update(['SUBMIT_JOB']);
  expect(await read()).toEqual([{ is_admin: false, user_name: 'u', privileges: ['SUBMIT_JOB'] }]);
  await update(['SUBMIT_JOB', 'DROP_QUEUE']);
  expect(await read()).toMatchObject([{ privileges: ['SUBMIT_JOB', 'DROP_QUEUE'] }]);
  await update([]);
  expect(await read()).toEqual([]);
  expect(await send('GET', '/v1.0/p/queues/other/users')).toMatchObject(missing);
});

it('the permissions of a user on a database and a table, by the older operations', async () => {
  await call('POST', '/v1.0/p/databases', { database_name: 'db_users' });
  const columns = [{ column_name: 'id', type: 'int' }];
  await call('POST', '/v1.0/p/databases/db_users/tables', { table_name: 't', data_location: 'DLI', columns });
  const [database, table] = ['databases.db_users', 'databases.db_users.tables.t'];
  const update = (privileges: string[], ...objects: string[]) => {
    const body = { user_name: 'u', action: 'update', privileges: objects.map((object) => ({ object, privileges })) };
    return call('PUT', '/v1.0/p/user-authorization', body);
  };
  const read = async (path: string) =>
    Object.values((await call('GET', `/v1.0/p/databases/db_users/${path}`)).privileges ?? {}).filter(
      ({ user_name }) => String(user_name) === 'u',
    );
  await update(['SELECT'], database, table);
  expect(await read('users')).toEqual([{ is_admin: false, user_name: 'u', privileges: ['SELECT'] }]);
  expect(await read('tables/t/users')).toEqual([{ object: table, is_admin: false, user_name: 'u', privileges: ['SELECT'] }]);
  await update([], database, table);
  expect([await read('users'), await read('tables/t/users')]).toEqual([[], []]);
  expect(await send('GET', '/v1.0/p/databases/other/users')).toMatchObject(missing);
});

it('the agency of a project', async () => {
  const read = async () => (await call('GET', '/v2/p/agency')).current_roles;
  expect(await send('GET', '/v2/p/agency')).toMatchObject(missing);
  await call('POST', '/v2/p/agency', { roles: ['obs_adm', 'smn_adm'] });
  expect(await call('GET', '/v2/p/agency')).toMatchObject({ version: 'v2', current_roles: ['obs_adm', 'smn_adm'] });
  await call('POST', '/v2/p/agency', { roles: ['dis_adm'] });
  expect(await read()).toEqual(['dis_adm']);
  // Clients delete it by taking all roles away.
  await call('POST', '/v2/p/agency', { roles: [] });
  expect(await read()).toEqual([]);
});

it('the routes of a connection, by the older operations', async () => {
  const connections = '/v2.0/p/datasource/enhanced-connections';
  const created = await call('POST', connections, { name: 'routed', dest_vpc_id: 'vpc', dest_network_id: 'net' }, 201);
  const path = `${connections}/${created.connection_id}`;
  const read = async () => (await call('GET', path)).routes;
  await call('POST', `${path}/routes`, { name: 'route1', cidr: '172.16.0.0/16' });
  await call('POST', `${path}/routes`, { name: 'route2', cidr: '172.17.0.0/16' });
  expect(await read()).toMatchObject([{ name: 'route1', cidr: '172.16.0.0/16' }, { name: 'route2' }]);
  await call('DELETE', `${path}/routes/route1`);
  expect(await read()).toMatchObject([{ name: 'route2' }]);
  expect(await send('DELETE', `${path}/routes/route1`)).toMatchObject(missing);
});

it('the CIDR block of a queue', async () => {
  await call('POST', '/v1.0/p/queues', { queue_name: 'q_cidr', cu_count: 16 });
  await call('PUT', '/v1.0/p/queues/q_cidr', { cidr_in_vpc: '10.0.0.0/16' }, 201);
  const { queues } = await call('GET', '/v1.0/p/queues');
  expect(queues).toContainEqual(expect.objectContaining({ queue_name: 'q_cidr', cidr_in_vpc: '10.0.0.0/16' }));
});

it.each([
  ['a Flink job', 'dli_flink_job', async () => String((await call('POST', `${flink}/sql-jobs`, { name: 'labelled' })).job?.job_id)],
  [
    'a package',
    'dli_package_resource',
    async () => {
      await call('POST', '/v2.0/p/resources', { paths: ['obs://b/a.jar'], kind: 'jar', group: 'group' }, 201);
      return encodeURIComponent('group#a.jar');
    },
  ],
])('the labels of %s', async (_what, type, create) => {
  const labels = `/v3/p/${type}/${encodeURIComponent(await create())}/tags`;
  await call('POST', `${labels}/create`, { tags: [{ key: 'team', value: 'risk' }] }, 204);
  expect((await call('GET', labels)).tags).toEqual([{ key: 'team', value: 'risk' }]);
  // A change deletes the old ones, then adds the new ones.
  await call('POST', `${labels}/delete`, { tags: [{ key: 'team', value: 'risk' }] }, 204);
  await call('POST', `${labels}/create`, { tags: [{ key: 'stage', value: 'live' }] }, 204);
  expect((await call('GET', labels)).tags).toEqual([{ key: 'stage', value: 'live' }]);
});

it('a database with a table, deleted together', async () => {
  const tables = '/v1.0/p/databases/life/tables';
  const list = async () => {
    const { databases } = await call('GET', '/v1.0/p/databases?keyword=life&with-priv=false');
    return Object.values(databases ?? {}).filter(({ database_name }) => String(database_name) === 'life');
  };
  await call('POST', '/v1.0/p/databases', { database_name: 'Life', description: 'd', enterprise_project_id: '0' });
  expect(await list()).toMatchObject([{ description: 'd', owner: 'test_user', enterprise_project_id: '0', table_number: 0 }]);
  await call('PUT', '/v1.0/p/databases/Life/owner', { new_owner: 'other' });
  expect(await list()).toMatchObject([{ owner: 'other' }]);

  const columns = [{ column_name: 'name', type: 'string', description: 'n', is_partition_column: false }];
  const settings = { data_type: 'csv', data_path: 'obs://bucket/user', with_column_header: true, delimiter: ',', quote_char: "'" };
  await call('POST', tables, { table_name: 'user', data_location: 'OBS', description: 'd', columns, ...settings });
  const page = await call('GET', `${tables}?keyword=user&page-size=100&current-page=1&with-detail=true`);
  expect(page.tables).toMatchObject([{ table_name: 'user', data_location: 'OBS', data_type: 'csv', location: 'obs://bucket/user' }]);
  const shown = await call('GET', `${tables}/user`);
  expect(shown).toMatchObject({ table_comment: 'd', column_count: 1, columns });
  const storage = Object.fromEntries(Object.values(shown.storage_properties ?? {}).map(({ key, value }) => [String(key), String(value)]));
  expect(storage).toMatchObject({ header: 'true', delimiter: ',', quote: "'", escape: '\\', dateformat: 'yyyy-MM-dd' });

  expect(await send('DELETE', '/v1.0/p/databases/life?cascade=false')).toMatchObject({ status: 400, body: { error_code: 'DLI.0007' } });
  await call('DELETE', '/v1.0/p/databases/life?cascade=true');
  expect(await list()).toEqual([]);
  expect(await send('GET', `${tables}/user`)).toMatchObject(missing);
  expect(await send('DELETE', '/v1.0/p/databases/life')).toMatchObject(missing);
});

it('a database and a table that take the service longer than a request may', async () => {
  mock.plan({ timesOut: 'createDatabase', target: 'slow', after: '35s' });
  mock.plan({ timesOut: 'createTable', target: 'slow_table', after: '15s' });
  mock.plan({ timesOut: 'deleteTable', target: 'slow_table', after: '15s' });
  mock.plan({ timesOut: 'deleteDatabase', target: 'slow', after: '35s' });
  const slow = { status: 408, body: { error_code: 'DLI.0019' } };
  const databases = '/v1.0/p/databases';
  const count = async () => (await call('GET', `${databases}?keyword=slow`)).database_count;
  const countTables = async () => (await call('GET', `${databases}/slow/tables?keyword=slow_table`)).table_count;

  expect(await send('POST', databases, { database_name: 'slow' })).toMatchObject(slow);
  expect(await poll(1, count, '10s')).toEqual([0, 1]);
  const table = { table_name: 'slow_table', data_location: 'DLI', columns: [{ column_name: 'a', type: 'int' }] };
  expect(await send('POST', `${databases}/slow/tables`, table)).toMatchObject(slow);
  expect(await poll(1, countTables, '10s')).toEqual([0, 1]);
  expect(await send('DELETE', `${databases}/slow/tables/slow_table?async=false`)).toMatchObject(slow);
  expect(await poll(0, countTables, '10s')).toEqual([1, 0]);
  expect(await send('DELETE', `${databases}/slow?cascade=false`)).toMatchObject(slow);
  expect(await poll(0, count, '10s')).toEqual([1, 0]);
});

it('the quotas of a project', async () => {
  const { quotas } = await call('GET', '/v3/quotas-of-none/quotas');
  expect(quotas?.resources).toContainEqual({ type: 'QUEUE', min: 0, max: 50, quota: 50, used: 0 });
});
