import { beforeEach, describe, expect, it } from 'vitest';
import { createMock, MockError } from '../src/index.ts';
import { createCaller } from './sandbox-support.ts';

const mock = createMock({ sandbox: true });
const call = createCaller(mock);
const team = { key: 'team', value: 'risk' };
const stage = { key: 'stage', value: 'live' };
const queue = { resource_type: 'dli_queue', resource_id: 'q1' };
const add = (path: Record<string, string>, ...tags: object[]) => call('batchCreateResourceTags', { path, body: { tags } });
const remove = (path: Record<string, string>, ...tags: object[]) => call('batchDeleteResourceTags', { path, body: { tags } });
const show = async (path: Record<string, string>) => (await call('showResourceTags', { path })).body;
const find = async (resource_type: string, body: object, query = {}) =>
  (await call('listResourcesByTags', { path: { resource_type }, body, query })).body;

beforeEach(() => {
  mock.reset();
  mock.seed({
    queues: [
      { queue_name: 'queue_1', resource_id: 'q1', tags: [team] },
      { queue_name: 'queue_2', resource_id: 'q2' },
    ],
    elasticResourcePools: [{ elastic_resource_pool_name: 'pool', resource_id: 'p1', tags: [team] }],
    enhancedConnections: [{ id: 'c1', name: 'connection', tags: [team] }],
    flinkJobs: [{ job_id: 104, name: 'job', tags: [team] }],
    databases: [{ resource_id: 'd1', database_name: 'db1', tags: [team] }],
    packages: [{ group_name: 'group', resource_name: 'a.jar', tags: [team] }],
  });
});

describe('the labels of a resource', () => {
  it.each([
    ['dli_queue', 'q1'],
    ['dli_elastic_resource_pool', 'p1'],
    ['dli_enhanced_datasource', 'c1'],
    ['dli_flink_job', '104'],
    ['dli_database', 'd1'],
    ['dli_package_resource', encodeURIComponent('group#a.jar')],
  ])('of the type %s are those that it was created with and those that were set', async (resource_type, resource_id) => {
    const path = { resource_type, resource_id };
    expect(await show(path)).toEqual({ tags: [team], count: 1 });
    expect(await add(path, { ...team, value: 'billing' }, stage)).toMatchObject({ status: 204, text: '' });
    expect(await show(path)).toEqual({ tags: [{ ...team, value: 'billing' }, stage], count: 2 });
    expect(await remove(path, { key: 'team', value: '' }, { key: 'other', value: '' })).toMatchObject({ status: 204, text: '' });
    expect(await show(path)).toEqual({ tags: [stage], count: 1 });
  });
  it('are what lists of the resources are filtered by', async () => {
    await add(queue, stage);
    expect((await call('listQueues', { query: { tags: 'team=risk,stage=live' } })).body.queues).toMatchObject([{ queue_name: 'queue_1' }]);
    const job = { resource_type: 'dli_flink_job', resource_id: '104' };
    await add(job, stage);
    expect((await call('listFlinkJobs', { query: { tags: 'stage=live' } })).body.job_list?.total_count).toBe(1);
  });
  it('are those of a package by its ID encoded once or twice', async () => {
    const path = (resource_id: string) => ({ resource_type: 'dli_package_resource', resource_id });
    for (const id of ['group#a.jar', 'group%23a.jar']) expect(await show(path(id))).toEqual({ tags: [team], count: 1 });
    for (const id of ['100%', 'a.jar', 'group/a.jar'])
      expect((await add(path(id), team)).body).toMatchObject({
        error_code: 'DLI.0002',
        error_msg: expect.stringContaining('Its ID is its resource_id.'),
      });
  });
  it('are at most 20', async () => {
    const many = Array.from({ length: 20 }, (_, index) => ({ key: `k${index}`, value: '' }));
    expect((await add(queue, ...many)).body).toMatchObject({
      error_code: 'DLI.1028',
      error_msg: 'The resource would have 21 labels, more than 20.',
    });
    expect(await show(queue)).toEqual({ tags: [team], count: 1 });
    expect((await add({ ...queue, resource_id: 'q2' }, ...many)).status).toBe(204);
    const created = [
      await call('createQueue', { body: { queue_name: 'queue_3', cu_count: 16, tags: [...many, team] } }),
      await call('createFlinkJarJob', { body: { name: 'labelled', tags: [...many, team] } }),
    ];
    expect(created.map(({ body }) => body.error_code)).toEqual(['DLI.1028', 'DLI.1028']);
    expect(() => mock.seed({ queues: [{ tags: [...many, team] }] })).toThrow(/queues\[0\]: The resource would have 21 labels/);
  });
  it('are refused with a key that cannot be', async () => {
    const codes = [
      await add(queue, { key: '_sys_a', value: '' }),
      await add(queue, { key: ' a', value: '' }),
      await add(queue, team, team),
    ];
    expect(codes.map(({ body }) => body.error_code)).toEqual(['DLI.0001', 'DLI.0001', 'DLI.0001']);
  });
  it('are refused of a resource that is not there', async () => {
    await call('deleteEnhancedConnection', { path: { connection_id: 'c1' } });
    for (const path of [
      { resource_type: 'dli_queue', resource_id: 'queue_1' },
      { resource_type: 'dli_flink_job', resource_id: '5' },
      { resource_type: 'dli_database', resource_id: 'd5' },
      { resource_type: 'dli_enhanced_datasource', resource_id: 'c1' },
    ]) {
      const refused = [await add(path, team), await remove(path, team), await call('showResourceTags', { path })];
      expect(refused.map(({ body }) => body.error_code)).toEqual(['DLI.0002', 'DLI.0002', 'DLI.0002']);
    }
  });
  it('can only be seeded as a list', () => {
    expect(() => mock.seed({ queues: [{ tags: team }] } as never)).toThrow(MockError);
    expect(() => mock.seed({ queues: [{ tags: team }] } as never)).toThrow(/queues\[0\].tags must be a list/);
  });
});

