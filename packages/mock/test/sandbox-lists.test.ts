import { beforeAll, describe, expect, it } from 'vitest';
import { loadDocument } from '../src/document/load.ts';
import { createMock } from '../src/index.ts';
import { takePage } from '../src/sandbox/engine/extensions.ts';
import type { CallInput } from './sandbox-support.ts';
import { createCaller } from './sandbox-support.ts';

const tags = [
  { key: 'team', value: 'risk' },
  { key: 'stage', value: 'live' },
];
const mock = createMock({
  sandbox: {
    seed: {
      flinkJobs: [
        { name: 'draft', queue_name: 'a', create_time: 1_000 },
        { name: 'live', status: 'job_running', create_time: 3_000, tags, user_name: 'someone' },
        { name: 'sql', job_type: 'flink_sql_job', run_mode: 'shared_cluster', create_time: 2_000, tags: tags.slice(0, 1) },
        { name: 'child', root_id: 1, create_time: 4_000 },
      ],
      flinkJobTemplates: [
        { name: 'Simple stream', create_time: 1, tags },
        { name: 'other', create_time: 2 },
      ],
      sqlJobs: [
        { statement: 'SELECT * from Db1.t1', database_name: 'db1', table_name: 't1', start_time: 1_000, duration: 30, tags },
        { statement: 'insert into t2 select 1', start_time: 2_000, duration: 10, owner: 'someone', queue_name: 'a' },
        { statement: 'grant select on t1 to a', start_time: 3_000, status: 'FAILED', duration: 20, engine_type: 'hetuEngine' },
      ],
      sparkJobs: [
        { name: 'pi', create_time: 1_000, state: 'success', duration: 5 },
        { name: 'e', create_time: 2_000, state: 'dead', queue: 'a', owner: 'someone', duration: 7 },
        { name: 'phi', create_time: 3_000, state: 'running', duration: 6 },
      ],
      sqlJobTemplates: [{ sql_name: 'Top users' }, { sql_name: 'other' }],
      sparkJobTemplates: [{ name: 'Spark pi' }, { name: 'other' }],
      datasourceAuthentications: [{ auth_info_name: 'auth' }, { auth_info_name: 'auth1' }, { auth_info_name: 'auth2' }],
      globalVariables: [{ var_name: 'a' }, { var_name: 'b' }],
      sqlInspectionRules: [
        { rule_name: 'few', queue_names: ['Q1', 'q2'] },
        { rule_name: 'fewer', queue_names: ['q2'] },
      ],
      catalogs: [{ name: 'a' }, { name: 'b' }],
      classicConnections: [
        { name: 'a', tags },
        { name: 'b', tags: tags.slice(0, 1) },
        { name: 'c', state: 'DELETED' },
      ],
      databases: [{ database_name: 'db1', tags }, { database_name: 'db2' }],
    },
  },
});
const call = createCaller(mock);

/** What a list shows of its entries, one after the other. */
async function listed(operationId: string, list: string, shown: string, query: CallInput['query'] = {}): Promise<unknown[]> {
  const { body } = await call(operationId, { query });
  return Object.values(list.split('.').reduce((parent, key) => parent[key] ?? {}, body)).map((entry) => entry[shown]);
}
const flinkJobs = (query?: CallInput['query']) => listed('listFlinkJobs', 'job_list.jobs', 'name', query);
const templates = (query?: CallInput['query']) => listed('listFlinkSqlJobTemplates', 'template_list.templates', 'name', query);
const sqlJobs = (query?: CallInput['query']) => listed('listSqlJobs', 'jobs', 'job_type', query);
const sparkJobs = (query?: CallInput['query']) => listed('listSparkJobs', 'sessions', 'name', query);

