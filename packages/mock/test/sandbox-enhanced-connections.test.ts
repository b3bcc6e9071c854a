import { beforeEach, describe, expect, it } from 'vitest';
import { createMock, MockError } from '../src/index.ts';
import { assembleMock } from '../src/mock.ts';
import { createCaller } from './sandbox-support.ts';
import type { Loose } from './support.ts';

const mock = createMock({ sandbox: true });
const call = createCaller(mock);
const subnet = { dest_vpc_id: 'vpc', dest_network_id: 'net' };
const path = { connection_id: 'c1' };
const seed = {
  queues: [{ queue_name: 'queue_1' }, { queue_name: 'queue_2' }],
  elasticResourcePools: [{ elastic_resource_pool_name: 'pool' }],
  enhancedConnections: [{ id: 'c1', name: 'first' }],
};
const create = (body: object = {}) => call('createEnhancedConnection', { body: { name: 'second', ...subnet, ...body } });
const show = async (connection_id = 'c1') => (await call('showEnhancedConnection', { path: { connection_id } })).body;
const bind = (body: object) => call('associateQueueToEnhancedConnection', { path, body });
const unbind = (body: object) => call('disassociateQueueFromEnhancedConnection', { path, body });
const remove = (connection_id = 'c1') => call('deleteEnhancedConnection', { path: { connection_id } });
const listNames = (list: Loose | undefined) => Object.values(list ?? {}).map(({ name }) => name);

beforeEach(() => {
  mock.reset();
  mock.seed(seed);
});

