import { beforeEach, describe, expect, it } from 'vitest';
import { createMock } from '../src/index.ts';
import { assembleMock } from '../src/mock.ts';
import type { CallInput } from './sandbox-support.ts';
import { createCaller } from './sandbox-support.ts';

const mock = createMock({ sandbox: true });
const call = createCaller(mock);
const create = (queue_name: string, body: object = {}) => call('createQueue', { body: { queue_name, cu_count: 64, ...body } });
const act = (queue_name: string, body: object) => call('runQueueAction', { path: { queue_name }, body });
const show = async (queue_name: string) => (await call('showQueue', { path: { queue_name } })).body;
const names = async (query: CallInput['query'] = {}) =>
  Object.values((await call('listQueues', { query })).body.queues ?? {}).map(({ queue_name }) => queue_name);
const run = async (queue_name: string) => {
  await call('createSqlJob', { body: { sql: 'select 1', queue_name } });
  mock.clock.advance('1m');
};

beforeEach(() => mock.reset());

describe('a queue', () => {
  it('is listed and shown in two views once it is created, with its name in lowercase', async () => {
    expect((await create('Queue_1', { labels: ['multi_az=2'] })).body).toEqual({ is_success: true, message: '', queue_name: 'queue_1' });
    expect((await call('listQueues')).body.queues).toMatchObject([{}, { queue_name: 'queue_1', cu_count: 64, labels: '{"multi_az":"2"}' }]);
    expect(await show('QUEUE_1')).toMatchObject({ queueName: 'queue_1', queueType: 'sql', cuCount: 64, chargingMode: 1 });
  });
  it('is in the state of a project beside the one that is built in', async () => {
    await create('queue_1');
    expect(mock.state.projects.test?.queues.map(({ queue_name }) => queue_name)).toEqual(['default', 'queue_1']);
  });
  it.each([
    ['a name that is taken in another case', async () => create('QUEUE_1'), 'DLI.0006'],
    ['the name of the built-in queue', async () => create('Default'), 'DLI.0006'],
    ['a name of digits only', async () => create('123'), 'DLI.0001'],
    ['a name with an underscore first', async () => create('_a'), 'DLI.0001'],
    ['a pool that is not there', async () => create('other', { elastic_resource_pool_name: 'pool' }), 'DLI.0002'],
  ])('cannot be created with %s', async (_what, attempt, code) => {
    await create('queue_1');
    expect((await attempt()).body.error_code).toBe(code);
  });
  it('is deleted, unless it is built in or a job runs on it', async () => {
    await create('queue_1');
    await call('createSparkJob', { body: { file: 'a.jar', className: 'A', queue: 'Queue_1' } });
    const remove = async (queue_name: string) => (await call('deleteQueue', { path: { queue_name } })).body.error_code;
    expect([await remove('default'), await remove('queue_1'), await remove('queue_2')]).toEqual(['DLI.0007', 'DLI.0007', 'DLI.0002']);
    mock.clock.advance('1m');
    expect([await remove('queue_1'), await names()]).toEqual([undefined, ['default']]);
  });
  it('is on the live page, unless it is built in', async () => {
    const seed = { queues: [{ queue_name: 'queue_1', project_id: 'p' }] };
    const lines = assembleMock({ sandbox: { seed } }).sandbox?.listResources();
    expect(lines).toEqual([{ project: 'p', id: 'queue_1', kind: 'Queue', name: 'queue_1', state: '' }]);
  });
});

describe('the list of queues', () => {
  beforeEach(() =>
    mock.seed({
      queues: [
        { queue_name: 'b', cu_count: 16, tags: [{ key: 'team', value: 'risk' }] },
        { queue_name: 'c', cu_count: 256 },
        { queue_name: 'a', cu_count: 64, queue_type: 'general' },
      ],
    }),
  );

  it.each<[CallInput['query'], string[]]>([
    [{}, ['b', 'c', 'default']],
    [{ queue_type: 'general' }, ['a', 'default']],
    [{ queue_type: 'all' }, ['a', 'b', 'c', 'default']],
    [{ tags: 'team=risk' }, ['b']],
    [{ order: 'queue_name_desc' }, ['default', 'c', 'b']],
    [{ order: 'cu_desc' }, ['c', 'b', 'default']],
    [{ 'page-size': 2 }, ['b', 'c']],
    [{ 'page-size': 2, 'current-page': 2 }, ['default']],
  ])('filtered with %j', async (query, expected) => {
    expect(await names(query)).toEqual(expected);
  });
});

