import { beforeEach, describe, expect, it } from 'vitest';
import { createMock } from '../src/index.ts';
import { createCaller } from './sandbox-support.ts';

const mock = createMock({ sandbox: true });
const call = createCaller(mock);
const repeat = (count: number) => Array.from({ length: count }, () => ({}));
const readUsed = async () => {
  const { quotas } = (await call('showQuota')).body;
  return Object.fromEntries(Object.values(quotas?.resources ?? {}).map(({ type, used, quota }) => [type, [used, quota]]));
};

beforeEach(() => mock.reset());

describe('quotas', () => {
  it('show how much a project has', async () => {
    const none = {
      QUEUE: [0, 50],
      CU: [0, 10_000],
      ELASTIC_RESOURCE_POOL: [0, 50],
      TEMPLATE: [0, 300],
      DATABASE: [0, 50],
      TABLE: [0, 5_000],
    };
    expect(await readUsed()).toMatchObject(none);
    mock.seed({
      queues: [{ queue_name: 'own', cu_count: 64 }, { cu_count: 16 }, { elastic_resource_pool_name: 'pool', cu_count: 16 }],
      elasticResourcePools: [{ elastic_resource_pool_name: 'pool' }],
      flinkJobTemplates: [{}],
      sqlJobTemplates: [{}],
      databases: [{}],
      tables: [{}, {}],
    });
    expect(await readUsed()).toMatchObject({
      QUEUE: [3, 50],
      CU: [80, 10_000],
      ELASTIC_RESOURCE_POOL: [1, 50],
      TEMPLATE: [2, 300],
      DATABASE: [1, 50],
      TABLE: [2, 5_000],
    });
    await call('deleteQueue', { path: { queue_name: 'own' } });
    expect(await readUsed()).toMatchObject({ QUEUE: [2, 50], CU: [16, 10_000] });
  });
  it.each<[string, object, () => ReturnType<typeof call>]>([
    ['queues', { queues: repeat(50) }, () => call('createQueue', { body: { queue_name: 'one', cu_count: 16 } })],
    ['CUs', { queues: [{ cu_count: 9_985 }] }, () => call('createQueue', { body: { queue_name: 'one', cu_count: 16 } })],
    [
      'CUs',
      { queues: [{ queue_name: 'large', cu_count: 9_985 }] },
      () => call('runQueueAction', { path: { queue_name: 'large' }, body: { action: 'scale_out', cu_count: 16 } }),
    ],
    [
      'elastic resource pools',
      { elasticResourcePools: repeat(50) },
      () => call('createElasticResourcePool', { body: { elastic_resource_pool_name: 'one', min_cu: 64, max_cu: 64 } }),
    ],
    ['databases', { databases: repeat(50) }, () => call('createDatabase', { body: { database_name: 'one' } })],
    [
      'tables',
      { tables: repeat(5_000) },
      () =>
        call('createTable', {
          path: { database_name: 'default' },
          body: { table_name: 'one', data_location: 'VIEW', select_statement: 'select 1' },
        }),
    ],
    [
      'templates',
      { flinkJobTemplates: repeat(100) },
      () => call('createFlinkSqlJobTemplate', { body: { name: 'one', sql_body: 'select 1' } }),
    ],
  ])('of %s refuse what is beyond them', async (what, seed, attempt) => {
    mock.seed(seed);
    const { body } = await attempt();
    expect(body).toMatchObject({
      error_code: 'DLI.1028',
      error_msg: expect.stringMatching(new RegExp(`^The project may have .* ${what}\\.$`)),
    });
  });
  it('count again once something was deleted', async () => {
    mock.seed({ queues: [...repeat(49), { queue_name: 'last' }] });
    await call('deleteQueue', { path: { queue_name: 'last' } });
    expect((await call('createQueue', { body: { queue_name: 'one', cu_count: 16 } })).status).toBe(200);
  });
});
