import { beforeEach, describe, expect, it } from 'vitest';
import { createMock } from '../src/index.ts';
import { createCaller } from './sandbox-support.ts';

const mock = createMock({ sandbox: true });
const call = createCaller(mock);
const settings = { name: 'classic', service: 'DWS', security_group_id: 'group', network_id: 'net', url: 'dws:8000' };
const create = async (body: object = {}) =>
  String((await call('createDatasourceConnection', { body: { ...settings, ...body } })).body.connection_id);
const show = async (connection_id: string) => (await call('showDatasourceConnection', { path: { connection_id } })).body;
const remove = (connection_id: string) => call('deleteDatasourceConnection', { path: { connection_id } });

beforeEach(() => mock.reset());

describe('a classic connection', () => {
  it('is CREATING first, and ACTIVE a while later', async () => {
    const id = await create();
    expect(await show(id)).toMatchObject({ name: 'classic', service: 'DWS', destination: 'dws:8000', state: 'CREATING', process: 0 });
    mock.clock.advance('30s');
    expect(await show(id)).toMatchObject({ state: 'ACTIVE', process: 1 });
  });
  it('fails when a test plans it', async () => {
    mock.plan({ kind: 'classicConnections', outcome: 'FAILED' });
    const id = await create();
    mock.clock.advance('30s');
    expect((await show(id)).state).toBe('FAILED');
  });
  it('is shown as DELETED once it is deleted, which has to wait until it is created', async () => {
    const id = await create();
    expect((await remove(id)).body.error_code).toBe('DLI.0012');
    mock.clock.advance('30s');
    expect((await remove(id)).body).toEqual({ is_success: true, message: 'Deleted' });
    expect((await show(id)).state).toBe('DELETED');
    expect((await call('listDatasourceConnections')).body.connections).toMatchObject([{ connection_id: id, state: 'DELETED' }]);
    expect((await remove(id)).body.error_code).toBe('DLI.0002');
  });
  it('has to be there', async () => {
    expect([(await show('other')).error_code, (await remove('other')).body.error_code]).toEqual(['DLI.0002', 'DLI.0002']);
  });
  it.each([{ name: '' }, { url: '' }, { url: ' ' }, { service: 'frob' }, { service: '' }])('cannot be created with %j', async (body) => {
    const refused = await call('createDatasourceConnection', { body: { ...settings, ...body } });
    expect(refused).toMatchObject({ status: 400, body: { error_code: 'DLI.0001' } });
  });
  it.each(['cloudtable', 'CloudTable.OpenTSDB', 'ct', 'RDS'])('can be one with %s', async (service) => {
    expect(await show(await create({ service }))).toMatchObject({ service });
  });
  it('can be seeded with its state and queues', async () => {
    mock.seed({ classicConnections: [{ connection_id: 'c1', state: 'FAILED', available_queue_info: [{ name: 'q1' }] }] });
    const { connections, count } = (await call('listDatasourceConnections')).body;
    expect([count, connections]).toMatchObject([1, [{ connection_id: 'c1', state: 'FAILED', queue_list: ['q1'] }]]);
  });
  it.each<[object, RegExp]>([
    [{ status: 'ACTIVE' }, /classicConnections\[0\]\.status/],
    [{ state: 'RUNNING' }, /classicConnections\[0\]\.state/],
    [{ tags: 5 }, /tags must be a list, found 5/],
    [{ service: 'frob' }, /service must be CloudTable/],
  ])('cannot be seeded as %j', (connection, message) => {
    expect(() => mock.seed({ classicConnections: [connection] })).toThrow(message);
  });
});
