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
    ['create database ``', /^DLI.0001: database_name must .*, found an empty name\.$/],
    [`create database ${'a'.repeat(129)}`, 'DLI.0001: database_name must have at most 128 characters, found 129.'],
    [`create table ${'a'.repeat(129)} (id int)`, 'DLI.0001: table_name must have at most 128 characters, found 129.'],
    ['create table t (`` int)', 'DLI.0001: A column must have a name, found an empty one.'],
    ["create table t (id int) location '/local'", 'DLI.0001: The path of a table must be one in OBS, found /local.'],
    ["create table t (id int) using csv options (path '/local')", 'DLI.0001: The path of a table must be one in OBS, found /local.'],
    ['create table t (id int) using frob', /^DLI.0001: The format must be one of csv, .*, found frob\.$/],
    ['create table t (id int) stored as frob', /^DLI.0001: The format must be one of csv, .*, found frob\.$/],
    ['create table t (id int) partitioned by (day)', 'DLI.0001: The table has no column day to be partitioned by.'],
    ['create view db1.t1 as select 1', 'DLI.0006: The database db1 has a table of the name t1.'],
    ['create or replace view db1.t1 as select 1', 'DLI.0006: The database db1 has a table of the name t1.'],
    ['drop view db1.t1', 'DLI.0002: db1.t1 is a table. Delete it with DROP TABLE.'],
    ['drop view if exists db1.t1', 'DLI.0002: db1.t1 is a table. Delete it with DROP TABLE.'],
    ['drop table db1.v1', 'DLI.0002: db1.v1 is a view. Delete it with DROP VIEW.'],
    ['show partitions db1.t1', 'DLI.0001: db1.t1 has no partitions.'],
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
    mock.seed({
      databases: [{ database_name: 'db1' }],
      tables: [
        { database_name: 'db1', table_name: 't1' },
        { database_name: 'db1', table_name: 'v1', data_location: 'VIEW' },
      ],
    });
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
    mock.plan({ sql: /from orders/, columns: { id: 'int' }, rows: [[7]] });
    mock.plan({ sql: /from refused/, fails: 'No.' });
    expect(await rows('create table o2 as select * from orders')).toEqual([[7]]);
    expect(await run('create table o3 as select * from refused')).toMatchObject({ is_success: false });
    expect(await run('create table db5.o4 as select * from orders')).toEqual({
      error_code: 'DLI.0002',
      error_msg: 'The database db5 does not exist.',
    });
    expect(await rows('show tables')).toEqual([['default', 'o2', false]]);
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
  it('joins texts, reads their escapes, and puts the columns of partitions last', async () => {
    await succeed(
      "create table t (day string, id int comment 'it''s \\u00e9\\101\\n', city string) comment 'a' \"b\" partitioned by (city, day)",
    );
    expect(await showTable('default', 't')).toMatchObject({
      columns: [
        { column_name: 'id', description: 'its \u00e9A\n' },
        { column_name: 'city', is_partition_column: true },
        { column_name: 'day', is_partition_column: true },
      ],
      table_comment: 'ab',
    });
  });
  it('creates, replaces, lists, describes and deletes views', async () => {
    await succeed(
      'create database db1',
      'create table db1.t1 (x bigint, y string)',
      "create view db1.V1 comment 'c' tblproperties ('a' = 'b') as select * from db1.t1 where x > (1) ;",
      "create view if not exists db1.v2 (a comment 'first', b) as select * from t1",
      'create view if not exists db1.v2 as select 2',
      'create view v3 as select count(*) from db1.t1',
      'create table t2 (q date)',
      'create table db1.t3 as select * from t2',
      'create table db1.t4 like t2',
    );
    expect(await showTable('db1', 'v1')).toMatchObject({
      table_type: 'VIEW',
      columns: [
        { column_name: 'x', type: 'bigint' },
        { column_name: 'y', type: 'string' },
      ],
      table_comment: 'c',
    });
    expect(await rows('desc db1.v2')).toEqual([
      ['a', 'int', 'first'],
      ['b', 'string', null],
    ]);
    for (const table of ['t3', 't4']) expect(await rows(`desc db1.${table}`)).toEqual([['q', 'date', null]]);
    expect(await rows('show tables in db1')).toMatchObject([{ 1: 't1' }, { 1: 'v1' }, { 1: 'v2' }, { 1: 't3' }, { 1: 't4' }]);
    expect((await call('listSqlJobs', { query: { db_name: 'db1', table_name: 'V1' } })).body.job_count).toBe(1);
    expect(await rows('desc v3')).toMatchObject([{ 0: 'id' }, { 0: 'name' }]);
    await succeed('create or replace view db1.v1 (z) as select x from t1', 'drop view db1.v2', 'drop view if exists db1.v2');
    const detailed = Object.values((await rows('desc extended db1.v1')) as Loose);
    expect(detailed).toEqual(
      expect.arrayContaining([
        ['z', 'int', null],
        ['Type', 'VIEW', ''],
        ['View Text', 'select x from t1', ''],
      ]),
    );
    expect(await rows("show tables in db1 like 'v*'")).toEqual([['db1', 'v1', false]]);
  });
  it('loads into partitions, and lists them', async () => {
    await succeed('create table t (id int) partitioned by (Year int, city string)');
    const load = async (sql: string) => {
      const { job_id } = await run(sql);
      mock.clock.advance('1m');
      return (await call('showSqlJobStatus', { path: { job_id: String(job_id) } })).body;
    };
    for (const partition of ["(YEAR = 2024, city = 'a')", "(city = 'b/c', year = 2025)", '(year = 2026)'])
      expect(await load(`load data inpath 'obs://b/f' overwrite into table t partition ${partition}`)).toMatchObject({
        status: 'FINISHED',
      });
    expect(await load("load data inpath 'obs://b/f' into table t options ('header' = 'true')")).toMatchObject({ status: 'FINISHED' });
    expect(await run('show partitions t')).toMatchObject({
      schema: [{ partition: 'string' }],
      rows: [['Year=2024/city=a'], ['Year=2025/city=b%2Fc']],
    });
    expect(await rows('show partitions default.t partition (year = 2024)')).toEqual([['Year=2024/city=a']]);
    expect(await load("load data inpath '/local' into table t")).toMatchObject({
      status: 'FAILED',
      message: 'DLI.0001: data_path must be one in OBS, found /local.',
    });
    expect(await load("load data inpath 'obs://b/f' into table t partition (day = 1)")).toMatchObject({
      message: 'DLI.0001: The table default.t is partitioned only by Year, city, found day.',
    });
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
  it.each([
    'create database gg garbage',
    "create database gg comment 'a",
    'create database gg comment',
    'create database gg /* a',
    'create database `gg',
    'create database if exists gg',
    'create database if gg',
    'create database gg; create database g2',
    'create database gg; comment',
    "create database gg with dbproperties ('a'='b'",
    'create table k (a int) garbage',
    'create table k (a int) comment',
    'create table if k (a int)',
    'create table k (a int, constraint pk primary key(a))',
    'create table k (a)',
    'create table k (a int,)',
    'create table k (a int b)',
    'create table k (a map<int)',
    'create table k (a int); drop table t1',
    'create table k (a int) as',
    'create table k as select',
    'create table k as select (1',
    'create table k as select 1)',
    "create table k as select 'a",
    'create table k as select 1; select 2',
    'create table k as garbage',
    'create table k (a int) like t1',
    'create table k (a int) row format garbage',
    'create table k (a int) clustered by (a) into many buckets',
    "create table k (a int) tblproperties ('a'='b' c)",
    'create view k',
    'create view k as',
    'create view k (a int b) as select 1',
    'create or replace table k (a int)',
    'create view k garbage as select 1',
  ])('changes nothing where not all is known: %s', async (sql) => {
    mock.seed({ tables: [{ table_name: 't1' }] });
    await succeed(sql);
    expect([await rows('show databases'), await rows('show tables')]).toEqual([[['default']], [['default', 't1', false]]]);
  });
  it.each([
    "create database k location '/a' with dbproperties ('a'='b', c=1) comment 'c';;",
    `create table k (a int not null comment 'c') using csv tblproperties ('a'='b') clustered by (a) sorted by (a desc) into 3 buckets`,
    `create table k (a int) row format delimited fields terminated by ',' escaped by '/' collection items terminated by ';'
     map keys terminated by ':' lines terminated by '\\n' null defined as '' stored as textfile`,
    "create table k (a int) stored as inputformat 'a' outputformat 'b'",
    "create table k (a int) stored by 'a' with serdeproperties ('b' = 'c')",
    'create table k using org.apache.spark.sql.parquet select 1',
    'create table k as with a as (select 1) select * from a',
    "create table k (a struct<b:int,c:map<string,int>>) using jdbc options ('url' 'x', a.b = -1.5)",
  ])('knows what it skips: %s', async (sql) => {
    await succeed(sql);
    expect([await rows('show databases'), await rows('show tables')].flat(2)).toContain('k');
  });
  it('never fails', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...'create|drop|show|desc|load|data|inpath|view|replace|partitions|partition|table|tables|database|if|not|exists|like|in|a|b|int|map|comment|using|options'.split(
          '|',
        ),
      ),
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
