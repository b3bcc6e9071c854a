import { beforeEach, describe, expect, it } from 'vitest';
import { createMock, MockError } from '../src/index.ts';
import { assembleMock } from '../src/mock.ts';
import type { CallInput } from './sandbox-support.ts';
import { createCaller } from './sandbox-support.ts';

const mock = createMock({ sandbox: true });
const call = createCaller(mock);
const path = { elastic_resource_pool_name: 'pool' };
const create = (elastic_resource_pool_name: string, body: object = {}) =>
  call('createElasticResourcePool', { body: { elastic_resource_pool_name, min_cu: 64, max_cu: 128, ...body } });
const createQueue = (queue_name: string, body: object = {}) =>
  call('createQueue', { body: { queue_name, cu_count: 16, elastic_resource_pool_name: 'pool', ...body } });
const pool = (name = 'pool') => mock.state.projects.test?.elasticResourcePools.find((each) => each.elastic_resource_pool_name === name);
const update = (body: object) => call('updateElasticResourcePool', { path, body });
const setPolicies = (...queue_scaling_policies: object[]) =>
  call('updateElasticResourcePoolQueue', { path: { ...path, queue_name: 'queue_1' }, body: { queue_scaling_policies } });
const allDay = { priority: 1, impact_start_time: '00:00', impact_stop_time: '24:00', min_cu: 16, max_cu: 16 };
const states = () => pool()?.stages.map(({ state, event }) => `${state} by ${event}`);

beforeEach(() => mock.reset());