describe('the list of Flink jobs', () => {
  it.each<[CallInput['query'], string[]]>([
    [{}, ['live', 'sql', 'draft']],
    [{ order: 'asc' }, ['draft', 'sql', 'live']],
    [{ job_type: 'flink_sql_job' }, ['sql']],
    [{ status: 'job_running' }, ['live']],
    [{ queue_name: 'a' }, ['draft']],
    [{ name: 'live' }, ['live']],
    [{ name: 'liv' }, []],
    [{ user_name: 'someone' }, ['live']],
    [{ tags: 'team=risk' }, ['live', 'sql']],
    [{ tags: 'team=risk,stage=live' }, ['live']],
    [{ tags: 'team=other' }, []],
    [{ root_job_id: 1 }, ['child']],
    [{ sys_enterprise_project_name: 'default' }, ['live', 'sql', 'draft']],
    [{ sys_enterprise_project_name: 'other' }, []],
    [{ limit: 1, offset: 1 }, ['sql']],
    [{ limit: 0 }, []],
    [{ offset: 3 }, []],
  ])('filtered with %j', async (query, names) => {
    expect(await flinkJobs(query)).toEqual(names);
  });
  it('counts what matches on all pages together', async () => {
    const { body } = await call('listFlinkJobs', { query: { tags: 'team=risk', limit: 1, offset: 1 } });
    expect(body.job_list?.total_count).toBe(2);
  });
  it('holds ten on a page, newest first, the last created first where times are the same', async () => {
    for (let number = 1; number <= 12; number++) await call('createFlinkJarJob', { project: 'many', body: { name: `job-${number}` } });
    const { body } = await call('listFlinkJobs', { project: 'many' });
    const names = Object.values(body.job_list?.jobs ?? {}).map(({ name }) => String(name));
    expect([names.length, names[0], names[9]]).toEqual([10, 'job-12', 'job-3']);
  });
  it('shows with and without detail the fields that the document says', async () => {
    const keys = async (show_detail: string) =>
      Object.keys((await call('listFlinkJobs', { query: { name: 'live', show_detail } })).body.job_list?.jobs?.[0] ?? {});
    const [full, short] = [await keys('true'), await keys('false')];
    for (const name of ['user_id', 'project_id', 'sql_body', 'run_mode', 'job_config', 'update_time']) {
      expect([name, full.includes(name), short.includes(name)]).toEqual([name, true, false]);
    }
    for (const name of ['user_name', 'duration', 'root_id']) {
      expect([name, full.includes(name), short.includes(name)]).toEqual([name, false, true]);
    }
  });
});

describe('the list of templates', () => {
  it.each<[CallInput['query'], string[]]>([
    [{}, ['other', 'Simple stream']],
    [{ order: 'asc' }, ['Simple stream', 'other']],
    [{ name: 'simple' }, ['Simple stream']],
    [{ tags: 'stage=live' }, ['Simple stream']],
    [{ limit: 1, offset: 1 }, ['Simple stream']],
  ])('filtered with %j', async (query, names) => {
    expect(await templates(query)).toEqual(names);
  });
});

describe('the list of SQL jobs', () => {
  it.each<[CallInput['query'], string[]]>([
    [{}, ['DCL', 'INSERT', 'QUERY']],
    [{ order: 'start_time_asc' }, ['QUERY', 'INSERT', 'DCL']],
    [{ order: 'duration_desc' }, ['QUERY', 'DCL', 'INSERT']],
    [{ order: 'duration_asc' }, ['INSERT', 'DCL', 'QUERY']],
    [{ start: 1_000 }, ['DCL', 'INSERT']],
    [{ end: 3_000 }, ['INSERT', 'QUERY']],
    [{ 'job-type': 'QUERY' }, ['QUERY']],
    [{ 'job-type': 'ALL' }, ['DCL', 'INSERT', 'QUERY']],
    [{ job_types: 'QUERY' }, ['QUERY']],
    [{ 'job-type': 'DCL', job_types: 'QUERY' }, []],
    [{ 'job-status': 'FAILED' }, ['DCL']],
    [{ queue_name: 'a' }, ['INSERT']],
    [{ sql_pattern: 'select * FROM db1' }, ['QUERY']],
    [{ 'engine-type': 'hetuEngine' }, ['DCL']],
    [{ owner: 'someone' }, ['INSERT']],
    [{ tags: 'team=risk' }, ['QUERY']],
    [{ db_name: 'db1' }, ['QUERY']],
    [{ table_name: 't1' }, ['QUERY']],
    [{ 'page-size': 2 }, ['DCL', 'INSERT']],
    [{ 'page-size': 2, 'current-page': 2 }, ['QUERY']],
    [{ 'page-size': 2, 'current-page': 3 }, []],
  ])('filtered with %j', async (query, types) => {
    expect(await sqlJobs(query)).toEqual(types);
  });
  it('finds one by its ID', async () => {
    const [id] = await listed('listSqlJobs', 'jobs', 'job_id', {});
    expect(await listed('listSqlJobs', 'jobs', 'job_id', { 'job-id': String(id) })).toEqual([id]);
  });
  it('names database and table of a query, and not of a statement of another kind', async () => {
    const empty = createCaller(createMock({ sandbox: true }));
    await empty('createSqlJob', { body: { sql: 'select * from t1', currentdb: 'db' } });
    await empty('createSqlJob', { body: { sql: 'insert into t1 select 1', currentdb: 'db' } });
    const { body } = await empty('listSqlJobs', { query: { order: 'start_time_asc' } });
    expect(Object.values(body.jobs ?? {}).map(({ database_name, table_name }) => [database_name, table_name])).toEqual([
      ['db', 't1'],
      [undefined, undefined],
    ]);
  });
});

