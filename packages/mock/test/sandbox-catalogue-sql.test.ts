import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createMock } from '../src/index.ts';
import { readDefinition } from '../src/sandbox/sql-jobs/definition.ts';
import { readStatement } from '../src/sandbox/sql-jobs/statement.ts';
import { createCaller } from './sandbox-support.ts';
import type { Loose } from './support.ts';

const mock = createMock({ sandbox: true });
const call = createCaller(mock);
const run = async (sql: string, body: object = {}) => (await call('createSqlJob', { body: { sql, ...body } })).body;
const succeed = async (...statements: string[]) => {
  for (const sql of statements) expect(await run(sql), sql).toMatchObject({ is_success: true });
};
const rows = async (sql: string, body: object = {}) => (await run(sql, body)).rows;
const showTable = async (database_name: string, table_name: string) =>
  (await call('showTable', { path: { database_name, table_name } })).body;
const inBackground = { conf: ['dli.sql.sqlasync.enabled = true'] };

beforeEach(() => mock.reset());

describe('SQL about databases', () => {
  it('creates, lists and deletes those of the operations', async () => {
    await succeed(
      "create database Db1 comment 'risk'",
      'CREATE SCHEMA IF NOT EXISTS `db2` -- comment\n;',
      'create database if not exists db1',
    );
    const { databases } = (await call('listDatabases')).body;
    expect(databases).toMatchObject([
      { database_name: 'default' },
      { database_name: 'db1', description: 'risk' },
      { database_name: 'db2' },
    ]);
    await call('createDatabase', { body: { database_name: 'other' } });
    expect(await run('show databases')).toMatchObject({
      schema: [{ namespace: 'string' }],
      rows: [['default'], ['db1'], ['db2'], ['other']],
    });
    await succeed('drop database db2', 'drop schema if exists db2 restrict', 'create table db1.t1 (id int)', 'drop database db1 cascade');
    expect(await rows('show schemas')).toEqual([['default'], ['other']]);
    expect(mock.state.projects.test?.tables).toEqual([]);
  });
  it('deletes the database that its job is in', async () => {
    await succeed('create database db1');
    expect(await run('drop database db1', { currentdb: 'db1' })).toMatchObject({ is_success: true });
  });
  it.each([
    ["like 'db*'", ['db1', 'db2']],
    ["like 'DB1|other'", ['db1', 'other']],
    ["'*b*'", ['db1', 'db2']],
    ["like '*1*b*'", []],
    ["like 'b'", []],
    ['like "*"', ['default', 'db1', 'db2', 'other']],
  ])('lists those that fit %s', async (pattern, names) => {
    mock.seed({ databases: ['db1', 'db2', 'other'].map((database_name) => ({ database_name })) });
    expect(await rows(`show databases ${pattern}`)).toEqual(names.map((name) => [name]));
  });
  it.each([
    ['create database db1', 'DLI.0006: A database of the name db1 exists.'],
    ['create database default', 'DLI.0006: A database of the name default exists.'],
    ['create database `1`', /^DLI.0001: database_name must/],
    ['drop database other', 'DLI.0002: The database other does not exist.'],
    ['drop database default', 'DLI.0007: The database default cannot be deleted.'],
    ['drop database db1', 'DLI.0007: The database db1 has tables. Delete them first or set cascade.'],
    ['create table db1.t1 (id int)', 'DLI.0006: The database db1 has a table of the name t1.'],
    ['create table t (id int, ID string)', 'DLI.0001: The column id is there twice.'],
    ['create table t like other', 'DLI.0002: The table other of the database default does not exist.'],
    ['drop table other', 'DLI.0002: The table other of the database default does not exist.'],
    ['desc db1.other', 'DLI.0002: The table other of the database db1 does not exist.'],
    ['show tables in other', 'DLI.0002: The database other does not exist.'],
  ])('%s fails', async (sql, message) => {
    mock.seed({ databases: [{ database_name: 'db1' }], tables: [{ database_name: 'db1', table_name: 't1' }] });
    const { is_success, message: said, job_id } = await run(sql);
    expect([is_success, said]).toEqual([false, typeof message === 'string' ? message : expect.stringMatching(message)]);
    expect((await call('showSqlJobStatus', { path: { job_id: String(job_id) } })).body).toMatchObject({ status: 'FAILED', message: said });
  });
  it('does its work when the job finishes', async () => {
    const { job_id } = await run('create database db1', inBackground);
    const { job_id: cancelled } = await run('create database db2', inBackground);
    const { job_id: second } = await run('create database db1', inBackground);
    expect(await rows('show databases')).toEqual([['default']]);
    await call('cancelSqlJob', { path: { job_id: String(cancelled) } });
    mock.clock.advance('1m');
    expect(await rows('show databases')).toEqual([['default'], ['db1']]);
    const status = async (id: unknown) => (await call('showSqlJobStatus', { path: { job_id: String(id) } })).body.status;
    expect([await status(job_id), await status(cancelled), await status(second)]).toEqual(['FINISHED', 'CANCELLED', 'FAILED']);
  });
  it('does only what is planned for a statement', async () => {
    mock.plan({ sql: 'create database db1', fails: 'No.' });
    expect(await run('create database db1')).toMatchObject({ is_success: false, message: 'No.' });
    mock.plan({ sql: 'show databases', columns: { name: 'string' }, rows: [['planned']] });
    expect(await rows('show databases')).toEqual([['planned']]);
  });
});

