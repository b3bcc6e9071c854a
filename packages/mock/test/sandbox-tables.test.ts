import { beforeEach, describe, expect, it } from 'vitest';
import { createMock, MockError } from '../src/index.ts';
import type { CallInput } from './sandbox-support.ts';
import { createCaller } from './sandbox-support.ts';

const mock = createMock({ sandbox: true });
const call = createCaller(mock);
const columns = [
  { column_name: 'id', type: 'int', description: 'number' },
  { column_name: 'day', type: 'string', is_partition_column: true },
];
const obs = { table_name: 'Orders', data_location: 'OBS', data_type: 'csv', data_path: 'obs://bucket/orders', columns };
const create = async (body: object, database_name = 'db1') => (await call('createTable', { path: { database_name }, body })).body;
const at = (table_name: string, database_name = 'db1') => ({ path: { database_name, table_name } });
const show = async (table_name: string) => (await call('showTable', at(table_name))).body;
const list = async (query: CallInput['query'] = {}) => (await call('listTables', { path: { database_name: 'DB1' }, query })).body;
const names = async (query: CallInput['query'] = {}) => Object.values((await list(query)).tables ?? {}).map(({ table_name }) => table_name);

beforeEach(() => {
  mock.reset();
  mock.seed({ databases: [{ database_name: 'db1' }] });
});

