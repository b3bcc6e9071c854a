import { beforeEach, describe, expect, it } from 'vitest';
import { createMock, MockError } from '../src/index.ts';
import type { CallInput } from './sandbox-support.ts';
import { createCaller } from './sandbox-support.ts';

const mock = createMock({ sandbox: true });
const call = createCaller(mock);
const create = async (database_name: string, more: object = {}) =>
  (await call('createDatabase', { body: { database_name, ...more } })).body;
const remove = async (database_name: string, query: CallInput['query'] = {}) =>
  (await call('deleteDatabase', { path: { database_name }, query })).body;
const names = async () => Object.values((await call('listDatabases')).body.databases ?? {}).map(({ database_name }) => database_name);

beforeEach(() => {
  mock.reset();
  mock.seed({ databases: [{ database_name: 'db1' }], tables: [{ database_name: 'DB1', table_name: 't1' }] });
});

describe('a database', () => {
  it('is listed with what it was created with, in small letters', async () => {
    await create('Db2', { description: 'risk', enterprise_project_id: '5' });
    expect((await call('listDatabases', { query: { keyword: 'B2' } })).body).toMatchObject({
      database_count: 1,
      databases: [
        { database_name: 'db2', owner: 'test_user', table_number: 0, description: 'risk', enterprise_project_id: '5', is_shared: false },
      ],
    });
  });
  it('is in every project as default, which can neither be created nor deleted', async () => {
    await call('createTable', {
      path: { database_name: 'default' },
      body: { table_name: 't', data_location: 'DLI', columns: [{ column_name: 'a', type: 'int' }] },
    });
    const { databases } = (await call('listDatabases')).body;
    expect(databases).toMatchObject([
      { database_name: 'default', table_number: 1 },
      { database_name: 'db1', table_number: 1 },
    ]);
    expect(await create('Default')).toMatchObject({ error_code: 'DLI.0006' });
    expect(await remove('DEFAULT')).toMatchObject({ error_code: 'DLI.0007', error_msg: 'The database default cannot be deleted.' });
  });
  it('has an owner that can be changed', async () => {
    await call('updateDatabaseOwner', { path: { database_name: 'DB1' }, body: { new_owner: 'other' } });
    expect((await call('listDatabases', { query: { keyword: 'db1' } })).body.databases).toMatchObject([{ owner: 'other' }]);
  });
  it('is deleted when it is empty, or with its tables', async () => {
    expect(await remove('db1')).toEqual({
      error_code: 'DLI.0007',
      error_msg: 'The database db1 has tables. Delete them first or set cascade.',
    });
    expect(await remove('db1', { cascade: 'true' })).toEqual({ is_success: true, message: '', job_mode: 'sync' });
    expect(await names()).toEqual(['default']);
    expect(mock.state.projects.test?.tables).toEqual([]);
  });
  it('is deleted in the background by a job, until the end of which it is there', async () => {
    const { job_id, ...response } = await remove('db1', { cascade: 'true', async: 'true' });
    expect(response).toEqual({ is_success: true, message: '', job_type: 'DDL', job_mode: 'async' });
    const readStatus = async () => (await call('showSqlJobStatus', { path: { job_id: String(job_id) } })).body;
    expect(await readStatus()).toMatchObject({ status: 'LAUNCHING', statement: 'DROP DATABASE db1 CASCADE' });
    expect(await names()).toEqual(['default', 'db1']);
    expect(await remove('db1', { cascade: 'true' })).toMatchObject({ error_code: 'DLI.0007' });
    mock.clock.advance('10s');
    expect((await readStatus()).status).toBe('FINISHED');
    expect(await names()).toEqual(['default']);
  });
  it('stays when the job that deletes it fails', async () => {
    await create('db2');
    const { job_id } = await remove('db2', { async: 'true' });
    const column = { column_name: 'a', type: 'int' };
    await call('createTable', { path: { database_name: 'db2' }, body: { table_name: 't', data_location: 'DLI', columns: [column] } });
    mock.plan({ target: String((await remove('db1', { cascade: 'true', async: 'true' })).job_id), outcome: 'FAILED' });
    mock.clock.advance('1m');
    expect((await call('showSqlJobStatus', { path: { job_id: String(job_id) } })).body).toMatchObject({
      status: 'FAILED',
      message: 'DLI.0007: The database db2 has tables. Delete them first or set cascade.',
    });
    expect(await names()).toEqual(['default', 'db1', 'db2']);
  });
  it('is not deleted while a job uses it', async () => {
    await call('createSqlJob', { body: { sql: 'select 1', currentdb: 'DB1' } });
    expect(await remove('db1', { cascade: 'true' })).toEqual({
      error_code: 'DLI.0007',
      error_msg: 'A job uses the database db1. Wait for it to end or cancel it.',
    });
    mock.clock.advance('1m');
    expect(await remove('db1', { cascade: 'true' })).toMatchObject({ is_success: true });
  });
  it.each<[string, () => Promise<object>, string]>([
    ['with a name that is taken', () => create('DB1'), 'DLI.0006'],
    ['of digits only', () => create('12'), 'DLI.0001'],
    ['with an underscore first', () => create('_db'), 'DLI.0001'],
    ['with labels that nothing can have', () => create('db2', { tags: [{ key: '_sys_a', value: '' }] }), 'DLI.0001'],
    ['that is not there, when it is deleted', () => remove('db2'), 'DLI.0002'],
    ['that is not there, when it is deleted in the background', () => remove('db2', { async: 'true' }), 'DLI.0002'],
    [
      'that is not there, when its owner is changed',
      async () => (await call('updateDatabaseOwner', { path: { database_name: 'db2' }, body: { new_owner: 'a' } })).body,
      'DLI.0002',
    ],
  ])('%s is refused', async (_what, act, error_code) => {
    expect(await act()).toMatchObject({ error_code });
  });
  it('has labels', async () => {
    const tags = [{ key: 'team', value: 'risk' }];
    await create('db2', { tags });
    const { resource_id } = mock.state.projects.test?.databases.at(-1) ?? {};
    expect((await call('showResourceTags', { path: { resource_type: 'dli_database', resource_id: String(resource_id) } })).body).toEqual({
      tags,
      count: 1,
    });
  });
});

