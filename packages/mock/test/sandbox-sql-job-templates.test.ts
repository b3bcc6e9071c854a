import { beforeEach, describe, expect, it } from 'vitest';
import { createMock } from '../src/index.ts';
import { createCaller } from './sandbox-support.ts';

const mock = createMock({ sandbox: true });
const call = createCaller(mock);
const create = (sql_name: string, more: object = {}) => call('createSqlJobTemplate', { body: { sql_name, sql: 'select 1', ...more } });
const update = (sql_id: unknown, body: object) => call('updateSqlJobTemplate', { path: { sql_id: String(sql_id) }, body });
const remove = (...sql_ids: unknown[]) => call('batchDeleteSqlJobTemplates', { body: { sql_ids } });
const list = async () => (await call('listSqlJobTemplates')).body;

beforeEach(() => mock.reset());

describe('a template for SQL jobs', () => {
  it('is listed once it is created', async () => {
    const { body } = await create('one', { group: 'reports' });
    expect(body).toEqual({ is_success: true, message: '', sql_id: expect.stringMatching(/^[\da-f-]{36}$/), group: 'reports' });
    const template = { sql_id: body.sql_id, sql_name: 'one', sql: 'select 1', description: '', group: 'reports', owner: 'test_user' };
    expect(await list()).toEqual({ is_success: true, message: '', sql_count: 1, sqls: [template] });
  });
  it('is changed in what an update names', async () => {
    const { sql_id } = (await create('one', { description: 'old' })).body;
    await update(sql_id, { sql_name: 'two' });
    await update(sql_id, { sql: 'select 2' });
    expect((await list()).sqls).toMatchObject([{ sql_id, sql_name: 'two', sql: 'select 2', description: 'old' }]);
  });
  it('has a name of its own', async () => {
    await create('one');
    expect((await create('one')).body.error_code).toBe('DLI.0006');
    const { sql_id } = (await create('two')).body;
    expect((await update(sql_id, { sql_name: 'one' })).body.error_code).toBe('DLI.0006');
    expect((await update(sql_id, { sql_name: 'two' })).status).toBe(200);
  });
  it('has to be there, or nothing is deleted with it', async () => {
    const { sql_id } = (await create('one')).body;
    expect((await update('unknown', {})).body.error_code).toBe('DLI.0002');
    expect((await remove(sql_id, 'unknown')).body).toMatchObject({
      error_code: 'DLI.0002',
      error_msg: 'The template unknown does not exist.',
    });
    expect((await list()).sql_count).toBe(1);
  });
  it('is deleted with several, among them those for Spark jobs', async () => {
    mock.seed({ sqlJobTemplates: [{ sql_id: 'a' }, { sql_id: 'b' }], sparkJobTemplates: [{ id: 'c' }, { id: 'd' }] });
    expect((await remove('a', 'c')).body).toEqual({ is_success: true, message: '' });
    const { sqlJobTemplates, sparkJobTemplates } = mock.state.projects.test ?? {};
    expect([sqlJobTemplates?.map(({ sql_id }) => sql_id), sparkJobTemplates?.map(({ id }) => id)]).toEqual([['b'], ['d']]);
  });
});