describe('a connection', () => {
  it('is ACTIVE once it is created, and its queues and pools each become so', async () => {
    const created = await create({ queues: ['QUEUE_1'], elastic_resource_pools: ['Pool'], hosts: [{ name: 'a', ip: '10.0.0.1' }] });
    expect(created).toMatchObject({ status: 201, body: { is_success: true } });
    const id = String(created.body.connection_id);
    expect(await show(id)).toMatchObject({
      name: 'second',
      status: 'ACTIVE',
      hosts: [{ name: 'a' }],
      available_queue_info: [{ name: 'queue_1', status: 'CREATING', err_msg: '' }],
      elastic_resource_pools: [{ name: 'pool', status: 'CREATING' }],
    });
    mock.clock.advance('30s');
    expect(await show(id)).toMatchObject({ available_queue_info: [{ status: 'ACTIVE', update_time: mock.clock.now }] });
    expect(mock.state.projects.test?.poolBindings[0]?.stages.map(({ state }) => state)).toEqual(['CREATING', 'ACTIVE']);
  });
  it('has a queue that could not be bound when that is planned, while others are', async () => {
    mock.plan({ outcome: 'FAILED', target: 'queue_2', message: 'The CIDR blocks overlap.' });
    await bind({ queues: ['queue_1', 'queue_2'] });
    mock.clock.advance('30s');
    expect((await show()).available_queue_info).toMatchObject([
      { name: 'queue_1', status: 'ACTIVE', err_msg: '' },
      { name: 'queue_2', status: 'FAILED', err_msg: 'The CIDR blocks overlap.', peer_id: '' },
    ]);
    await bind({ queues: ['queue_1', 'queue_2'] });
    expect((await show()).available_queue_info).toMatchObject([{ status: 'ACTIVE' }, { name: 'queue_2', status: 'CREATING' }]);
  });
  it('has its hosts replaced as a whole', async () => {
    await call('updateEnhancedConnection', { path, body: { hosts: [{ name: 'a', ip: '10.0.0.1' }] } });
    await call('updateEnhancedConnection', { path, body: { hosts: [{ name: 'b', ip: '10.0.0.2' }] } });
    expect((await show()).hosts).toEqual([{ name: 'b', ip: '10.0.0.2' }]);
    const hosts = Array.from({ length: 20_001 }, (_, index) => ({ name: `h${index}`, ip: '10.0.0.1' }));
    expect((await call('updateEnhancedConnection', { path, body: { hosts } })).body.error_code).toBe('DLI.0001');
    expect((await create({ hosts })).body.error_code).toBe('DLI.0001');
  });
  it.each([
    ['createRouteToEnhancedConnection', 'deleteRouteFromEnhancedConnection'],
    ['createEnhancedConnectionRoutes', 'deleteEnhancedConnectionRoutes'],
  ])('has routes by %s, each with a name of its own', async (createRoute, deleteRoute) => {
    const route = { name: 'route1', cidr: '172.16.0.0/16' };
    const add = async () => (await call(createRoute, { path, body: route })).body;
    const drop = async () => (await call(deleteRoute, { path: { ...path, name: 'route1' } })).body;
    expect([await add(), await add()]).toMatchObject([{ is_success: true }, { error_code: 'DLI.0006' }]);
    expect((await show()).routes).toEqual([{ ...route, create_time: mock.clock.now }]);
    for (const cidr of ['frob', '', '172.17.0.0', route.cidr])
      expect((await call(createRoute, { path, body: { name: 'route2', cidr } })).body.error_code).toBe('DLI.0001');
    expect((await show()).routes).toHaveLength(1);
    expect([await drop(), await drop()]).toMatchObject([{ is_success: true }, { error_code: 'DLI.0002' }]);
    expect((await show()).routes).toEqual([]);
  });
  it.each(['100.64.0.0/10', '0.0.0.0/0', 'fd00::/8'])('may have a route to %s', async (cidr) => {
    expect((await call('createRouteToEnhancedConnection', { path, body: { name: 'route1', cidr } })).body.is_success).toBe(true);
  });
  it('is shown as DELETED once it was deleted, and its name is free', async () => {
    mock.seed({ queueBindings: [{ connection_id: 'c1', name: 'queue_1' }] });
    expect((await remove()).body).toEqual({ is_success: true, message: 'Deleted' });
    expect(await show()).toMatchObject({ name: 'first', status: 'DELETED', available_queue_info: [] });
    expect(mock.state.projects.test?.queueBindings).toEqual([]);
    const refused = [
      await remove(),
      await bind({ queues: ['queue_1'] }),
      await call('updateEnhancedConnection', { path, body: { hosts: [] } }),
    ];
    expect(refused.map(({ body }) => body.error_code)).toEqual(['DLI.0002', 'DLI.0002', 'DLI.0002']);
    expect((await create({ name: 'first' })).status).toBe(201);
    mock.seed({ enhancedConnections: [{ id: 'c3', name: 'first', status: 'DELETED' }] });
    expect(await show('c3')).toMatchObject({ status: 'DELETED' });
  });
  it('is missing once it was deleted, depending on the choice', async () => {
    const other = createMock({ sandbox: { seed, choices: { deletedConnection: 'missing' } } });
    await createCaller(other)('deleteEnhancedConnection', { path });
    expect((await createCaller(other)('showEnhancedConnection', { path })).body.error_code).toBe('DLI.0002');
    expect(other.state.projects.test?.enhancedConnections).toEqual([]);
  });
  it('is not deleted while something is being bound to it', async () => {
    await bind({ queues: ['queue_1'] });
    expect((await remove()).body).toMatchObject({ error_code: 'DLI.0007', error_msg: 'The binding of the queue queue_1 is CREATING.' });
    mock.clock.advance('30s');
    expect((await remove()).status).toBe(200);
  });
  it('loses what is unbound, and queues and pools that are deleted', async () => {
    await bind({ queues: ['queue_1', 'queue_2'], elastic_resource_pools: ['pool'] });
    expect((await unbind({ queues: ['QUEUE_1'] })).body.is_success).toBe(true);
    expect((await unbind({ queues: ['queue_1'] })).body.error_code).toBe('DLI.0002');
    expect(listNames((await show()).available_queue_info)).toEqual(['queue_2']);
    await call('deleteQueue', { path: { queue_name: 'queue_2' } });
    await call('deleteElasticResourcePool', { path: { elastic_resource_pool_name: 'pool' } });
    expect(await show()).toMatchObject({ available_queue_info: [], elastic_resource_pools: [] });
  });
  it.each<[string, object, string]>([
    ['a name that is taken', { name: 'first' }, 'DLI.0006'],
    ['a queue that is not there', { queues: ['other'] }, 'DLI.0002'],
    ['a pool that is not there', { elastic_resource_pools: ['other'] }, 'DLI.0002'],
    ['the queue default', { queues: ['Default'] }, 'DLI.0007'],
    ['a label that is there twice', { tags: ['a', 'b'].map((value) => ({ key: 'team', value })) }, 'DLI.0001'],
  ])('cannot be created with %s', async (_what, body, code) => {
    expect((await create(body)).body.error_code).toBe(code);
    expect((await call('listEnhancedConnections')).body.count).toBe(1);
  });
  it.each<[string, object, string]>([
    ['nothing', {}, 'DLI.0001'],
    ['a queue that is not there', { queues: ['queue_1', 'other'] }, 'DLI.0002'],
    ['the queue default', { queues: ['queue_1', 'default'] }, 'DLI.0007'],
  ])('cannot be bound to %s', async (_what, body, code) => {
    expect((await bind(body)).body.error_code).toBe(code);
    expect((await show()).available_queue_info).toEqual([]);
  });
  it('is refused by every call when it is not there', async () => {
    const route = { name: 'r', cidr: '10.0.0.0/8' };
    const missing = { connection_id: 'other' };
    const codes = [
      await call('showEnhancedConnection', { path: missing }),
      await call('deleteEnhancedConnection', { path: missing }),
      await call('updateEnhancedConnection', { path: missing, body: { hosts: [] } }),
      await call('createRouteToEnhancedConnection', { path: missing, body: route }),
      await call('deleteRouteFromEnhancedConnection', { path: { ...missing, name: 'r' } }),
      await call('associateQueueToEnhancedConnection', { path: missing, body: { queues: ['queue_1'] } }),
      await call('disassociateQueueFromEnhancedConnection', { path: missing, body: { queues: ['queue_1'] } }),
    ].map(({ body }) => body.error_code);
    expect(codes).toEqual(codes.map(() => 'DLI.0002'));
    expect((await call('showEnhancedConnectionPrivilege', { path: missing })).body.error_code).toBe('DLI.0001');
  });
  it('is on the live page with its bindings', () => {
    const bound = { ...seed, queueBindings: [{ connection_id: 'c1', name: 'queue_1', status: 'CREATING' as const }] };
    const inProject = Object.fromEntries(
      Object.entries(bound).map(([list, all]) => [list, all.map((each) => ({ ...each, project_id: 'p' }))]),
    );
    expect(assembleMock({ sandbox: { seed: inProject } }).sandbox?.listResources()).toEqual(
      expect.arrayContaining([
        { project: 'p', id: 'c1', kind: 'Connection', name: 'first', state: 'ACTIVE' },
        { project: 'p', id: 'c1/queue_1', kind: 'Binding of the queue', name: 'queue_1', state: 'CREATING' },
      ]),
    );
  });
  it.each<[object, RegExp]>([
    [{ enhancedConnections: [{ name: 'first' }] }, /the name "first" is taken/],
    [{ enhancedConnections: [{ status: 'CREATING' }] }, /enhancedConnections\[0\].status must be one of/],
    [{ queueBindings: [{ connection_id: 'c1', name: 'other' }] }, /there is no queue other/],
    [{ poolBindings: [{ connection_id: 'c2', name: 'pool' }] }, /there is no connection c2/],
    [{ queueBindings: [{ connection_id: 5, name: 'queue_1' }] }, /connection_id must be a text, found 5/],
    [{ queueBindings: [{ connection_id: 'c1', name: 5 }] }, /queueBindings\[0\].name must be a string/],
    [{ queueBindings: [{ name: 'queue_1' }] }, /needs a connection_id and a name/],
  ])('cannot be seeded as %j', (wrong, message) => {
    expect(() => mock.seed(wrong)).toThrow(MockError);
    expect(() => mock.seed(wrong)).toThrow(message);
  });
});

describe('the permissions on a connection', () => {
  const show = async () => (await call('showEnhancedConnectionPrivilege', { path })).body;

  it('are shown of other projects, by both names of the project', async () => {
    const act = (action: string, privileges: string[]) =>
      call('runAuthorizationAction', { body: { projectId: 'other', action, privileges: [{ object: 'edsconnections.c1', privileges }] } });
    await act('grant', ['BIND_QUEUE']);
    expect(await show()).toMatchObject({
      connection_id: 'c1',
      privileges: [{ object: 'edsconnections.c1', applicant_project_id: 'other', project_id: 'other', privileges: ['BIND_QUEUE'] }],
    });
    expect((await call('listEnhancedConnections')).body.connections).toMatchObject([{ isPrivis: false }]);
    await act('update', []);
    expect((await show()).privileges).toEqual([]);
    expect((await call('listEnhancedConnections')).body.connections).toMatchObject([{ isPrivis: true }]);
  });
});
