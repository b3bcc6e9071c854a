import { beforeEach, describe, expect, it } from 'vitest';
import { createMock } from '../src/index.ts';
import { createCaller } from './sandbox-support.ts';

const mock = createMock({ sandbox: true });
const call = createCaller(mock);
const rule = { rule_name: 'joins', rule_id: 'static_0003', category: 'static', engine_rules: { info: 10 }, queue_names: ['q1'] };
const create = (more: object = {}) => call('createSqlJobDefendRule', { body: { ...rule, ...more } });
const update = (rule_uuid: unknown, more: object = {}) =>
  call('updateSqlJobDefendRule', { path: { rule_uuid: String(rule_uuid) }, body: { ...rule, ...more } });
const remove = (rule_uuid: unknown) => call('deleteSqlJobDefendRule', { path: { rule_uuid: String(rule_uuid) } });
const show = async (rule_uuid: unknown) => (await call('showSqlJobDefendRule', { path: { rule_uuid: String(rule_uuid) } })).body;
const list = async (query = {}) => Object.values((await call('listSqlJobDefendRules', { query })).body.rules ?? {});
const createAndFind = async (more: object = {}) => {
  await create(more);
  return (await list({ rule_name: rule.rule_name })).at(-1)?.rule_uuid;
};

beforeEach(() => mock.reset());

describe('system rules', () => {
  it('are there from the beginning, with a threshold or without', async () => {
    const { rules, total_count } = (await call('listSqlJobSystemDefendRules')).body;
    expect([Object.values(rules ?? {}).length, total_count]).toEqual([44, 44]);
    expect(rules).toContainEqual({
      rule_id: 'dynamic_0001',
      category: 'dynamic',
      actions: ['info', 'block'],
      engines: ['spark', 'hetuEngine'],
      no_limit: false,
      desc: 'Files to scan.',
      param: { min: 1, max: 2_000_000, defaultValue: 200_000, desc: 'Files' },
    });
    const { body } = await call('showSqlJobSystemDefendRule', { path: { rule_id: 'static_0002' } });
    expect(body).toMatchObject({ rule_id: 'static_0002', no_limit: true, param: '' });
  });
  it('are no other ones', async () => {
    expect((await call('showSqlJobSystemDefendRule', { path: { rule_id: 'static_0099' } })).body.error_code).toBe('DLI.0002');
  });
});

describe('a rule', () => {
  it('is listed and shown once it is created', async () => {
    expect((await create({ queue_names: ['Q1', 'q1'] })).body).toEqual({ is_success: true, message: '' });
    const [listed] = await list();
    const times = { create_time: mock.clock.now, update_time: mock.clock.now };
    expect(listed).toEqual({ ...rule, rule_uuid: listed?.rule_uuid, project_id: 'test', desc: '', sys_desc: 'Joins.', ...times });
    expect(await show(listed?.rule_uuid)).toEqual(listed);
  });
  it('is replaced by an update, which keeps the queues that it omits', async () => {
    const id = await createAndFind();
    mock.clock.advance('1m');
    const changes = { rule_name: 'time', rule_id: 'running_0003', category: 'running', engine_rules: { circuitBreaker: 60 } };
    expect((await update(id, { ...changes, queue_names: undefined })).status).toBe(200);
    expect(await show(id)).toMatchObject({
      ...changes,
      queue_names: ['q1'],
      sys_desc: 'How long the statement runs.',
      update_time: mock.clock.now,
    });
  });
  it('is gone once it is deleted', async () => {
    const id = await createAndFind();
    await remove(id);
    expect([await list(), (await show(id)).error_code]).toEqual([[], 'DLI.0002']);
  });
  it('has to be there', async () => {
    for (const { body } of [await update('unknown'), await remove('unknown')]) expect(body.error_code).toBe('DLI.0002');
  });
  it('is the only one for its queue, its system rule and its action', async () => {
    const id = await createAndFind();
    expect((await create({ rule_name: 'other', queue_names: ['q2', 'Q1'] })).body).toEqual({
      error_code: 'DLI.0006',
      error_msg: 'The queue q1 has a rule static_0003 for the action info.',
    });
    expect((await update(id)).status).toBe(200);
    expect((await create({ engine_rules: { block: 10 } })).status).toBe(200);
    expect((await create({ queue_names: ['q2'] })).status).toBe(200);
    expect((await update(id, { queue_names: ['q2'] })).body.error_code).toBe('DLI.0006');
    expect((await create({ queue_names: [] })).status).toBe(200);
  });
  it.each<[string, object, string]>([
    ['the category of another rule', { category: 'running' }, 'DLI.0001'],
    ['a threshold that is too large', { engine_rules: { info: 51 } }, 'DLI.0001'],
    ['a threshold that is no number', { engine_rules: { info: 'a' } }, 'DLI.0001'],
    ['an action that its system rule has not', { engine_rules: { circuitBreaker: 5 } }, 'DLI.0001'],
    ['more than 50 queues', { queue_names: Array.from({ length: 51 }, (_, index) => `q${index}`) }, 'DLI.0009'],
    ['a queue for other jobs', { queue_names: ['flink'] }, 'DLI.0007'],
    ['a queue that is not there, once there are any', { queue_names: ['unknown'] }, 'DLI.0002'],
  ])('cannot have %s', async (_what, more, code) => {
    const id = await createAndFind();
    mock.seed({ queues: [{ queue_name: 'q1' }, { queue_name: 'flink', queue_type: 'general' }] });
    expect((await create({ queue_names: [], ...more })).body.error_code).toBe(code);
    expect((await update(id, more)).body.error_code).toBe(code);
  });
  it('is one of 1,000 at the most', async () => {
    mock.seed({ sqlInspectionRules: Array.from({ length: 1_000 }, () => ({ project_id: 'test' })) });
    expect((await create()).body).toEqual({ error_code: 'DLI.1028', error_msg: 'The project may have 1,000 rules.' });
  });
});