describe('a pool', () => {
  it('is there at once, and available after a while', async () => {
    expect((await create('Pool')).body).toMatchObject({ elastic_resource_pool_name: 'pool' });
    expect(pool()).toMatchObject({ status: 'CREATING', actual_cu: 64, queues: [], cidr_in_vpc: '172.16.0.0/12' });
    mock.clock.advance('1m');
    expect(states()).toEqual(['CREATING by create', 'AVAILABLE by system']);
  });
  it('fails when that is planned, with the reason, and can be deleted', async () => {
    mock.plan({ outcome: 'FAILED', kind: 'elasticResourcePools', message: 'The CIDR block is in use.' });
    await call('createSqlJob', { body: { sql: 'select 1' } });
    await create('pool');
    mock.clock.advance('1m');
    expect(pool()).toMatchObject({ status: 'FAILED', fail_reason: 'The CIDR block is in use.' });
    expect(mock.state.projects.test?.sqlJobs).toMatchObject([{ status: 'FINISHED' }]);
    expect((await update({ max_cu: 256 })).body.error_code).toBe('DLI.0012');
    expect((await call('deleteElasticResourcePool', { path })).status).toBe(200);
    expect(pool()).toBeUndefined();
  });
  it('fails for any plan that it is the first to reach', async () => {
    mock.plan({ outcome: 'FAILED', operation: 'createElasticResourcePool', after: '5s' });
    await create('pool');
    mock.clock.advance('5s');
    expect(pool()?.status).toBe('FAILED');
  });
  it('scales when its CUs are changed, and meanwhile is neither changed nor deleted', async () => {
    mock.seed({ elasticResourcePools: [{ elastic_resource_pool_name: 'pool', max_cu: 128 }] });
    await update({ description: 'new' });
    expect(pool()).toMatchObject({ description: 'new', status: 'AVAILABLE' });
    await update({ max_cu: 256 });
    expect(pool()).toMatchObject({ max_cu: 256, status: 'SCALING' });
    const refused = [await update({ max_cu: 512 }), await call('deleteElasticResourcePool', { path })];
    expect(refused.map(({ body }) => body.error_code)).toEqual(['DLI.0012', 'DLI.0012']);
    mock.clock.advance('1m');
    expect(states()).toEqual(['AVAILABLE by seed', 'SCALING by scale', 'AVAILABLE by system']);
  });
  it.each<[string, object, string]>([
    ['a name that is taken', {}, 'DLI.0006'],
    ['a minimum above the maximum', { elastic_resource_pool_name: 'other', min_cu: 128, max_cu: 64 }, 'DLI.0001'],
    ['fewer CUs than its edition has', { elastic_resource_pool_name: 'other', min_cu: 16 }, 'DLI.0001'],
    ['more CUs than its edition has', { elastic_resource_pool_name: 'other', min_cu: 16, label: { spec: 'basic' } }, 'DLI.0001'],
    ['a name of digits', { elastic_resource_pool_name: '1' }, 'DLI.0001'],
  ])('cannot be created with %s', async (_what, body, code) => {
    await create('pool');
    expect((await create('POOL', body)).body.error_code).toBe(code);
  });
  it('is ordered by the month, and can then get other CUs', async () => {
    const order = await call('createPeriodElasticResourcePoolOrder', { body: { ...path, min_cu: 64, max_cu: 128, charging_mode: 2 } });
    expect(order.body.order_id).toMatch(/^CS\d+$/);
    expect(pool()).toMatchObject({ charging_mode: 2, prepay_cu: 64 });
    const change = (name: string, target_cu: number) =>
      call('createPeriodElasticResourcePoolSpecChangeOrder', { body: { elastic_resource_pool_name: name, target_cu } });
    expect((await change('pool', 128)).body.error_code).toBe('DLI.0012');
    mock.clock.advance('1m');
    expect((await change('pool', 129)).body.error_code).toBe('DLI.0001');
    expect((await change('pool', 128)).body.order_id).toMatch(/^CS\d+$/);
    expect(pool()).toMatchObject({ prepay_cu: 128, status: 'SCALING' });
    await create('hourly');
    expect((await change('hourly', 64)).body.error_code).toBe('DLI.0007');
  });
  it('is on the live page with its state', () => {
    const seed = { elasticResourcePools: [{ project_id: 'p', elastic_resource_pool_name: 'pool', status: 'SCALING' as const }] };
    expect(assembleMock({ sandbox: { seed } }).sandbox?.listResources()).toEqual([
      { project: 'p', id: 'pool', kind: 'Elastic resource pool', name: 'pool', state: 'SCALING' },
    ]);
  });
  it.each<[object, RegExp]>([
    [{ elasticResourcePools: [{ min_cu: 128, max_cu: 64 }] }, /elasticResourcePools\[0\]: min_cu 128 is more than max_cu 64/],
    [{ elasticResourcePools: [{ status: 'available' }] }, /elasticResourcePools\[0\].status must be one of/],
    [{ queues: [{ elastic_resource_pool_name: 'pool' }] }, /queues\[0\]: there is no elastic resource pool pool in every project/],
    [
      { elasticResourcePools: [{ elastic_resource_pool_name: 'pool', project_id: 'a' }], queues: [{ elastic_resource_pool_name: 'pool' }] },
      /there is no elastic resource pool pool in every project/,
    ],
  ])('cannot be seeded as %j', (seed, message) => {
    expect(() => mock.seed(seed)).toThrow(MockError);
    expect(() => mock.seed(seed)).toThrow(message);
  });
});

describe('the list of pools', () => {
  beforeEach(() =>
    mock.seed({
      elasticResourcePools: [
        { elastic_resource_pool_name: 'risk_pool', tags: [{ key: 'team', value: 'risk' }] },
        { elastic_resource_pool_name: 'other', status: 'CREATING' },
      ],
    }),
  );

  it.each<[CallInput['query'], string[]]>([
    [{}, ['risk_pool', 'other']],
    [{ name: 'POOL' }, ['risk_pool']],
    [{ status: 'CREATING' }, ['other']],
    [{ tags: 'team=risk' }, ['risk_pool']],
    [{ limit: 1, offset: 1 }, ['other']],
    [{ limit: 1, offset: 2 }, []],
  ])('filtered with %j', async (query = {}, names) => {
    const { elastic_resource_pools: pools } = (await call('listElasticResourcePools', { query })).body;
    expect(Object.values(pools ?? {}).map(({ elastic_resource_pool_name: name }) => name)).toEqual(names);
  });
});