describe('an action', () => {
  it('needs a queue on which a SQL job has succeeded', async () => {
    await create('queue_1');
    const scaleOut = { action: 'scale_out', cu_count: 16 };
    expect((await act('queue_1', scaleOut)).body.error_code).toBe('DLI.0012');
    await run('queue_1');
    expect((await act('queue_1', scaleOut)).body).toEqual({ queue_name: 'queue_1', result: true });
    // It is not available again before this has ended.
    expect((await act('queue_1', scaleOut)).body.error_code).toBe('DLI.0012');
    mock.clock.advance('1m');
    expect((await show('queue_1')).cuCount).toBe(80);
    const { jobs } = (await call('listSqlJobs', { query: { 'job-type': 'SCALE_QUEUE' } })).body;
    expect(jobs).toMatchObject([{ status: 'FINISHED', queue_name: 'queue_1' }]);
  });
  it('does not scale a queue whose job fails', async () => {
    mock.seed({ queues: [{ queue_name: 'queue_1', cu_count: 64 }] });
    mock.plan({ outcome: 'FAILED' });
    await act('queue_1', { action: 'scale_out', cu_count: 16 });
    mock.clock.advance('1m');
    expect((await show('queue_1')).cuCount).toBe(64);
  });
  it('with force cancels the jobs and restarts the queue', async () => {
    mock.seed({ queues: [{ queue_name: 'queue_1' }] });
    const { job_id } = (await call('createSqlJob', { body: { sql: 'select 1', queue_name: 'queue_1' } })).body;
    expect((await act('queue_1', { action: 'restart' })).body.error_code).toBe('DLI.0007');
    const restart = (await act('queue_1', { action: 'restart', force: true })).body;
    const isRestarting = () => mock.state.projects.test?.queues.find(({ queue_name }) => queue_name === 'queue_1')?.is_restarting;
    expect(isRestarting()).toBe(true);
    mock.clock.advance('1m');
    const status = async (id: unknown) => (await call('showSqlJobStatus', { path: { job_id: String(id) } })).body.status;
    expect([await status(job_id), await status(restart.job_id), isRestarting()]).toEqual(['CANCELLED', 'FINISHED', false]);
    expect((await act('queue_1', { action: 'restart' })).body).toEqual({ is_success: true, message: 'Restart success' });
  });
  it.each<[string, object, object, string]>([
    ['restart a queue for other jobs', { queue_type: 'general' }, { action: 'restart' }, 'DLI.0007'],
    ['scale a queue of 16 CUs', { cu_count: 16 }, { action: 'scale_out', cu_count: 16 }, 'DLI.0009'],
    ['scale in a queue of 64 CUs', { cu_count: 64 }, { action: 'scale_in', cu_count: 16 }, 'DLI.0009'],
    ['scale by other steps than 16 CUs', { cu_count: 64 }, { action: 'scale_out', cu_count: 8 }, 'DLI.0001'],
    ['scale by nothing', { cu_count: 64 }, { action: 'scale_out' }, 'DLI.0001'],
  ])('cannot %s', async (_what, queue, action, code) => {
    mock.seed({ queues: [{ queue_name: 'queue_1', ...queue }] });
    expect((await act('queue_1', action)).body.error_code).toBe(code);
  });
});