describe('a table', () => {
  it('in OBS is shown with its columns, and its settings by the keys that clients read', async () => {
    await create({
      ...obs,
      description: 'risk',
      with_column_header: true,
      delimiter: ';',
      quote_char: "'",
      escape_char: '/',
      date_format: 'yyyy',
      timestamp_format: 'HH:mm',
    });
    const { storage_properties, ...shown } = await show('ORDERS');
    expect(shown).toEqual({
      is_success: true,
      message: '',
      column_count: 2,
      columns: [
        { column_name: 'id', type: 'int', description: 'number', is_partition_column: false },
        { column_name: 'day', type: 'string', description: '', is_partition_column: true },
      ],
      table_type: 'EXTERNAL',
      data_type: 'csv',
      data_location: 'obs://bucket/orders',
      table_comment: 'risk',
    });
    expect(Object.fromEntries(Object.values(storage_properties ?? {}).map(({ key, value }) => [key, value]))).toEqual({
      header: 'true',
      delimiter: ';',
      quote: "'",
      escape: '/',
      dateformat: 'yyyy',
      timestampformat: 'HH:mm',
    });
  });
  it('in OBS has the default settings', async () => {
    await create(obs);
    const { storage_properties } = await show('orders');
    expect(Object.values(storage_properties ?? {}).map(({ key, value }) => `${key}=${value}`)).toEqual([
      'header=false',
      'delimiter=,',
      'quote="',
      'escape=\\',
      'dateformat=yyyy-MM-dd',
      'timestampformat=yyyy-MM-dd HH:mm:ss',
    ]);
  });
  it('is listed with its details only if they are wanted', async () => {
    await create(obs);
    await create({ table_name: 'v', data_location: 'VIEW', select_statement: 'select 1' });
    await create({ table_name: 'dli', data_location: 'DLI', columns });
    expect((await list()).tables).toEqual([
      { table_name: 'orders', table_type: 'EXTERNAL', data_location: 'OBS' },
      { table_name: 'v', table_type: 'VIEW', data_location: 'VIEW' },
      { table_name: 'dli', table_type: 'MANAGED', data_location: 'DLI' },
    ]);
    expect((await list({ 'with-detail': 'true', keyword: 'RDER' })).tables).toEqual([
      {
        create_time: mock.clock.now,
        last_access_time: mock.clock.now,
        data_type: 'csv',
        data_location: 'OBS',
        location: 'obs://bucket/orders',
        owner: 'test_user',
        table_name: 'orders',
        table_size: 0,
        table_type: 'EXTERNAL',
        partition_columns: ['day'],
      },
    ]);
    expect((await list({ 'with-detail': 'true', 'without-tablemeta': 'true', keyword: 'dli' })).tables).toEqual([
      { table_name: 'dli', table_type: 'MANAGED', data_location: 'DLI' },
    ]);
  });
  it.each<[CallInput['query'], string[]]>([
    [{}, ['a', 'b', 'v']],
    [{ keyword: 'A' }, ['a']],
    [{ 'table-type': 'MANAGED_TABLE' }, ['b']],
    [{ 'table-type': 'EXTERNAL_TABLE' }, ['a']],
    [{ 'table-type': 'VIRTUAL_VIEW' }, ['v']],
    [{ 'datasource-type': 'OBS' }, ['a']],
    [{ 'datasource-type': 'RDS' }, []],
    [{ 'page-size': 2, 'current-page': 2 }, ['v']],
  ])('is found by %j, among those of its database', async (query, found) => {
    mock.seed({
      tables: [
        { database_name: 'db1', table_name: 'a', data_location: 'OBS' },
        { database_name: 'db1', table_name: 'b' },
        { database_name: 'db1', table_name: 'v', data_location: 'VIEW' },
        { table_name: 'a' },
      ],
    });
    expect(await names(query)).toEqual(found);
  });
  it('has an owner that can be changed', async () => {
    await create(obs);
    await call('updateTableOwner', { ...at('orders'), body: { new_owner: 'other' } });
    expect((await list({ 'with-detail': 'true' })).tables).toMatchObject([{ owner: 'other' }]);
  });
  it('is deleted at once, or in the background', async () => {
    await create(obs);
    await create({ ...obs, table_name: 'other' });
    expect((await call('deleteTable', at('ORDERS'))).body).toEqual({ is_success: true, message: '', job_mode: 'sync' });
    expect((await call('deleteTable', { ...at('other'), query: { async: 'true' } })).body).toEqual({
      is_success: true,
      message: '',
      job_mode: 'async',
    });
    expect(await names()).toEqual(['other']);
    mock.clock.advance('10s');
    expect(await names()).toEqual([]);
    expect((await call('listSqlJobs')).body.jobs).toMatchObject([
      { statement: 'DROP TABLE db1.other', job_type: 'DDL', status: 'FINISHED' },
    ]);
  });
  it('is created or deleted later by a call that times out', async () => {
    mock.plan({ timesOut: 'createTable', target: 'orders', after: '1m' });
    mock.plan({ timesOut: 'deleteTable', target: 'DB1.orders', after: '1m' });
    const timeout = { error_code: 'DLI.0019' };
    expect(await create(obs)).toMatchObject(timeout);
    expect(await show('orders')).toMatchObject({ error_code: 'DLI.0002' });
    mock.clock.advance('1m');
    expect(await names()).toEqual(['orders']);
    expect(await call('deleteTable', at('orders'))).toMatchObject({ status: 408, body: timeout });
    expect(await names()).toEqual(['orders']);
    mock.clock.advance('1m');
    expect(await names()).toEqual([]);
  });
  it.each<[string, () => Promise<object>, string]>([
    ['of a database that is not there', () => create(obs, 'db5'), 'DLI.0002'],
    [
      'that is listed of a database that is not there',
      async () => (await call('listTables', { path: { database_name: 'db5' } })).body,
      'DLI.0002',
    ],
    ['with a name of digits only', () => create({ ...obs, table_name: '12' }), 'DLI.0001'],
    ['whose columns are all partition columns', () => create({ ...obs, columns: columns.slice(1) }), 'DLI.0001'],
    ['without columns', () => create({ ...obs, columns: [] }), 'DLI.0001'],
    ['with a column twice', () => create({ ...obs, columns: [columns[0], { column_name: 'ID', type: 'int' }] }), 'DLI.0001'],
    ['with a column without a name', () => create({ ...obs, columns: [{ column_name: ' ', type: 'int' }] }), 'DLI.0001'],
    ['with a column without a type', () => create({ ...obs, columns: [{ column_name: 'a', type: '' }] }), 'DLI.0001'],
    ['outside of OBS', () => create({ ...obs, data_path: '/local' }), 'DLI.0001'],
    ['that is a view without a query', () => create({ table_name: 'v', data_location: 'VIEW', select_statement: ' ' }), 'DLI.0001'],
    ['with labels that nothing can have', () => create({ ...obs, tags: [{ key: '_sys_a', value: '' }] }), 'DLI.0001'],
    ...['showTable', 'deleteTable', 'listPartitions', 'previewTable'].map((operation): [string, () => Promise<object>, string] => [
      `that is not there, by ${operation}`,
      async () => (await call(operation, at('other'))).body,
      'DLI.0002',
    ]),
  ])('%s is refused', async (_what, act, error_code) => {
    expect(await act()).toMatchObject({ error_code });
  });
  it('of a name that is taken is refused, but names may have dollar signs', async () => {
    await create(obs);
    expect(await create({ ...obs, table_name: 'ORDERS' })).toEqual({
      error_code: 'DLI.0006',
      error_msg: 'The database db1 has a table of the name orders.',
    });
    expect(await create({ ...obs, table_name: 'orders$1' })).toMatchObject({ is_success: true });
  });
  it('has the rows of each query if it has their columns, or those that are planned', async () => {
    mock.seed({ tables: [{ database_name: 'db1', table_name: 'usual' }] });
    await create(obs);
    expect((await call('previewTable', at('usual'))).body).toMatchObject({
      schema: [{ id: 'int' }, { name: 'string' }],
      rows: { length: 3 },
    });
    expect((await call('previewTable', at('orders'))).body).toMatchObject({ schema: [{ id: 'int' }, { day: 'string' }], rows: [] });
    mock.plan({
      sql: 'select * from db1.orders limit 10',
      columns: { id: 'int' },
      rows: Array.from({ length: 12 }, (_, index) => [index]),
    });
    expect((await call('previewTable', at('orders'))).body.rows).toHaveLength(10);
    const { job_id } = (await call('previewTable', { ...at('usual'), query: { mode: 'ASYNC' } })).body;
    mock.clock.advance('1m');
    expect((await call('previewSqlJobResult', { path: { job_id: String(job_id) } })).body.row_count).toBe(3);
  });
  it('can be seeded with its partitions, of which only the names are needed', async () => {
    mock.seed({
      tables: [{ database_name: 'db1', table_name: 't', columns, partitions: [{ partition_name: 'day=2024-01-01' }] }],
    } as never);
    const { now } = mock.clock;
    expect((await call('listPartitions', at('t'))).body.partitions).toEqual({
      total_count: 1,
      partition_infos: [{ partition_name: 'day=2024-01-01', create_time: now, last_access_time: now }],
    });
  });
  it('is not deleted in the background once another one has its place', async () => {
    await create(obs);
    await call('deleteTable', { ...at('orders'), query: { async: 'true' } });
    await call('deleteTable', at('orders'));
    await create(obs);
    mock.clock.advance('10s');
    expect(await names()).toEqual(['orders']);
    expect((await call('listSqlJobs')).body.jobs).toMatchObject([{ status: 'FAILED' }]);
  });
  it.each<[object, RegExp]>([
    [{ columns, partitions: [{ partition_name: 'city=a' }] }, /A partition of db1.t must be named like day=…, found city=a/],
    [{ columns, partitions: [{ partition_name: 'day=1/id=2' }] }, /must be named like day=…/],
    [{ columns, partitions: [{}] }, /partitions\[0\].partition_name is required/],
    [{ columns, partitions: [{ partition_name: 5 }] }, /partitions\[0\].partition_name/],
    [{ columns: columns.slice(0, 1), partitions: [{ partition_name: 'id=1' }] }, /the table has no partition column/],
    [{ location: '/local', data_location: 'OBS' }, /The path of a table must be one in OBS, found \/local/],
    [{ table_name: 'a'.repeat(129) }, /table_name must have at most 128 characters, found 129/],
    [{ database_name: 'db5' }, /tables\[0\]: there is no database db5/],
    [{ table_name: '1' }, /table_name must/],
    [{ columns: [{ column_name: 'a' }] }, /columns\[0\].type/],
    [{ columns: { a: 'int' } }, /columns must be a list/],
    [{ columns: [5] }, /columns\[0\] must be an object/],
    [{ data_location: 'HDFS' }, /data_location/],
    [{ database_name: 5 }, /database_name must be a text/],
  ])('cannot be seeded as %j', (table, message) => {
    const seed = { tables: [{ database_name: 'db1', table_name: 't', ...table }] } as never;
    expect(() => mock.seed(seed)).toThrow(MockError);
    expect(() => mock.seed(seed)).toThrow(message);
  });
});

