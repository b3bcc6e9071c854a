import { beforeEach, describe, expect, it } from 'vitest';
import { createMock, MockError } from '../src/index.ts';
import type { CallInput } from './sandbox-support.ts';
import { createCaller } from './sandbox-support.ts';

const mock = createMock({ sandbox: true });
const call = createCaller(mock);
const act = (action: string, object: string, privileges: string[], grantee: object = { user_name: 'one' }) =>
  call('runAuthorizationAction', { body: { ...grantee, action, privileges: [{ object, privileges }] } });
const list = async (object: string, query: CallInput['query'] = {}) =>
  (await call('listAuthorizationPrivileges', { query: { object, ...query } })).body;
const privilegesOf = async (object: string) =>
  Object.values((await list(object)).privileges ?? {}).map(({ user_name, privileges }) => [user_name, privileges]);

beforeEach(() => {
  mock.reset();
  mock.seed({ queues: [{ queue_name: 'queue_1', owner: 'owner' }], flinkJobs: [{ job_id: 104, user_name: 'maker' }] });
  mock.seed({ packages: [{ group_name: 'g1', resource_name: 'A.jar' }] });
});

describe('permissions', () => {
  it('are added, taken away and replaced', async () => {
    await act('grant', 'queues.queue_1', ['SUBMIT_JOB']);
    await act('grant', 'queues.QUEUE_1', ['DROP_QUEUE', 'SUBMIT_JOB']);
    expect(await privilegesOf('queues.queue_1')).toEqual([
      ['owner', ['ALL']],
      ['one', ['SUBMIT_JOB', 'DROP_QUEUE']],
    ]);
    await act('revoke', 'queues.queue_1', ['SUBMIT_JOB', 'RESTART']);
    expect(await privilegesOf('queues.queue_1')).toEqual([
      ['owner', ['ALL']],
      ['one', ['DROP_QUEUE']],
    ]);
    await act('update', 'queues.queue_1', ['RESTART']);
    expect(await privilegesOf('queues.queue_1')).toEqual([
      ['owner', ['ALL']],
      ['one', ['RESTART']],
    ]);
    await act('update', 'queues.queue_1', []);
    expect(await privilegesOf('queues.queue_1')).toEqual([['owner', ['ALL']]]);
  });
  it.each([
    ['queues.Queue_1', { object_name: 'queue_1', object_type: 'queue' }],
    ['jobs.flink.104', { object_name: '104', object_type: 'flink' }],
    ['databases.Db1.tables.T1', { object_name: 't1', object_type: 'table' }],
    ['databases.db1.tables.t1.columns.c1', { object_name: 'c1', object_type: 'column' }],
    ['groups.g1', { object_name: 'g1', object_type: 'group' }],
    ['resources.g1/A.jar', { object_name: 'g1/A.jar', object_type: 'resource' }],
  ])('on %s are listed with their owner first', async (object, shown) => {
    await act('grant', object, ['GET']);
    expect(await list(object)).toMatchObject({
      ...shown,
      count: 2,
      privileges: [
        { object: expect.stringMatching(new RegExp(`^${object}$`, 'i')), is_admin: true, privileges: ['ALL'] },
        { is_admin: false, user_name: 'one', privileges: ['GET'] },
      ],
    });
  });
  it('on a database are listed without naming it', async () => {
    expect(await list('databases.db1')).toMatchObject({
      object_name: 'db1',
      object_type: 'database',
      privileges: [{ user_name: 'test_user', is_admin: true }],
    });
    expect((await list('databases.db1')).privileges?.[0]).not.toHaveProperty('object');
  });
  it('are listed by page', async () => {
    for (const user_name of ['one', 'two', 'three']) await act('grant', 'queues.queue_1', ['RESTART'], { user_name });
    expect(await list('queues.queue_1', { limit: 2, offset: 2 })).toMatchObject({
      count: 4,
      privileges: [{ user_name: 'two' }, { user_name: 'three' }],
    });
  });
  it('go with the resource, and belong to one project', async () => {
    await act('grant', 'queues.queue_1', ['RESTART']);
    expect(mock.state.projects.test?.grants).toEqual([{ object: 'queues.queue_1', user_name: 'one', privileges: ['RESTART'] }]);
    const { body } = await call('listAuthorizationPrivileges', { project: 'other', query: { object: 'queues.queue_1' } });
    expect(body.count).toBe(1);
    await call('deleteQueue', { path: { queue_name: 'queue_1' } });
    expect(mock.state.projects.test?.grants).toEqual([]);
    await call('createQueue', { body: { queue_name: 'queue_1', cu_count: 16 } });
    expect((await list('queues.queue_1')).count).toBe(1);
  });
  it.each([
    ['a queue that is not there', 'queues.other', 'DLI.0002'],
    ['a Flink job that is not there', 'jobs.flink.5', 'DLI.0002'],
    ['a connection that is not there', 'edsconnections.other', 'DLI.0002'],
    ['a kind that has none', 'jobs.sql.5', 'DLI.0001'],
    ['something without a kind', 'queue_1', 'DLI.0001'],
  ])('on %s are refused', async (_what, object, code) => {
    expect([(await act('grant', object, ['GET'])).body.error_code, (await list(object)).error_code]).toEqual([code, code]);
  });
  it('are changed all or not at all', async () => {
    const privileges = ['queues.queue_1', 'queues.other'].map((object) => ({ object, privileges: ['RESTART'] }));
    await call('runAuthorizationAction', { body: { user_name: 'one', action: 'grant', privileges } });
    expect((await list('queues.queue_1')).count).toBe(1);
  });
  it.each([[{}], [{ user_name: 'one', projectId: 'other' }], [{ user_name: '' }]])('are refused for %j', async (grantee) => {
    expect((await act('grant', 'queues.queue_1', ['RESTART'], grantee)).body.error_code).toBe('DLI.0001');
  });
  it('can be seeded', async () => {
    mock.seed({ grants: [{ object: 'queues.QUEUE_1', user_name: 'two', privileges: ['RESTART'] }] });
    expect(await privilegesOf('queues.queue_1')).toContainEqual(['two', ['RESTART']]);
  });
  it.each<[object, RegExp]>([
    [{ object: 'queues.other', user_name: 'one' }, /there is no queue other/],
    [{ object: 'jobs.sql.1', user_name: 'one' }, /no permissions on a resource of the type sql/],
    [{ object: 'queues.queue_1' }, /Either user_name or projectId has to be set/],
    [{ object: 'queues.queue_1', projectId: 5 }, /projectId must be a text, found 5/],
    [{ object: 5, user_name: 'one' }, /grants\[0\].object must be a string/],
  ])('cannot be seeded as %j', (grant, message) => {
    const seed = { grants: [grant] } as never;
    expect(() => mock.seed(seed)).toThrow(MockError);
    expect(() => mock.seed(seed)).toThrow(message);
  });
});