describe('SQL about tables', () => {
  it('creates one with a data source', async () => {
    await succeed(
      'create database db1',
      `CREATE TABLE IF NOT EXISTS db1.Orders (
         id INT NOT NULL COMMENT 'of the order', -- a comment
         total DECIMAL(10, 2), /* another */ \`items\` MAP<STRING, ARRAY<INT>>, day string
       ) USING csv OPTIONS (path 'obs://bucket/orders', header = true, "sep" '\\t', Quote '\\'', unknown 'x')
       PARTITIONED BY (day) COMMENT 'risk' TBLPROPERTIES ('a' = 'b')`,
    );
    expect(await showTable('db1', 'orders')).toMatchObject({
      columns: [
        { column_name: 'id', type: 'int', is_partition_column: false },
        { column_name: 'total', type: 'decimal(10,2)' },
        { column_name: 'items', type: 'map<string,array<int>>' },
        { column_name: 'day', type: 'string', is_partition_column: true },
      ],
      table_type: 'EXTERNAL',
      data_type: 'csv',
      data_location: 'obs://bucket/orders',
      storage_properties: expect.arrayContaining([
        { key: 'header', value: 'true' },
        { key: 'delimiter', value: '\t' },
        { key: 'quote', value: "'" },
      ]),
      table_comment: 'risk',
    });
  });
  it('creates one in the way of Hive', async () => {
    await succeed(
      `create external table t (id int) comment 'c' partitioned by (p string comment 'part', q int)
       row format delimited fields terminated by ';' lines terminated by '\\n' stored as TextFile location 'obs://bucket/t'`,
      "create table parquet_table (a int) row format serde 'x' with serdeproperties ('a'='b') stored as parquet",
    );
    expect(await showTable('default', 't')).toMatchObject({
      column_count: 3,
      columns: [
        { column_name: 'id' },
        { column_name: 'p', description: 'part', is_partition_column: true },
        { column_name: 'q', type: 'int' },
      ],
      data_type: 'csv',
      data_location: 'obs://bucket/t',
      storage_properties: expect.arrayContaining([{ key: 'delimiter', value: ';' }]),
    });
    expect(await showTable('default', 'parquet_table')).toMatchObject({ table_type: 'MANAGED' });
  });
  it('creates one like another, or from a query with the columns that each query has', async () => {
    await succeed('create table a (x int, y string)', 'create table b like a', 'create table c using parquet as select x from a');
    expect((await showTable('default', 'b')).columns).toMatchObject([{ column_name: 'x' }, { column_name: 'y' }]);
    expect((await showTable('default', 'c')).columns).toMatchObject([{ column_name: 'id' }, { column_name: 'name' }]);
  });
  it('is about the database of the job where it names none', async () => {
    await succeed('create database db1');
    await run('create table t1 (id int)', { currentdb: 'DB1' });
    await succeed('create table t2 (id int)');
    expect(await rows('show tables', { currentdb: 'db1' })).toEqual([['db1', 't1', false]]);
    expect(await rows("show tables from db1 like 't*'")).toEqual([['db1', 't1', false]]);
    expect(await rows("show tables in db1 like 'x*'")).toEqual([]);
    expect(await rows('show tables')).toEqual([['default', 't2', false]]);
  });
  it('describes one', async () => {
    await succeed("create table t (id int comment 'number', p string) using csv options (path 'obs://b/t') partitioned by (p)");
    const columns = [
      ['id', 'int', 'number'],
      ['p', 'string', null],
    ];
    const all = [...columns, ['# Partition Information', '', ''], ['# col_name', 'data_type', 'comment'], ['p', 'string', null]];
    const described = await run('desc t');
    expect(described.schema).toEqual([{ col_name: 'string' }, { data_type: 'string' }, { comment: 'string' }]);
    expect(described.rows).toEqual(all);
    const extended = Object.values((await run('describe table extended default.t')).rows as Loose);
    expect(extended.slice(0, all.length)).toEqual(all);
    expect(extended).toContainEqual(['Location', 'obs://b/t', '']);
    expect(extended).toContainEqual(['Type', 'EXTERNAL', '']);
  });
  it('deletes one', async () => {
    await succeed('create table t (id int)', 'drop table `default`.`T`', 'drop table if exists t purge');
    expect(await rows('show tables')).toEqual([]);
  });
});