describe('resources', () => {
  beforeEach(() => add({ ...queue, resource_id: 'q2' }, { ...team, value: 'billing' }, stage));

  it.each<[object, string[]]>([
    [{}, ['default', 'queue_1', 'queue_2']],
    [{ tags: [{ key: 'team', values: ['risk'] }] }, ['queue_1']],
    [{ tags: [{ key: 'team', values: ['risk', 'billing'] }] }, ['queue_1', 'queue_2']],
    [{ tags: [{ key: 'team', values: [] }] }, ['queue_1', 'queue_2']],
    [
      {
        tags: [
          { key: 'team', values: ['risk', 'billing'] },
          { key: 'stage', values: ['live'] },
        ],
      },
      ['queue_2'],
    ],
    [{ without_any_tag: true }, ['default']],
    [{ without_any_tag: false }, ['default', 'queue_1', 'queue_2']],
    [{ matches: [{ key: 'resource_name', value: 'queue_1' }] }, ['queue_1']],
    [{ matches: [{ key: 'resource_name', value: 'queue' }] }, []],
  ])('are found and counted by %j', async (filter, names) => {
    const { resources, total_count } = await find('dli_queue', filter);
    expect(Object.values(resources ?? {}).map(({ resource_name }) => resource_name)).toEqual(names);
    const counted = await call('countResourcesByTags', { path: { resource_type: 'dli_queue' }, body: filter });
    expect([total_count, counted.body.total_count]).toEqual([names.length, names.length]);
  });
  it('are found by page, with their labels', async () => {
    expect(await find('dli_queue', {}, { limit: 1, offset: 1 })).toEqual({
      total_count: 3,
      resources: [{ resource_id: 'q1', resource_name: 'queue_1', resource_detail: {}, tags: [team] }],
    });
    const unknown = await find('dli_queue', { matches: [{ key: 'owner', value: 'a' }] });
    expect(unknown.error_code).toBe('DLI.0001');
  });
  it('have labels that are listed together, each key once', async () => {
    const list = async (query = {}) => (await call('listResourcesTags', { path: { resource_type: 'dli_queue' }, query })).body;
    expect(await list()).toEqual({
      tags: [
        { key: 'team', values: ['risk', 'billing'] },
        { key: 'stage', values: ['live'] },
      ],
      count: 2,
    });
    expect(await list({ limit: 1, offset: 1 })).toEqual({ tags: [{ key: 'stage', values: ['live'] }], count: 2 });
  });
  it('that were deleted are not found', async () => {
    expect((await find('dli_enhanced_datasource', {})).total_count).toBe(1);
    await call('deleteEnhancedConnection', { path: { connection_id: 'c1' } });
    expect((await find('dli_enhanced_datasource', {})).total_count).toBe(0);
  });
});
