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
  mock.seed({
    queues: [{ queue_name: 'queue_1', owner: 'owner' }],
    flinkJobs: [{ job_id: 104, user_name: 'maker' }],
    databases: [{ database_name: 'db1', owner: 'owner' }],
    tables: [{ database_name: 'db1', table_name: 't1', owner: 'owner', columns: [{ column_name: 'C1', type: 'int' }] }],
    packages: [{ group_name: 'g1', resource_name: 'A.jar' }],
  });
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
      privileges: [{ user_name: 'owner', is_admin: true }],
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
    ['a database that is not there', 'databases.other', 'DLI.0002'],
    ['a table that is not there', 'databases.db1.tables.other', 'DLI.0002'],
    ['a column that is not there', 'databases.db1.tables.t1.columns.other', 'DLI.0002'],
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
    [{ object: 'databases.db1.tables.other', user_name: 'one' }, /there is no table db1.other/],
    [{ object: 'jobs.sql.1', user_name: 'one' }, /no permissions on a resource of the type sql/],
    [{ object: 'queues.queue_1' }, /Exactly one of user_name and projectId has to be set/],
    [{ object: 'queues.queue_1', projectId: 5 }, /projectId must be a text, found 5/],
    [{ object: 5, user_name: 'one' }, /grants\[0\].object must be a string/],
  ])('cannot be seeded as %j', (grant, message) => {
    const seed = { grants: [grant] } as never;
    expect(() => mock.seed(seed)).toThrow(MockError);
    expect(() => mock.seed(seed)).toThrow(message);
  });
});

describe('the older operations', () => {
  const actOnQueue = (action: string, privileges: string[], user_name = 'one') =>
    call('registerAuthorizedQueue', { body: { queue_name: 'Queue_1', user_name, action, privileges } });
  const actOnData = (action: string, object: string, privileges: string[]) =>
    call('runDataAuthorizationAction', { body: { user_name: 'one', action, privileges: [{ object, privileges }] } });
  const listQueueUsers = async (query: CallInput['query'] = {}) =>
    (await call('listQueueUsers', { path: { queue_name: 'queue_1' }, query })).body;
  const table = { database_name: 'DB1', table_name: 'T1' };
  const [object, column] = ['databases.db1.tables.t1', 'databases.db1.tables.t1.columns.c1'];
  const owner = { is_admin: true, user_name: 'owner', privileges: ['ALL'] };

  it('change and list the same permissions as the newer ones', async () => {
    await act('grant', 'queues.queue_1', ['RESTART']);
    await actOnQueue('grant', ['SUBMIT_JOB', 'DROP_QUEUE']);
    await actOnQueue('revoke', ['DROP_QUEUE']);
    expect(await listQueueUsers()).toEqual({
      is_success: true,
      message: '',
      queue_name: 'queue_1',
      privileges: [owner, { is_admin: false, user_name: 'one', privileges: ['RESTART', 'SUBMIT_JOB'] }],
      count: 2,
    });
    await actOnQueue('update', ['CANCEL_JOB']);
    expect(await privilegesOf('queues.queue_1')).toEqual([
      ['owner', ['ALL']],
      ['one', ['CANCEL_JOB']],
    ]);
    await actOnQueue('update', []);
    expect((await listQueueUsers()).privileges).toEqual([owner]);
  });
  it('list the users of a queue by page', async () => {
    for (const user_name of ['one', 'two', 'three']) await actOnQueue('grant', ['RESTART'], user_name);
    expect(await listQueueUsers({ limit: 2, offset: 2 })).toMatchObject({
      count: 4,
      privileges: [{ user_name: 'two' }, { user_name: 'three' }],
    });
  });
  it('list the users of a database, without those of its tables', async () => {
    await actOnData('grant', 'databases.db1', ['SELECT']);
    await actOnData('grant', object, ['DROP_TABLE']);
    const { body } = await call('listDatabaseUsers', { path: { database_name: 'Db1' } });
    const privileges = [owner, { is_admin: false, user_name: 'one', privileges: ['SELECT'] }];
    expect(body).toEqual({ is_success: true, message: '', database_name: 'db1', privileges });
  });
  it('list the users of a table with those of its columns', async () => {
    await actOnData('grant', object, ['DROP_TABLE']);
    await actOnData('grant', column, ['SELECT']);
    await act('grant', column, ['SELECT'], { user_name: 'two' });
    expect((await call('listTableUsers', { path: table })).body.privileges).toEqual([
      { object, ...owner },
      { object, is_admin: false, user_name: 'one', privileges: ['DROP_TABLE'] },
      { object: column, is_admin: false, user_name: 'one', privileges: ['SELECT'] },
      { object: column, is_admin: false, user_name: 'two', privileges: ['SELECT'] },
    ]);
    expect((await call('listTablePrivileges', { path: { ...table, user_name: 'one' } })).body).toEqual({
      is_success: true,
      message: '',
      user_name: 'one',
      privileges: [
        { object, privileges: ['DROP_TABLE'] },
        { object: column, privileges: ['SELECT'] },
      ],
    });
    expect((await call('listTablePrivileges', { path: { ...table, user_name: 'nobody' } })).body.privileges).toEqual([]);
  });
  it('find no permissions any more once the table is gone', async () => {
    await actOnData('grant', column, ['SELECT']);
    await call('deleteTable', { path: table });
    expect(mock.state.projects.test?.grants).toEqual([]);
  });
  it.each<[string, CallInput]>([
    ['registerAuthorizedQueue', { body: { queue_name: 'other', user_name: 'one', action: 'grant', privileges: ['RESTART'] } }],
    [
      'runDataAuthorizationAction',
      { body: { user_name: 'one', action: 'grant', privileges: [{ object: 'databases.other', privileges: [] }] } },
    ],
    ['listQueueUsers', { path: { queue_name: 'other' } }],
    ['listDatabaseUsers', { path: { database_name: 'other' } }],
    ['listDatabaseUsers', { path: { database_name: 'db1.tables.t1' } }],
    ['listTableUsers', { path: { ...table, table_name: 'other' } }],
    ['listTableUsers', { path: { ...table, table_name: 't1.columns.c1' } }],
    ['listTablePrivileges', { path: { ...table, database_name: 'other', user_name: 'one' } }],
  ])('refuse what is not there: %s with %j', async (operationId, input) => {
    expect(await call(operationId, input)).toMatchObject({ status: 400, body: { error_code: 'DLI.0002' } });
  });
});
