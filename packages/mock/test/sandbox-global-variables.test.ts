import { beforeEach, describe, expect, it } from 'vitest';
import { createMock } from '../src/index.ts';
import { createCaller } from './sandbox-support.ts';

const mock = createMock({ sandbox: true });
const call = createCaller(mock);
const create = (var_name: string, more: object = {}) => call('createGlobalVariable', { body: { var_name, var_value: 'a', ...more } });
const update = (var_name: string, var_value: string) => call('updateGlobalVariable', { path: { var_name }, body: { var_value } });
const remove = (var_name: string) => call('deleteGlobalVariable', { path: { var_name } });
const list = async () => (await call('listGlobalVariables')).body;

beforeEach(() => mock.reset());

describe('a global variable', () => {
  it('is listed once it is created, with its project and user', async () => {
    expect((await create('table_name')).body).toEqual({ is_success: true, message: '' });
    const variable = { id: 1, var_name: 'table_name', var_value: 'a', is_sensitive: false, project_id: 'test', user_name: 'test_user' };
    expect(await list()).toMatchObject({ is_success: true, count: 1, global_vars: [{ ...variable, create_time: mock.clock.now }] });
    expect(mock.state.projects.test?.globalVariables).toMatchObject([variable]);
  });
  it('gets the value of an update', async () => {
    await create('table_name', { is_sensitive: true });
    mock.clock.advance('1m');
    await update('table_name', 'b');
    expect((await list()).global_vars).toMatchObject([{ var_value: 'b', is_sensitive: true, update_time: mock.clock.now }]);
  });
  it.each([
    ['created with a name that is taken', () => create('table_name'), 'DLI.0999'],
    ['created with digits for a name', () => create('123'), 'DLI.0001'],
    ['updated before it is there', () => update('other', 'b'), 'DLI.0999'],
    ['deleted before it is there', () => remove('other'), 'DLI.0999'],
    ['deleted by another user', () => remove('foreign'), 'DLI.0016'],
  ])('cannot be %s', async (_what, attempt, code) => {
    await create('table_name');
    mock.seed({ globalVariables: [{ var_name: 'foreign', user_name: 'someone' }] });
    expect((await attempt()).body.error_code).toBe(code);
  });
  it('is gone once it is deleted', async () => {
    await create('table_name');
    await remove('table_name');
    expect((await list()).global_vars).toEqual([]);
  });
  it('is shown even if it is sensitive, unless the mock is to hide it', async () => {
    const seed = {
      globalVariables: [
        { var_name: 'pepper', var_value: 'abc', is_sensitive: true },
        { var_name: 'salt', var_value: 'def' },
      ],
    };
    const read = async (choices: object) => {
      const { body } = await createCaller(createMock({ sandbox: { seed, choices } }))('listGlobalVariables');
      return Object.values(body.global_vars ?? {}).map(({ var_value }) => var_value);
    };
    expect(await read({})).toEqual(['abc', 'def']);
    expect(await read({ sensitiveVariables: 'hidden' })).toEqual(['******', 'def']);
  });
});
