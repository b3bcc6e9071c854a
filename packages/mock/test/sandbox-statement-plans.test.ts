import { createDliClient, runSql } from '@dli-openapi/client';
import { beforeEach, describe, expect, it } from 'vitest';
import { createMock, MockError } from '../src/index.ts';
import { createCaller } from './sandbox-support.ts';

const mock = createMock({ sandbox: true });
const clock = mock.clock.timer;
const dli = createDliClient({ region: 'cn-north-4', projectId: 'test', credentials: { token: 'any' }, fetch: mock.fetch, clock });
const run = (sql: string, options = {}) => runSql(dli, sql, options);
const columns = { id: 'bigint', price: 'decimal(20,18)' };

beforeEach(() => mock.reset());

describe('a planned statement', () => {
  it('gives its rows each time', async () => {
    mock.plan({
      sql: /from orders/,
      columns,
      rows: [
        [1, '0.123456789012345678'],
        [9007199254740993n, null],
      ],
    });
    for (const sql of ['select * from orders', 'select id from orders']) {
      const result = await run(sql);
      expect(result.columns).toEqual([
        { name: 'id', type: 'bigint' },
        { name: 'price', type: 'decimal(20,18)' },
      ]);
      expect(result.toArray()).toEqual([
        { id: 1n, price: '0.123456789012345678' },
        { id: 9007199254740993n, price: null },
      ]);
    }
    expect((await run('select 1')).rowCount).toBe(3);
  });

  it('is named in full, or by a pattern whatever its flags', async () => {
    mock.plan({ sql: 'select 1', columns: { c: 'int' }, rows: [[1]] });
    mock.plan({ sql: /SELECT 2/gi, columns: { c: 'int' }, rows: [[2]] });
    for (const sql of [' select 1 ', 'select 2', 'select 2']) expect((await run(sql)).rowCount).toBe(1);
    expect((await run('select 1 + 1')).rowCount).toBe(3);
  });

  it('gives what was planned last, as many times as that says', async () => {
    mock.plan({ sql: /./, columns: { c: 'int' }, rows: [] });
    mock.plan({ sql: /./, columns: { c: 'int' }, rows: [[1]], times: 2 });
    const counts = [];
    for (let time = 0; time < 3; time++) counts.push((await run('select 1')).rowCount);
    expect(counts).toEqual([1, 1, 0]);
  });

  it('may show its rows at once', async () => {
    mock.plan({ sql: 'show tables', columns: { name: 'string' }, rows: [['t1'], ['t2']] });
    expect((await run('show tables')).toArray()).toEqual([{ name: 't1' }, { name: 't2' }]);
  });

  it('says how many rows were inserted', async () => {
    mock.plan({ sql: /^insert/, columns: { c: 'int' }, rows: [[1], [2]] });
    expect((await run('insert into t1 values (1), (2)')).rowCount).toBe(2);
  });

  it.each(['select * from t1', 'drop table t1'])('fails with the planned reason: %s', async (sql) => {
    mock.plan({ sql, fails: 'DLI.0005: no table t1' });
    await expect(run(sql)).rejects.toThrow('DLI.0005: no table t1');
    expect(mock.state.projects.test?.sqlJobs[0]).toMatchObject({ status: 'FAILED', message: 'DLI.0005: no table t1' });
  });

  it('may have more rows than a response, which can be exported', async () => {
    const rows = Array.from({ length: 2500 }, (_, index) => [index]);
    for (const sql of ['select c from t', 'show partitions t']) mock.plan({ sql, columns: { c: 'int' }, rows });
    for (const sql of ['select c from t', 'show partitions t']) {
      await expect(run(sql)).rejects.toMatchObject({ name: 'DliResultError', rowCount: 2500 });
    }
    const { exportJobId, rowCount } = await run('select c from t', { exportTo: 'obs://b/f' });
    expect(rowCount).toBe(2500);
    expect(mock.state.projects.test?.sqlJobs.at(-1)).toMatchObject({ job_id: exportJobId, job_type: 'EXPORT', status: 'FINISHED' });
  });

  it.each(['merge into t1 using t2', 'call p()'])('can be one that the sandbox does not know: %s', async (sql) => {
    const call = createCaller(mock);
    expect((await call('checkSql', { body: { sql } })).body).toMatchObject({ error_code: 'DLI.0004' });
    mock.plan({ sql, columns: { c: 'double' }, rows: [[2 ** 60]], times: 1 });
    expect((await call('checkSql', { body: { sql } })).body).toMatchObject({ is_success: true, job_type: 'QUERY' });
    expect((await run(sql)).toArray()).toEqual([{ c: 2 ** 60 }]);
    await expect(run(sql)).rejects.toMatchObject({ errorCode: 'DLI.0004' });
  });

  it('that no statement matched is reported by verify, as one for a job is', async () => {
    mock.plan({ sql: /^select/, fails: 'no' });
    mock.plan({ sql: 'select 2', columns: { c: 'int' } });
    mock.plan({ target: 'risk', outcome: 'dead', times: 2 });
    await expect(run('select 1')).rejects.toThrow('no');
    expect(() => mock.verify()).toThrow(
      new MockError(
        'Not all went as planned:\n' +
          'the plan { target: "risk", outcome: "dead", times: 2 } never happened\n' +
          'the plan { sql: "select 2", columns: … } never happened',
      ),
    );
  });

  it('is forgotten by reset', async () => {
    mock.plan({ sql: /./, fails: 'no' });
    mock.reset();
    expect((await run('select 1')).rowCount).toBe(3);
  });

  it.each([
    [{ sql: 7 }, 'sql must be a statement or a regular expression'],
    [{ sql: 'select 1', columns: { c: 'int' }, rows: [[1, 2]] }, 'a value for each of its 1 columns'],
    [{ sql: 'select 1', rows: [[1]] }, 'a value for each of its 0 columns'],
    [{ sql: 'select 1', fails: '' }, 'fails must be a text'],
    [{ sql: 'select 1', fails: 'no', rows: [] }, 'has no columns and rows'],
    [{ sql: 'select 1', times: 0 }, 'times must be a whole number'],
    [{ sql: 'select 1', row: [] }, "The plan's field row is unknown (did you mean rows?)"],
    [{ sql: 's', columns: [{ name: 'c', type: 'int' }] }, "columns must be data types by name, such as { id: 'bigint' }, found an array"],
    [{ sql: 's', columns: { c: 'integr' } }, 'column c has the data type "integr" (did you mean integer?). There are tinyint, '],
    [{ sql: 's', columns: { c: 7 } }, 'column c has the data type 7'],
    [{ sql: 's', columns: { c: 'int' }, rows: {} }, 'rows must be a list of lists'],
    [{ sql: 's', columns: { c: 'int' }, rows: [[1], ['x']] }, 'rows[1] must have a value of int in c, found "x"'],
    [{ sql: 's', columns: { c: 'int' }, rows: [[2 ** 31]] }, 'a value of int in c, found 2147483648'],
    [{ sql: 's', columns: { c: 'bigint' }, rows: [[2n ** 63n]] }, 'a value of bigint in c'],
    [{ sql: 's', columns: { c: 'bigint' }, rows: [[2 ** 60]] }, 'has an integer beyond 2^53 in c, which a number rounds; use a bigint'],
    [{ sql: 's', columns: { c: 'array<bigint>' }, rows: [[[2 ** 60]]] }, 'beyond 2^53 in c[0]'],
    [{ sql: 's', columns: { c: 'double' }, rows: [[true]] }, 'a value of double in c, found true'],
    [{ sql: 's', columns: { c: 'boolean' }, rows: [[0]] }, 'a value of boolean in c, found 0'],
    [{ sql: 's', columns: { c: 'string' }, rows: [[undefined]] }, 'a value of string in c, found undefined'],
  ])('is refused as %o', (plan, message) => {
    expect(() => mock.plan(plan as never)).toThrow(MockError);
    expect(() => mock.plan(plan as never)).toThrow(message);
  });
});

it('a word that every object of JavaScript has is not a statement', async () => {
  expect((await createCaller(mock)('createSqlJob', { body: { sql: 'constructor t' } })).body).toMatchObject({ error_code: 'DLI.0004' });
});

it('describe is a statement, as desc is', async () => {
  const { body } = await createCaller(mock)('createSqlJob', { body: { sql: 'describe db.t1' } });
  expect(body).toMatchObject({ is_success: true, job_type: 'DDL' });
});