describe('the list of Spark jobs', () => {
  it.each<[CallInput['query'], string[]]>([
    [{}, ['phi', 'e', 'pi']],
    [{ order: 'CREATE_TIME_ASC' }, ['pi', 'e', 'phi']],
    [{ order: 'DURATION_DESC' }, ['e', 'phi', 'pi']],
    [{ order: 'DURATION_ASC' }, ['pi', 'phi', 'e']],
    [{ job_name: 'pi' }, ['pi']],
    [{ cluster_name: 'a' }, ['e']],
    [{ queue_name: 'a' }, ['e']],
    [{ state: 'running' }, ['phi']],
    [{ owner: 'someone' }, ['e']],
    [{ start: 1_000, end: 3_000 }, ['e']],
    [{ from: 1, size: 1 }, ['e']],
    [{ from: 3 }, []],
  ])('filtered with %j', async (query, names) => {
    expect(await sparkJobs(query)).toEqual(names);
  });
  it('says where its page begins, and how many there are', async () => {
    expect((await call('listSparkJobs', { query: { from: 2, size: 5 } })).body).toMatchObject({ from: 2, total: 3 });
  });
});

const authentications: [CallInput['query'], string[]][] = [
  [{}, ['auth', 'auth1', 'auth2']],
  [{ auth_info_name: 'auth' }, ['auth']],
  [{ limit: 1, offset: 1 }, ['auth1']],
];

describe.each<[operationId: string, list: string, shown: string, rows: [CallInput['query'], string[]][]]>([
  [
    'listSqlJobTemplates',
    'sqls',
    'sql_name',
    [
      [{}, ['Top users', 'other']],
      [{ keyword: 'top' }, ['Top users']],
    ],
  ],
  [
    'listSparkJobTemplates',
    'templates',
    'name',
    [
      [{ type: 'SPARK' }, ['Spark pi', 'other']],
      [{ type: 'spark', keyword: 'PI' }, ['Spark pi']],
      [{ type: 'SPARK', 'page-size': 1, 'current-page': 2 }, ['other']],
    ],
  ],
  ['listJobAuthInfos', 'auth_infos', 'auth_info_name', authentications],
  ['listAuthInfo', 'auth_infos', 'auth_info_name', authentications],
  [
    'listDatasourceConnections',
    'connections',
    'name',
    [
      [{}, ['a', 'b', 'c']],
      [{ tags: 'team=risk' }, ['a', 'b']],
      [{ tags: 'team=risk,stage=live' }, ['a']],
    ],
  ],
  [
    'listGlobalVariables',
    'global_vars',
    'var_name',
    [
      [{}, ['a', 'b']],
      [{ limit: 1, offset: 1 }, ['b']],
    ],
  ],
  [
    'listSqlJobDefendRules',
    'rules',
    'rule_name',
    [
      [{}, ['few', 'fewer']],
      [{ queue_name: 'Q1' }, ['few']],
      [{ queue_name: 'q2' }, ['few', 'fewer']],
      [{ rule_name: 'few' }, ['few']],
      [{ limit: 1, offset: 1 }, ['fewer']],
    ],
  ],
  [
    'listDatabases',
    'databases',
    'database_name',
    [
      [{}, ['default', 'db1', 'db2']],
      [{ keyword: 'DB' }, ['db1', 'db2']],
      [{ tags: 'team=risk' }, ['db1']],
      [{ tags: 'team=other' }, []],
      [{ limit: 1, offset: 1 }, ['db1']],
      [{ offset: 2 }, ['db2']],
    ],
  ],
  [
    'listCatalogs',
    'catalogs',
    'name',
    [
      [{}, ['a', 'b']],
      [{ limit: 1, offset: 1 }, ['b']],
    ],
  ],
])('%s', (operationId, list, shown, rows) => {
  it.each(rows)('filtered with %j', async (query, names) => {
    expect(await listed(operationId, list, shown, query)).toEqual(names);
  });
});