describe('a queue in a pool', () => {
  beforeEach(() =>
    mock.seed({
      elasticResourcePools: [{ elastic_resource_pool_name: 'pool', max_cu: 128 }],
      queues: [{ queue_name: 'queue_1', cu_count: 16, elastic_resource_pool_name: 'pool' }],
    }),
  );

  it('lets the pool scale when it comes and when it goes', async () => {
    await createQueue('queue_2');
    expect(pool()).toMatchObject({ status: 'SCALING', queues: ['queue_1', 'queue_2'] });
    mock.clock.advance('1m');
    await call('deleteQueue', { path: { queue_name: 'queue_2' } });
    expect(pool()).toMatchObject({ status: 'SCALING', queues: ['queue_1'] });
  });
  it('does not come while the pool is created, and while it scales depending on the choice', async () => {
    await create('new_pool');
    const intoNew = { elastic_resource_pool_name: 'new_pool' };
    expect((await createQueue('queue_2', intoNew)).body.error_code).toBe('DLI.0012');
    await createQueue('queue_2');
    expect((await createQueue('queue_3')).status).toBe(200);
    const other = createMock({ sandbox: { choices: { createQueueInScalingPool: 'refused' } } });
    other.seed({ elasticResourcePools: [{ elastic_resource_pool_name: 'pool', status: 'SCALING' }] });
    const refused = await createCaller(other)('createQueue', { body: { queue_name: 'q', cu_count: 16, ...path } });
    expect(refused.body.error_code).toBe('DLI.0012');
  });
  it.each<[string, () => Promise<{ body: object }>, RegExp]>([
    [
      'more CUs than the pool has',
      () => createQueue('queue_2', { cu_count: 256 }),
      /up to 256 CUs, and the elastic resource pool pool 128/,
    ],
    ['more CUs than are left', () => createQueue('queue_2', { cu_count: 64 }), /at least 80 CUs together, and the pool 64/],
    [
      'no policy for the day',
      () => setPolicies({ ...allDay, impact_stop_time: '08:00' }),
      /One scaling policy has to be for 00:00 to 24:00/,
    ],
    ['a policy above the pool', () => setPolicies({ ...allDay, max_cu: 129 }), /up to 129 CUs/],
    ['policies that need more than the pool has', () => setPolicies({ ...allDay, min_cu: 65, max_cu: 65 }), /at least 65 CUs/],
    ['a period that is not of full hours', () => setPolicies(allDay, { ...allDay, impact_stop_time: '08:30' }), /full hours/],
    [
      'policies that overlap',
      () =>
        setPolicies(allDay, { ...allDay, impact_start_time: '04:00', impact_stop_time: '08:00' }, { ...allDay, impact_stop_time: '06:00' }),
      /The scaling policies for 00:00 to 06:00 and 04:00 to 08:00 overlap/,
    ],
    [
      'a pool that gets too small for it',
      () => setPolicies({ ...allDay, max_cu: 100 }).then(() => update({ max_cu: 64 })),
      /up to 100 CUs/,
    ],
    ['a pool whose minimum is above what it has', () => update({ min_cu: 100 }), /min_cu 100 is more than the 64 CUs that/],
  ])('cannot have %s', async (_what, attempt, message) => {
    expect((await attempt()).body).toMatchObject({ error_code: expect.any(String), error_msg: expect.stringMatching(message) });
  });
  it('has policies, and the maximum of the pool when it inherits it', async () => {
    await setPolicies({ ...allDay, inherit_elastic_resource_pool_max_cu: true });
    const list = async (query: CallInput['query'] = {}) => (await call('listElasticResourcePoolQueues', { path, query })).body;
    expect(await list({})).toMatchObject({ count: 1, queues: [{ queue_name: 'queue_1', queue_scaling_policies: [{ max_cu: 128 }] }] });
    expect(await list({ queue_name: 'QUEUE' })).toMatchObject({ count: 1 });
    expect(await list({ queue_name: 'other' })).toMatchObject({ count: 0, queues: [] });
  });
  it('lets the pool scale at the full hours at which its policies begin and end', async () => {
    const night = { priority: 100, impact_start_time: '02:00', impact_stop_time: '04:00', min_cu: 16, max_cu: 128 };
    await setPolicies(allDay, night);
    const actual = ['1h', '1h', '1m', '119m', '1m', '22h'].map((pause) => {
      mock.clock.advance(pause as '1h');
      return [pool()?.status, pool()?.actual_cu];
    });
    expect(actual).toEqual([
      ['AVAILABLE', 64],
      ['SCALING', 64],
      ['AVAILABLE', 128],
      ['SCALING', 128],
      ['AVAILABLE', 64],
      ['AVAILABLE', 128],
    ]);
  });
  it('leaves records of how the pool was scaled', async () => {
    await setPolicies({ ...allDay, max_cu: 128 });
    mock.clock.advance('2h');
    const list = (query: CallInput['query'] = {}) => call('listElasticResourcePoolScaleRecords', { path, query });
    expect((await list()).body).toMatchObject({ count: 1, items: [{ origin_cu: 64, target_cu: 128, current_cu: 128, status: 'success' }] });
    expect((await list({ status: 'fail' })).body).toEqual({ count: 0, items: [] });
    const { now } = mock.clock;
    expect((await list({ start_time: now, end_time: now })).body.error_code).toBe('DLI.0001');
    mock.clock.advance('16d');
    expect((await list()).body.count).toBe(0);
    expect((await list({ start_time: now - 7_200_000 })).body.count).toBe(1);
    mock.clock.advance('15d');
    expect((await list({ start_time: now - 7_200_000 })).body.count).toBe(0);
  });
  it('keeps the pool from being deleted, or goes with it depending on the choice', async () => {
    expect((await call('deleteElasticResourcePool', { path })).body.error_code).toBe('DLI.0007');
    const seed = {
      elasticResourcePools: [{ elastic_resource_pool_name: 'pool' }],
      queues: [{ queue_name: 'queue_1', elastic_resource_pool_name: 'pool' }],
    };
    const other = createMock({ sandbox: { choices: { deletePoolWithQueues: 'deletes-queues' }, seed } });
    await createCaller(other)('deleteElasticResourcePool', { path });
    expect(other.state.projects.test).toMatchObject({ elasticResourcePools: [], queues: [{ queue_name: 'default' }] });
  });
});