describe('a job that names an unknown database', () => {
  const refusal = { error_code: 'DLI.0002', error_msg: 'The database db5 does not exist.' };
  it('is accepted until the project has databases or tables', async () => {
    await succeed(
      'select * from db5.t',
      'desc db5.t',
      'drop table db5.t',
      'drop database db5',
      'create table db5.t (id int)',
      'show tables in db5',
    );
    expect(mock.state.projects.test?.tables).toEqual([]);
    await succeed('create database db1');
    for (const sql of ['select * from db5.t', 'insert into db5.t select 1', 'desc db5.t']) expect(await run(sql), sql).toEqual(refusal);
    expect(await run('select 1', { currentdb: 'db5' })).toEqual(refusal);
    await succeed('drop table if exists db5.t', 'select * from DB1.t', 'select extract(day from a.b), c is distinct from a.b from db1.t');
    await succeed('select * from other.db5.t', 'select * from csv.`obs://b/a.csv`', "select 'from db5.t'");
    expect(await run('select 1', { currentdb: 'db5', current_catalog: 'other' })).toMatchObject({ is_success: true });
  });
  it('is refused or accepted depending on the choice', async () => {
    const strict = createCaller(createMock({ sandbox: { choices: { jobOnUnknownDatabase: 'refused' } } }));
    expect((await strict('createSqlJob', { body: { sql: 'select * from db5.t' } })).body).toEqual(refusal);
    const seed = { databases: [{ database_name: 'db1' }] };
    const lenient = createCaller(createMock({ sandbox: { seed, choices: { jobOnUnknownDatabase: 'accepted' } } }));
    expect((await lenient('createSqlJob', { body: { sql: 'select * from db5.t' } })).status).toBe(200);
  });
});

describe('reading SQL', () => {
  it.each([
    'create',
    'create database',
    'create table',
    'create table t (',
    'create table t (id',
    'create table t (id map<',
    'create table t (id int) options (',
    "create table t (id int) options (a '",
    'create table t (id int) partitioned by',
    'create temporary view v as select 1',
    'drop',
    'drop table',
    'drop table t extra',
    'show tables extended',
    'desc database d',
    'desc t partition (a = 1)',
    '/*',
    "'",
    '`',
    '\\',
    ')',
    '\u{1F600}\ud800',
  ])('accepts %s as before', async (sql) => {
    expect([200, 400]).toContain((await call('createSqlJob', { body: { sql } })).status);
  });
  it('never fails', () => {
    const piece = fc.oneof(
      fc.constantFrom(...'create|drop|show|desc|table|tables|database|if|not|exists|like|in|a|b|int|map|comment|using|options'.split('|')),
      fc.constantFrom(
        ...'partitioned|by|stored|as|fields|terminated|location|select|from|(|)|<|>|,|.|;|=|`|\'|"|--|/*|*/|\\|\n'.split('|'),
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        readStatement(pieces.join(' '));
        readDefinition(pieces.join(' '));
      }),
      { numRuns: 2_000 },
    );
  });
  it.each([
    ['comments that do not end', '/*'],
    ['quotes that do not end', "'\\"],
    ['parentheses', '('],
    ['types', 'map<'],
    ['tables', 'from '],
    ['options', "options (a 'b', "],
  ])('takes time in proportion to the length of %s', (_what, piece) => {
    const text = piece.repeat(1_000_000 / piece.length);
    for (const beginning of ['select ', 'create table t (a ', 'create table t (a int) ', 'show tables like ']) {
      readStatement(beginning + text);
      readDefinition(beginning + text);
    }
  });
});