describe('the list of enhanced connections', () => {
  beforeAll(() =>
    mock.seed({
      enhancedConnections: [
        { project_id: 'connections', name: 'new', create_time: 3_000, tags },
        { project_id: 'connections', name: 'old', create_time: 1_000, tags: tags.slice(0, 1) },
        { project_id: 'connections', name: 'gone', create_time: 2_000, status: 'DELETED' },
      ],
    }),
  );

  it.each<[CallInput['query'], string[]]>([
    [{}, ['old', 'gone', 'new']],
    [{ status: 'Active' }, ['old', 'new']],
    [{ status: 'deleted' }, ['gone']],
    [{ name: 'old' }, ['old']],
    [{ name: 'ol' }, []],
    [{ tags: 'team=risk' }, ['old', 'new']],
    [{ tags: 'team=risk,stage=live' }, ['new']],
    [{ limit: 1, offset: 1 }, ['gone']],
    [{ limit: 0 }, ['old', 'gone', 'new']],
    [{ offset: 3 }, []],
  ])('filtered with %j', async (query = {}, names) => {
    const { body } = await call('listEnhancedConnections', { project: 'connections', query });
    expect(Object.values(body.connections ?? {}).map(({ name }) => name)).toEqual(names);
  });
});

describe('a preview', () => {
  beforeAll(() => mock.seed({ sqlJobs: [{ project_id: 'preview', job_id: 'one', statement: 'select 1' }] }));

  it('holds as many rows as are wanted, and how many there are', async () => {
    const input = { project: 'preview', path: { job_id: 'one' }, query: { 'page-size': 2 } };
    const { body } = await call('previewSqlJobResult', input);
    expect([body.row_count, Object.values(body.rows ?? {}).length]).toEqual([3, 2]);
  });
});

describe('a page of a list', () => {
  const parameter = (name: string, more: object = {}) => ({ name, in: 'query', schema: { type: 'integer', ...more } });

  it.each<[object, object, number[]]>([
    [{}, {}, [0, 1, 2, 3, 4]],
    [{ size: 'usual' }, {}, [0, 1]],
    [{ size: 'usual' }, { usual: 3 }, [0, 1, 2]],
    [{ size: 'limit', position: 'offset', style: 'offset' }, {}, [0, 1, 2, 3, 4]],
    [{ size: 'limit', position: 'offset', style: 'offset' }, { limit: 2, offset: 4 }, [4]],
    [{ size: 'limit', position: 'offset', style: 'offset' }, { offset: 3 }, [3, 4]],
    [{ size: 'usual', position: 'page', style: 'page' }, { page: 2 }, [2, 3]],
    [{ size: 'usual', position: 'page', style: 'page' }, { usual: 5, page: 2 }, []],
  ])('that pages with %j holds the part for %j', (paging, query, found) => {
    const parameters = [parameter('limit'), parameter('offset'), parameter('page'), parameter('usual', { default: 2 })];
    const get = { operationId: 'listThings', parameters, 'x-dli-paging': { items: 'things', ...paging }, responses: {} };
    const { operations } = loadDocument({ openapi: '3.1.0', paths: { '/things': { get } } } as never);
    expect(takePage(operations[0] as never, query, [0, 1, 2, 3, 4]).items).toEqual(found);
  });
});