describe('a queue for SQL jobs', () => {
  const ofQueue = async (queue_name: string) => (await list({ queue_name })).map(({ rule_id, engine_rules }) => [rule_id, engine_rules]);

  it('is created with rules for what may overload it', async () => {
    await call('createQueue', { body: { queue_name: 'Q1', cu_count: 16 } });
    await call('createQueue', { body: { queue_name: 'flink', cu_count: 16, queue_type: 'general' } });
    expect(await ofQueue('q1')).toEqual([
      ['dynamic_0001', { info: 200_000 }],
      ['dynamic_0001', { block: 200_000 }],
      ['dynamic_0002', { info: 5_000 }],
      ['dynamic_0002', { block: 5_000 }],
      ['running_0005', { circuitBreaker: 2_048 }],
      ['static_0001', { info: 10 }],
      ['static_0001', { block: 10 }],
      ['static_0002', { info: 1 }],
      ['static_0002', { block: 1 }],
    ]);
    expect(await ofQueue('flink')).toEqual([]);
  });
  it('keeps them, with other thresholds if need be', async () => {
    mock.seed({ queues: [{ queue_name: 'q1' }] });
    const [own] = await list({ queue_name: 'q1' });
    expect((await show(own?.rule_uuid)).rule_name).toBe(own?.rule_name);
    expect((await remove(own?.rule_uuid)).body).toEqual({
      error_code: 'DLI.0007',
      error_msg: 'A rule that q1 was created with cannot be deleted.',
    });
    const kept = { rule_name: 'files', rule_id: 'dynamic_0001', category: 'dynamic', engine_rules: { info: 5 } };
    expect((await update(own?.rule_uuid, { ...kept, queue_names: [] })).body.error_code).toBe('DLI.0007');
    expect((await update(own?.rule_uuid, kept)).status).toBe(200);
    expect(await show(own?.rule_uuid)).toMatchObject({ ...kept, queue_names: ['q1'] });
  });
  it('takes them with it, and leaves the other ones', async () => {
    mock.seed({ queues: [{ queue_name: 'q1' }, { queue_name: 'q2' }] });
    const id = await createAndFind({ queue_names: ['q1', 'q2'] });
    await call('deleteQueue', { path: { queue_name: 'Q1' } });
    expect(await list({ queue_name: 'q1' })).toEqual([]);
    expect(await show(id)).toMatchObject({ queue_names: ['q2'] });
  });
});