const imported = { data_path: 'obs://bucket/a.csv', data_type: 'csv', database_name: 'DB1', table_name: 'ORDERS' };
const exported = { ...imported, data_path: 'obs://bucket/out', compress: 'none' };
const submit = async (operation: string, body: object) => (await call(operation, { body })).body;

describe('an import', () => {
  beforeEach(() => create(obs));

  it('is a job, which adds the partition that it is into', async () => {
    const { job_id, ...response } = await submit('importTable', { ...imported, partition_spec: { day: 'Monday' }, delimiter: ';' });
    expect(response).toEqual({ is_success: true, message: 'import data to table orders started', job_mode: 'async' });
    const path = { job_id: String(job_id) };
    expect((await call('showSqlJobDetail', { path })).body).toMatchObject({
      data_path: imported.data_path,
      data_type: 'csv',
      delimiter: ';',
    });
    expect((await call('listSqlJobs')).body.jobs).toMatchObject([{ job_type: 'IMPORT', database_name: 'db1', table_name: 'orders' }]);
    const partitions = async (query: CallInput['query'] = {}) => (await call('listPartitions', { ...at('orders'), query })).body.partitions;
    expect(await partitions()).toEqual({ total_count: 0, partition_infos: [] });
    mock.clock.advance('10s');
    const monday = { partition_name: 'day=Monday', last_access_time: mock.clock.now, locations: ['obs://bucket/orders/day=Monday'] };
    expect(await partitions()).toMatchObject({ total_count: 1, partition_infos: [monday] });
    await submit('importTable', { ...imported, partition_spec: 'day=Tuesday' });
    mock.clock.advance('10s');
    await submit('importTable', { ...imported, partition_spec: { day: 'Monday' } });
    mock.clock.advance('10s');
    expect(await partitions({ limit: 1, offset: 1 })).toMatchObject({
      total_count: 2,
      partition_infos: [{ partition_name: 'day=Monday' }],
    });
    expect(await partitions({ filter: 'DAY=tuesday' })).toMatchObject({
      total_count: 1,
      partition_infos: [{ partition_name: 'day=Tuesday' }],
    });
  });
  it('is the only one into its table', async () => {
    await submit('importTable', imported);
    expect(await submit('importTable', imported)).toEqual({
      error_code: 'DLI.0012',
      error_msg: 'Data is being imported into the table db1.orders. Wait for it to end.',
    });
    mock.clock.advance('10s');
    expect(await submit('importTable', imported)).toMatchObject({ is_success: true });
  });
  it.each([false, true])('fails when its table is gone, and another one in its place: %j', async (isReplaced) => {
    const { job_id } = await submit('importTable', { ...imported, partition_spec: { day: 'Monday' } });
    await call('deleteTable', at('orders'));
    if (isReplaced) await create(obs);
    mock.clock.advance('10s');
    expect((await call('showSqlJobStatus', { path: { job_id: String(job_id) } })).body).toMatchObject({
      status: 'FAILED',
      message: 'DLI.0002: The table db1.orders was deleted.',
    });
    if (isReplaced) expect((await call('listPartitions', at('orders'))).body.partitions).toMatchObject({ total_count: 0 });
  });
  it.each([
    [{ partition_spec: { city: 'a' } }, 'The table db1.orders is partitioned only by day, found city.'],
    [{ partition_spec: 'id=1' }, 'The table db1.orders is partitioned only by day, found id.'],
    [{ table_name: 'plain', partition_spec: { day: '1' } }, 'The table db1.plain is partitioned by no column, found day.'],
    [{ data_path: '/local' }, 'data_path must be one in OBS, found /local.'],
    [{ table_name: 'v' }, 'db1.v is a view, and nothing can be imported into it.'],
  ])('of %j is refused', async (wrong, error_msg) => {
    await create({ ...obs, table_name: 'plain', columns: columns.slice(0, 1) });
    await create({ table_name: 'v', data_location: 'VIEW', select_statement: 'select 1' });
    expect(await submit('importTable', { ...imported, ...wrong })).toEqual({ error_code: 'DLI.0001', error_msg });
  });
});