describe('a job on an unknown queue', () => {
  const jobs = async (caller = call) => [
    (await caller('createSqlJob', { body: { sql: 'select 1', queue_name: 'unknown' } })).body.error_code,
    (await caller('createSparkJob', { body: { file: 'a.jar', className: 'A', queue: 'unknown' } })).body.error_code,
  ];

  it('is refused once there are queues, also when they are gone', async () => {
    expect(await jobs()).toEqual([undefined, undefined]);
    await create('queue_1');
    expect(await jobs()).toEqual(['DLI.0002', 'DLI.0002']);
    await call('deleteQueue', { path: { queue_name: 'queue_1' } });
    expect(await jobs()).toEqual(['DLI.0002', 'DLI.0002']);
  });
  it('is refused for Flink jobs when they are run', async () => {
    await create('queue_1');
    for (const queue_name of ['unknown', 'Queue_1']) await call('createFlinkJarJob', { body: { name: queue_name, queue_name } });
    const { jobs: flinkJobs } = (await call('listFlinkJobs')).body.job_list ?? {};
    const ids = Object.fromEntries(Object.values(flinkJobs ?? {}).map(({ name, job_id }) => [String(name), Number(job_id)]));
    const start = (...names: string[]) => call('batchRunFlinkJobs', { body: { job_ids: names.map((name) => ids[name]) } });
    expect(await start('unknown')).toMatchObject({ status: 400, body: [{ error_code: 'DLI.13024' }] });
    expect((await start('unknown', 'Queue_1')).body).toMatchObject([{ is_success: 'false' }, { is_success: 'true' }]);
  });
  it('is refused or accepted depending on the choice', async () => {
    const strict = createCaller(createMock({ sandbox: { choices: { jobOnUnknownQueue: 'refused' } } }));
    expect(await jobs(strict)).toEqual(['DLI.0002', 'DLI.0002']);
    const lenient = createMock({ sandbox: { choices: { jobOnUnknownQueue: 'accepted' }, seed: { queues: [{ queue_name: 'queue_1' }] } } });
    expect(await jobs(createCaller(lenient))).toEqual([undefined, undefined]);
  });
});

describe('properties', () => {
  const property = (kind: string, body?: object, queue_name = 'queue_1') => call(`${kind}QueueProperty`, { path: { queue_name }, body });
  const list = async (query: CallInput['query'] = {}) =>
    (await call('listQueueProperties', { path: { queue_name: 'queue_1' }, query })).body.properties;
  const drivers = (name: string, value: string) => [
    { key: `computeEngine.${name}`, value },
    { key: `computeEngine.${name}s`, value },
  ];

  beforeEach(() =>
    mock.seed({
      elasticResourcePools: [{ elastic_resource_pool_name: 'pool' }],
      queues: [{ queue_name: 'queue_1', elastic_resource_pool_name: 'pool' }, { queue_name: 'queue_2' }],
    }),
  );

  it('go in as numbers, come out as text under the names that clients read, and can be deleted', async () => {
    await property('create', { properties: { 'computeEngine.maxInstance': 2 } });
    await property('update', { properties: { 'job.maxConcurrent': 10 } });
    expect(await list()).toEqual([...drivers('maxInstance', '2'), { key: 'job.maxConcurrent', value: '10' }]);
    expect(await list({ limit: 1, offset: 2 })).toEqual([{ key: 'job.maxConcurrent', value: '10' }]);
    await property('delete', { keys: ['job.maxConcurrent'] });
    expect(await list()).toEqual(drivers('maxInstance', '2'));
  });
  it('need a queue in a pool, and no more drivers in advance than there are', async () => {
    const many = { properties: { 'computeEngine.maxInstance': 1, 'computeEngine.maxPrefetchInstance': 2 } };
    expect((await property('create', many)).body.error_code).toBe('DLI.0001');
    expect((await property('create', { properties: { 'job.maxConcurrent': 1 } }, 'queue_2')).body.error_code).toBe('DLI.0007');
    expect((await property('delete', { keys: ['job.maxConcurrent'] }, 'queue_3')).body.error_code).toBe('DLI.0002');
  });
});

describe('a connectivity test', () => {
  const test = (caller: typeof call, address: string) =>
    caller('createConnectivityTask', { path: { queue_name: 'default' }, body: { address } });
  const result = async (caller: typeof call, task_id: unknown) =>
    (await caller('showConnectivityTask', { path: { queue_name: 'default', task_id: Number(task_id) } })).body;

  it('reaches every address, or none depending on the choice', async () => {
    const { task_id } = (await test(call, '192.168.0.10:3306')).body;
    expect(await result(call, task_id)).toMatchObject({ connectivity: 'REACHABLE' });
    const other = createCaller(createMock({ sandbox: { choices: { connectivity: 'UNREACHABLE' } } }));
    const { task_id: id } = (await test(other, 'example.com:443')).body;
    expect(await result(other, id)).toMatchObject({ connectivity: 'UNREACHABLE' });
  });
  it('needs a port, and has to be there', async () => {
    expect((await test(call, '192.168.0.10')).body.error_code).toBe('DLI.0001');
    expect((await result(call, 9)).error_code).toBe('DLI.0002');
  });
});

