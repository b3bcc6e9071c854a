import { beforeEach, describe, expect, it } from 'vitest';
import { createMock } from '../src/index.ts';
import { createCaller } from './sandbox-support.ts';

const mock = createMock({ sandbox: true });
const call = createCaller(mock);
const submit = async (sql: string, body: object = {}) => (await call('createSqlJob', { body: { sql, ...body } })).body;
const submitted = async (sql: string) => ({ job_id: String((await submit(sql)).job_id) });
const finished = async (sql: string) => {
  const path = await submitted(sql);
  mock.clock.advance('1m');
  return path;
};

beforeEach(() => mock.reset());

describe('a SQL job', () => {
  it('is submitted, runs and finishes, and its progress says how far it is', async () => {
    const path = await submitted('select * from db.t1');
    const seen: unknown[] = [];
    for (const duration of ['0s', '1s', '3s', '2s'] as const) {
      mock.clock.advance(duration);
      const { body } = await call('showSqlJobProgress', { path });
      seen.push([body.status, body.progress, Object.values(body.sub_jobs ?? {}).length]);
    }
    expect(seen).toEqual([
      ['LAUNCHING', 0, 0],
      ['RUNNING', 0, 1],
      ['RUNNING', 0.5, 1],
      ['FINISHED', 1, 0],
    ]);
  });
  it('shows its state, statement and result', async () => {
    const path = await finished('select * from db.t1');
    expect((await call('showSqlJobStatus', { path })).body).toMatchObject({
      is_success: true,
      status: 'FINISHED',
      job_type: 'QUERY',
      job_mode: 'async',
      duration: 6_000,
      statement: 'select * from db.t1',
      database_name: 'db',
      table_name: 't1',
      result_count: 3,
    });
  });
  it('can be cancelled until it has ended', async () => {
    const path = await submitted('select 1');
    expect((await call('cancelSqlJob', { path })).body).toMatchObject({ is_success: true });
    expect((await call('showSqlJobStatus', { path })).body.status).toBe('CANCELLED');
    expect((await call('cancelSqlJob', { path })).body.error_code).toBe('DLI.0007');
  });
  it('has to be there', async () => {
    for (const operationId of ['showSqlJobStatus', 'showSqlJobDetail', 'showSqlJobProgress', 'cancelSqlJob', 'previewSqlJobResult']) {
      const { status, body } = await call(operationId, { path: { job_id: 'nowhere' } });
      expect([operationId, status, body.error_code]).toEqual([operationId, 400, 'DLI.0002']);
    }
  });
});

describe('a statement', () => {
  it.each([
    ['select 1', 'QUERY', 'async'],
    ['  with a as (select 1) select * from a', 'QUERY', 'async'],
    ['-- why\n/* not */ (select 1)', 'QUERY', 'async'],
    ['INSERT INTO t1 SELECT 1', 'INSERT', 'async'],
    ["load data inpath 'obs://a/b' into table t1", 'IMPORT', 'async'],
    ['update t1 set a = 1', 'UPDATE', 'async'],
    ['delete from t1', 'DELETE', 'async'],
    ['create table t1 (a int)', 'DDL', 'sync'],
    ['desc t1', 'DDL', 'sync'],
    ['grant select on t1 to a', 'DCL', 'sync'],
  ])('%s is a job of kind %s that runs %s', async (sql, job_type, job_mode) => {
    expect(await submit(sql)).toMatchObject({ is_success: true, job_type, job_mode });
    expect((await call('checkSql', { body: { sql } })).body).toMatchObject({ is_success: true, job_type });
  });
  it('that is invalid is refused', async () => {
    expect(await submit('selct 1')).toEqual({ error_code: 'DLI.0004', error_msg: "mismatched input 'selct' expecting a statement." });
    expect((await call('checkSql', { body: { sql: '' } })).body.error_code).toBe('DLI.0004');
  });
  it('that runs at once has finished when its response comes', async () => {
    const { job_id, schema, rows } = await submit('desc t1');
    expect([schema, rows]).toEqual([[], []]);
    expect((await call('showSqlJobStatus', { path: { job_id: String(job_id) } })).body.status).toBe('FINISHED');
  });
  it('may run in the background', async () => {
    const job = await submit('msck repair table t1', { conf: ['dli.sql.sqlasync.enabled = true'] });
    expect(job).toMatchObject({ job_type: 'DDL', job_mode: 'async' });
  });
  it('that imports shows from where', async () => {
    const path = await submitted("load data inpath 'obs://a/b.csv' into table db.t1");
    const { body } = await call('showSqlJobDetail', { path });
    expect(body).toMatchObject({ data_path: 'obs://a/b.csv', database_name: 'db', table_name: 't1' });
  });
});

describe('a result', () => {
  it('can be previewed when the query has finished', async () => {
    const path = await submitted('select 1');
    expect((await call('previewSqlJobResult', { path })).body).toMatchObject({ is_success: false });
    mock.clock.advance('1m');
    const { body } = await call('previewSqlJobResult', { path });
    expect(body).toMatchObject({ is_success: true, row_count: 3, schema: [{ id: 'int' }, { name: 'string' }] });
  });
  it('can be seeded', async () => {
    mock.seed({ sqlJobs: [{ job_id: 'one', result: { columns: { total: 'bigint' }, rows: [[9007199254740993n]] } }] });
    const { text } = await call('previewSqlJobResult', { path: { job_id: 'one' } });
    expect(text).toContain('"schema":[{"total":"bigint"}],"rows":[[9007199254740993]]');
  });
  it('is only there for queries', async () => {
    const path = await finished('insert into t1 select 1');
    expect((await call('previewSqlJobResult', { path })).body.error_code).toBe('DLI.0007');
  });
  it('is exported by a job of its own', async () => {
    const path = await finished('select 1');
    const { body } = await call('exportSqlJobResult', { path, body: { data_path: 'obs://a/b', data_type: 'json', compress: 'gzip' } });
    const exporting = { job_id: String(body.job_id) };
    expect((await call('showSqlJobStatus', { path: exporting })).body).toMatchObject({ job_type: 'EXPORT', status: 'LAUNCHING' });
    const detail = { data_path: 'obs://a/b', data_type: 'json', compress: 'gzip', export_mode: 'ErrorIfExists' };
    expect((await call('showSqlJobDetail', { path: exporting })).body).toMatchObject(detail);
  });
  it('is exported into a folder that is there only to overwrite it', async () => {
    const path = await finished('select 1');
    const exportTo = (body: object) => call('exportSqlJobResult', { path, body: { data_path: 'obs://a/b', data_type: 'csv', ...body } });
    await exportTo({});
    mock.clock.advance('1m');
    expect((await exportTo({})).body.error_code).toBe('DLI.0006');
    expect((await exportTo({ export_mode: 'Overwrite' })).status).toBe(200);
  });
  it('has nothing to show about imports and exports', async () => {
    expect((await call('showSqlJobDetail', { path: await finished('select 1') })).body).toMatchObject({ data_path: '', data_type: '' });
  });
});