describe('an export', () => {
  beforeEach(() => create(obs));

  it('is a job, whose folder is there when it has finished', async () => {
    expect(await submit('exportTable', exported)).toMatchObject({
      message: 'export all data from table db1.orders to path obs://bucket/out started',
      job_mode: 'async',
    });
    mock.clock.advance('10s');
    expect((await call('listSqlJobs')).body.jobs).toMatchObject([{ job_type: 'EXPORT', status: 'FINISHED', table_name: 'orders' }]);
    expect(await submit('exportTable', exported)).toEqual({ error_code: 'DLI.0006', error_msg: 'The folder obs://bucket/out exists.' });
    expect(await submit('exportTable', { ...exported, export_mode: 'Overwrite' })).toMatchObject({ is_success: true });
  });
  it('is to a path in OBS', async () => {
    expect(await submit('exportTable', { ...exported, data_path: '/local' })).toMatchObject({ error_code: 'DLI.0001' });
  });
  it.each(['importTable', 'exportTable'])('and %s are refused of a table, database or queue that is not there', async (operation) => {
    mock.seed({ queues: [{ queue_name: 'queue' }] });
    const body = operation === 'importTable' ? imported : exported;
    for (const wrong of [{ table_name: 'other' }, { database_name: 'db5' }, { queue_name: 'other' }])
      expect(await submit(operation, { ...body, ...wrong })).toMatchObject({ error_code: 'DLI.0002' });
  });
});

it.each([
  [{ ...obs, data_type: 'frob' }, /^body\.data_type must be one of .*, found "frob"$/],
  [
    { table_name: 't', data_location: 'DLI', columns, delimiter: ';' },
    /^body\.delimiter goes only with data_location, which must be "OBS"$/,
  ],
])('a table that is wrong in one way is refused for that: %j', async (table, message) => {
  expect(await create(table)).toEqual({ error_code: 'DLI.0001', error_msg: expect.stringMatching(message) });
});