describe('a call that times out', () => {
  const timeout = { status: 408, body: { error_code: 'DLI.0019', error_msg: 'The task has not finished in time and goes on.' } };

  it('creates the database later', async () => {
    mock.plan({ timesOut: 'createDatabase', after: '30s' });
    expect(await call('createDatabase', { project: 'fresh', body: { database_name: 'db2' } })).toMatchObject(timeout);
    const list = async () => (await call('listDatabases', { project: 'fresh' })).body.database_count;
    expect(await list()).toBe(2);
    mock.clock.advance('29s');
    expect(await list()).toBe(2);
    mock.clock.advance('1s');
    expect(await list()).toBe(3);
  });
  it('deletes the database later, with its tables', async () => {
    mock.plan({ timesOut: 'deleteDatabase' });
    const deletion = { path: { database_name: 'db1' }, query: { cascade: 'true' } };
    expect(await call('deleteDatabase', deletion)).toMatchObject(timeout);
    expect(await names()).toContain('db1');
    mock.clock.advance('10s');
    expect(await names()).not.toContain('db1');
    expect((await call('deleteDatabase', deletion)).body.error_code).toBe('DLI.0002');
  });
  it('is the one that is meant, as often as planned', async () => {
    mock.plan({ timesOut: 'createDatabase', target: 'Db3', times: 2 });
    expect(await create('db2')).toMatchObject({ is_success: true });
    expect(await create('db3')).toMatchObject(timeout.body);
    expect(await create('db3')).toMatchObject(timeout.body);
    mock.clock.advance('10s');
    expect(await names()).toEqual(['default', 'db1', 'db2', 'db3']);
    mock.verify();
  });
  it('is refused first if it would be refused, and does nothing later if it would be refused then', async () => {
    mock.plan({ timesOut: 'createDatabase' });
    expect((await create('db1')).error_code).toBe('DLI.0006');
    expect(await create('db2', { description: 'late' })).toMatchObject(timeout.body);
    await create('db2', { description: 'early' });
    mock.clock.advance('10s');
    expect(mock.state.projects.test?.databases.at(-1)).toMatchObject({ database_name: 'db2', description: 'early' });
  });
  it('is reported if it never came, and forgotten by reset', () => {
    mock.plan({ timesOut: 'deleteTable', target: 't' });
    expect(() => mock.verify()).toThrow(/timesOut/);
    mock.reset();
    expect(() => mock.verify()).not.toThrow();
  });
  it.each<[object, RegExp]>([
    [{ timesOut: 'createQueue' }, /timesOut must be one of .*createDatabase.*, found "createQueue"/],
    [{ timesOut: 'createTable', outcome: 'FAILED' }, /field outcome is unknown/],
    [{ timesOut: 'createTable', target: 5 }, /target must be a name, found 5/],
    [{ timesOut: 'createTable', after: Number.POSITIVE_INFINITY }, /after must have an end/],
    [{ timesOut: 'createTable', after: 'soon' }, /duration/],
    [{ timesOut: 'createTable', times: 0 }, /times must be a whole number from 1/],
  ])('cannot be planned as %j', (plan, message) => {
    expect(() => mock.plan(plan as never)).toThrow(MockError);
    expect(() => mock.plan(plan as never)).toThrow(message);
  });
});