describe('the CIDR block of a queue', () => {
  const set = (queue_name: string, cidr_in_vpc = '10.0.0.0/16') => call('updateQueueCidr', { path: { queue_name }, body: { cidr_in_vpc } });

  it('can be set', async () => {
    await create('queue_1');
    expect(await set('Queue_1')).toMatchObject({ status: 201, body: { is_success: true } });
    expect((await call('listQueues')).body.queues).toMatchObject([{}, { queue_name: 'queue_1', cidr_in_vpc: '10.0.0.0/16' }]);
  });
  it('cannot be set while a job runs on the queue, or while it is bound to a connection', async () => {
    mock.seed({
      queues: ['idle', 'busy', 'bound'].map((queue_name) => ({ queue_name })),
      enhancedConnections: [{ id: 'c1', name: 'vpc' }],
      queueBindings: [{ connection_id: 'c1', name: 'bound' }],
      sqlJobs: [{ status: 'RUNNING', queue_name: 'busy' }],
    });
    const codes = [];
    for (const name of ['idle', 'busy', 'bound', 'other']) codes.push((await set(name)).body.error_code);
    expect(codes).toEqual([undefined, 'DLI.0007', 'DLI.0007', 'DLI.0002']);
    expect((await set('bound')).body.error_msg).toContain('bound to the connection vpc');
    expect((await set('default')).body.error_code).toBe('DLI.0007');
  });
  it.each(['10.0.0.0/8', '10.255.0.0/24', '172.31.255.0/28', '192.168.1.1/32'])('may be %s', async (block) => {
    await create('queue_1');
    expect((await set('queue_1', block)).body).toEqual({ is_success: true, message: '' });
  });
  it.each([
    ...['', 'frob', '10.0.0.0', '10.0.0.0/', '10.0.0.0/33', '10.0.0/16', '10.0.0.256/16', '010.0.0.0/16', ' 10.0.0.0/16', '10.0.0.0/16/16'],
    ...['10.0.0.0/7', '172.32.0.0/16', '172.16.0.0/11', '192.169.0.0/16', '11.0.0.0/8', '0.0.0.0/0', 'fd00::/8'],
  ])('cannot be %j', async (block) => {
    const refusal = { status: 400, body: { error_code: 'DLI.0001' } };
    mock.seed({ elasticResourcePools: [{ elastic_resource_pool_name: 'pool' }], queues: [{ queue_name: 'queue_1' }] });
    await create('pooled', { elastic_resource_pool_name: 'pool' });
    expect(await set('queue_1', block)).toMatchObject(refusal);
    const properties = { 'network.cidrInVpc': block };
    expect(await call('updateQueueProperty', { path: { queue_name: 'pooled' }, body: { properties } })).toMatchObject(refusal);
    expect(() => mock.seed({ queues: [{ cidr_in_vpc: block }] })).toThrow('cidr_in_vpc must be a CIDR block within');
  });
  it('has to be in the request', async () => {
    await create('queue_1');
    expect((await call('updateQueueCidr', { path: { queue_name: 'queue_1' }, body: {} })).body.error_code).toBe('DLI.0001');
  });
});