describe('adding a queue to a pool', () => {
  const add = (queue_name: string) => call('associateQueueToElasticResourcePool', { path, body: { queue_name } });

  it('scales the pool, which scales the queue from then on', async () => {
    mock.seed({
      elasticResourcePools: [{ elastic_resource_pool_name: 'pool' }],
      queues: [{ queue_name: 'own', cu_count: 64, resource_mode: 1 }],
    });
    expect((await add('OWN')).body).toEqual({ is_success: true, message: '' });
    expect(pool()).toMatchObject({ status: 'SCALING', queues: ['own'] });
    const scaled = await call('runQueueAction', { path: { queue_name: 'own' }, body: { action: 'scale_out', cu_count: 16 } });
    expect(scaled.body.error_code).toBe('DLI.0007');
  });
  it.each<[string, object, string]>([
    ['that is not there', { queue_name: 'other' }, 'DLI.0002'],
    ['that is shared', { resource_mode: 0 }, 'DLI.0007'],
    ['that is paid by the month', { resource_mode: 1, charging_mode: 2 }, 'DLI.0007'],
    ['of another enterprise project', { resource_mode: 1, enterprise_project_id: '1' }, 'DLI.0007'],
    ['that is too large', { resource_mode: 1, cu_count: 256 }, 'DLI.0001'],
    ['that is in a pool', { resource_mode: 1, elastic_resource_pool_name: 'pool' }, 'DLI.0007'],
  ])('cannot add one %s', async (_what, queue, code) => {
    mock.seed({ elasticResourcePools: [{ elastic_resource_pool_name: 'pool' }], queues: [{ queue_name: 'own', ...queue }] });
    expect((await add('own')).body.error_code).toBe(code);
  });
});
