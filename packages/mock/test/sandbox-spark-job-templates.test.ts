import { beforeEach, describe, expect, it } from 'vitest';
import { createMock } from '../src/index.ts';
import { createCaller } from './sandbox-support.ts';

const mock = createMock({ sandbox: true });
const call = createCaller(mock);
const settings = { file: 'obs://b/pi.jar', className: 'Pi', queue: 'q', conf: { a: '1' }, numExecutors: 2 };
const create = (name: string, body: unknown = settings, more: object = {}) =>
  call('createSparkJobTemplate', { body: { type: 'SPARK', name, body, ...more } });
const update = (template_id: unknown, body: object) => call('updateSparkJobTemplate', { path: { template_id: String(template_id) }, body });
const show = (template_id: unknown) => call('showSparkJobTemplate', { path: { template_id: String(template_id) } });

beforeEach(() => mock.reset());

describe('a template for Spark jobs', () => {
  it.each([
    ['an object', settings],
    ['JSON in a string', JSON.stringify(settings)],
  ])('is shown with its settings, which were sent as %s', async (_what, body) => {
    const { id } = (await create('pi', body, { group: 'g', language: 'en' })).body;
    const template = { type: 'SPARK', id, name: 'pi', body: settings, group: 'g', description: '', language: 'en', owner: 'test_user' };
    expect((await show(id)).body).toEqual(template);
    const { body: listed } = await call('listSparkJobTemplates', { query: { type: 'spark' } });
    expect(listed).toEqual({ is_success: true, message: '', count: 1, templates: [template] });
  });
  it('gets the settings of an update, and keeps the group that this omits', async () => {
    const { id } = (await create('pi', settings, { group: 'g' })).body;
    await update(id, { name: 'e', body: JSON.stringify({ file: 'e.jar' }), description: 'd' });
    expect((await show(id)).body).toMatchObject({ name: 'e', body: { file: 'e.jar' }, group: 'g', description: 'd', type: 'SPARK' });
    expect(mock.state.projects.test?.sparkJobTemplates[0]?.body).toEqual({ file: 'e.jar', className: '' });
  });
  it.each([
    ['no JSON', '{'],
    ['JSON of something else than an object', '[]'],
    ['a setting that there is not', '{"files":[],"fil":"a.jar"}'],
    ['a setting of another type', '{"file":5}'],
  ])('cannot have %s for its settings', async (_what, body) => {
    const { id } = (await create('pi')).body;
    expect((await create('e', body)).body.error_code).toBe('DLI.0001');
    expect((await update(id, { name: 'pi', body })).body.error_code).toBe('DLI.0001');
  });
  it('has a name of its own', async () => {
    await create('pi');
    expect((await create('pi')).body.error_code).toBe('DLI.0006');
    const { id } = (await create('e')).body;
    expect((await update(id, { name: 'pi', body: {} })).body.error_code).toBe('DLI.0006');
  });
  it('that is not there gets the status 404', async () => {
    for (const { status, body } of [await show('unknown'), await update('unknown', { name: 'a', body: {} })])
      expect([status, body.error_code]).toEqual([404, 'DLI.0023']);
  });
  it('of the type SQL is a template for SQL jobs', async () => {
    const type = 'SQL';
    const { id } = (await create('orders', 'select 1', { type })).body;
    expect((await call('listSqlJobTemplates')).body.sqls).toMatchObject([{ sql_id: id, sql_name: 'orders', sql: 'select 1' }]);
    expect((await show(id)).status).toBe(404);
    expect((await create('orders', 'select 1', { type })).body.error_code).toBe('DLI.0006');
    expect((await create('other', {}, { type })).body.error_code).toBe('DLI.0001');
  });
});