describe('the plans of a queue', () => {
  const path = { queue_name: 'queue_1' };
  const plan = { plan_name: 'plan_A', target_cu: 64, start_hour: 20, start_minute: 30 };
  const add = (body: object = {}) => call('createQueuePlan', { path, body: { ...plan, ...body } });
  const list = async () => (await call('listQueuePlans', { path: { queue_name: 'QUEUE_1' } })).body.plans;
  const change = (plan_id: string, body: object = {}) =>
    call('updateQueuePlan', { path: { ...path, plan_id }, body: { ...plan, ...body } });
  const remove = (...plan_ids: number[]) => call('batchDeleteQueuePlans', { path, body: { plan_ids } });
  const time = Date.UTC(2030, 0, 1);

  // Their own IDs leave those that are counted to the plans.
  beforeEach(() => mock.seed({ queues: [101, 102].map((queue_id, index) => ({ queue_name: `queue_${index + 1}`, queue_id })) }));

  it('are listed once they are created, without a day unless they have one', async () => {
    expect((await add()).body).toEqual({ is_success: true, message: '' });
    await add({ plan_name: 'plan_B', repeat_day: ['MONDAY'], activate: false });
    const [first, second] = [
      { id: 1, ...plan, repeat_day: [], activate: true },
      { id: 2, ...plan, plan_name: 'plan_B', repeat_day: ['MONDAY'], activate: false },
    ];
    expect(await list()).toEqual([first, second]);
    expect((await call('listQueuePlans', { path: { queue_name: 'queue_2' } })).body.plans).toEqual([]);
  });
  it('are replaced by an update, several at once', async () => {
    await add({ repeat_day: ['MONDAY'], valid_date_end: time });
    await add({ plan_name: 'plan_B' });
    const changed = { ...plan, start_hour: 6 };
    expect((await change('1,2', { start_hour: 6 })).body).toMatchObject({ queue_name: 'queue_1', plan_id: 1 });
    expect(await list()).toEqual([1, 2].map((id) => ({ id, ...changed, repeat_day: [], activate: true })));
  });
  it('are deleted, all or none, and with the queue', async () => {
    for (const plan_name of ['a', 'b', 'c', 'd']) await add({ plan_name });
    await call('deleteQueuePlan', { path: { ...path, plan_id: 1 } });
    expect((await remove(2, 8, 9)).body).toEqual({ error_code: 'DLI.0002', error_msg: 'The plans 8 and 9 do not exist.' });
    await remove(2, 3);
    expect(await list()).toMatchObject([{ id: 4 }]);
    await call('deleteQueue', { path });
    expect(mock.state.projects.test?.queuePlans).toEqual([]);
  });
  it.each<[string, object, string | undefined]>([
    ['a day that comes', { repeat_day: ['TUESDAY'], valid_date_begin: time, valid_date_end: time + 86_400_000 }, undefined],
    ['a day that does not come', { repeat_day: ['FRIDAY'], valid_date_begin: time, valid_date_end: time + 86_400_000 }, 'DLI.0999'],
    ['an end before the begin', { valid_date_begin: time, valid_date_end: time - 1 }, 'DLI.0999'],
    ['no time of the day', { valid_date_begin: time, valid_date_end: time + 1 }, 'DLI.0999'],
    ['a time without an end', { valid_date_begin: time }, undefined],
    ['a time beyond all calendars', { valid_date_begin: 9e15, valid_date_end: 9e15 }, 'DLI.0999'],
    ['digits for a name', { plan_name: '1' }, 'DLI.0001'],
    ['no CUs', { target_cu: 0 }, 'DLI.0001'],
    ['fewer than no CUs', { target_cu: -16 }, 'DLI.0001'],
    ['a part of what queues are scaled by', { target_cu: 40 }, 'DLI.0001'],
    ['the name of another plan', { plan_name: 'plan_B' }, 'DLI.0006'],
  ])('may have %s, or not', async (_what, body, code) => {
    await add();
    await add({ plan_name: 'plan_B' });
    expect((await add({ plan_name: 'plan_C', ...body })).body.error_code).toBe(code);
    expect((await change('1', body)).body.error_code).toBe(code);
  });
  it('may have the names of plans of other queues', async () => {
    await add();
    expect((await call('createQueuePlan', { path: { queue_name: 'queue_2' }, body: plan })).body.is_success).toBe(true);
  });
  it('use up no IDs when they are refused', async () => {
    for (let count = 0; count < 3; count++) await add({ plan_name: '1' });
    await add();
    expect(await list()).toMatchObject([{ id: 1 }]);
  });
  it('have to be there, as the queue has', async () => {
    await call('createQueuePlan', { path: { queue_name: 'queue_2' }, body: plan });
    const codes = [
      (await change('1')).body.error_code,
      (await call('deleteQueuePlan', { path: { ...path, plan_id: 1 } })).body.error_code,
      (await call('createQueuePlan', { path: { queue_name: 'other' }, body: plan })).body.error_code,
      (await call('listQueuePlans', { path: { queue_name: 'other' } })).body.error_code,
    ];
    expect(codes).toEqual(['DLI.0002', 'DLI.0002', 'DLI.0002', 'DLI.0008']);
  });
});
