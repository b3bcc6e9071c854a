import { beforeEach, describe, expect, it } from 'vitest';
import { createMock } from '../src/index.ts';
import { createCaller } from './sandbox-support.ts';

const mock = createMock({ sandbox: true });
const call = createCaller(mock);
const create = (name: string) => call('createFlinkSqlJobTemplate', { body: { name, sql_body: 'select 1' } });
const all = async () => Object.values((await call('listFlinkSqlJobTemplates')).body.template_list?.templates ?? {});

beforeEach(() => mock.reset());

describe('a template', () => {
  it('is listed once it is created', async () => {
    const { body } = await create('simple');
    expect(await all()).toMatchObject([{ template_id: body.template?.template_id, name: 'simple', sql_body: 'select 1', desc: '' }]);
  });
  it('is changed in what an update names', async () => {
    await create('simple');
    mock.clock.advance('1m');
    await call('updateFlinkSqlJobTemplate', { path: { template_id: 1 }, body: { desc: 'new' } });
    expect(await all()).toMatchObject([{ name: 'simple', desc: 'new', sql_body: 'select 1', update_time: mock.clock.now }]);
  });
  it('is gone once it is deleted', async () => {
    await create('simple');
    expect((await call('deleteFlinkSqlJobTemplate', { path: { template_id: 1 } })).body.template).toEqual({ template_id: 1 });
    expect(await all()).toEqual([]);
  });
  it('has a name of its own', async () => {
    await create('simple');
    expect((await create('simple')).body.error_code).toBe('DLI.0006');
    await create('other');
    const renamed = await call('updateFlinkSqlJobTemplate', { path: { template_id: 2 }, body: { name: 'simple' } });
    expect(renamed.body.error_code).toBe('DLI.0006');
  });
  it('has to be there', async () => {
    for (const operationId of ['deleteFlinkSqlJobTemplate', 'updateFlinkSqlJobTemplate']) {
      const body = operationId.startsWith('update') ? {} : undefined;
      expect((await call(operationId, { path: { template_id: 9 }, body })).body.error_code).toBe('DLI.0002');
    }
  });
  it('is one of a hundred at the most', async () => {
    for (let number = 1; number <= 100; number++) await create(`template-${number}`);
    expect((await create('one-more')).body.error_code).toBe('DLI.1028');
  });
});
