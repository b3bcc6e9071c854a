import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Clock, DliClient } from '../src/index.ts';
import {
  createDliClient,
  DliError,
  DliInputError,
  DliOutcomeError,
  DliResultError,
  DliRunError,
  DliSparkJobError,
  DliSqlJobError,
  runFlinkJob,
  runFlinkJobs,
  runSparkJob,
  runSql,
  splitOutcomes,
  stringifyJson,
} from '../src/index.ts';
import { catchRejection } from './service.ts';

/** A clock that goes on by as much as somebody sleeps, and at once. */
function createClock(): Clock {
  let time = 0;
  const sleep = async (milliseconds: number) => {
    time += milliseconds;
  };
  return { now: () => time, sleep };
}

interface Request {
  method: string;
  path: string;
  body: Record<string, unknown>;
}

type Respond = (request: Request) => object | string;

/** A client of a service that responds as a test says, to requests named by method and the end of the path, such as `GET /status`. */
function serve(responses: Record<string, Respond>): { dli: DliClient; requests: Request[]; listBodies: (name: string) => unknown[] } {
  const requests: Request[] = [];
  const isNamed = (name: string, { method, path }: Request) =>
    name.startsWith(`${method} `) && path.endsWith(name.slice(method.length + 1));
  const fetch = async (url: string, { method, body }: { method: string; body?: unknown }) => {
    const request = { method, path: new URL(url).pathname, body: JSON.parse(String(body ?? '{}')) };
    requests.push(request);
    const [, respond] = Object.entries(responses).find(([name]) => isNamed(name, request)) ?? [];
    const content = respond?.(request) ?? Response.json({ error_msg: 'unexpected' }, { status: 404 });
    if (content instanceof Response) return content;
    return new Response(typeof content === 'string' ? content : JSON.stringify(content));
  };
  const dli = createDliClient({ baseUrl: 'http://127.0.0.1', projectId: 'p', credentials: { token: 't' }, fetch });
  return { dli, requests, listBodies: (name) => requests.filter((request) => isNamed(name, request)).map(({ body }) => body) };
}

/** Gives one value after the other, and then the last again and again. */
function each<Value>(...values: Value[]): () => Value {
  let calls = 0;
  return () => values[Math.min(calls++, values.length - 1)] as Value;
}

const query = { is_success: true, message: '', job_id: 'q', job_type: 'QUERY', job_mode: 'async' };

/** A service with a query whose preview is the given text of JSON, or object. */
function serveQuery(preview: object | string, { status = 'FINISHED', ...more }: { status?: string; [name: string]: unknown } = {}) {
  return serve({
    'POST /submit-job': () => query,
    'GET /jobs/q/status': each({ status: 'RUNNING' }, { status, ...more }),
    'GET /preview': () => preview,
    'POST /export-result': () => ({ is_success: true, message: '', job_id: 'e' }),
    'GET /jobs/e/status': each({ status: 'RUNNING', job_type: 'EXPORT' }, { status: 'FINISHED' }),
    'DELETE /jobs/q': () => ({ is_success: true, message: '' }),
  });
}

const rows = (count: number) => Array.from({ length: count }, (_, index) => [index]);

describe('a statement gives its rows', () => {
  it('as objects by column name, typed', async () => {
    const { dli, listBodies } = serveQuery({
      row_count: 2,
      schema: [{ id: 'int' }, { name: 'string' }],
      rows: [
        [1, 'a'],
        [2, null],
      ],
    });
    const seen: [number, string | null][] = [];
    const result = await runSql<{ id: number; name: string | null }>(dli, 'select * from t1', { clock: createClock() });
    for await (const { id, name } of result) seen.push([id, name]);
    expect(seen).toEqual([
      [1, 'a'],
      [2, null],
    ]);
    expect(result.toArray()).toEqual([
      { id: 1, name: 'a' },
      { id: 2, name: null },
    ]);
    expect(result).toMatchObject({ jobId: 'q', jobType: 'QUERY', rowCount: 2, exportJobId: undefined });
    expect(result.columns).toEqual([
      { name: 'id', type: 'int' },
      { name: 'name', type: 'string' },
    ]);
    expect(listBodies('POST /submit-job')).toEqual([{ sql: 'select * from t1' }]);
  });

  it('in the queue and the database that it is to run in', async () => {
    const { dli, listBodies } = serveQuery({ row_count: 0, schema: [], rows: [] });
    await runSql(dli, { sql: 'select 1', queue_name: 'etl', currentdb: 'sales' }, { clock: createClock() });
    expect(listBodies('POST /submit-job')).toEqual([{ sql: 'select 1', queue_name: 'etl', currentdb: 'sales' }]);
  });

  it('that came with the response to a DDL statement', async () => {
    const { dli } = serve({
      'POST /submit-job': () => ({
        ...query,
        job_type: 'DDL',
        schema: [{ col_name: 'string' }, { comment: 'string' }],
        rows: [['c1', null]],
      }),
      'GET /jobs/q/status': () => ({ status: 'FINISHED' }),
    });
    const result = await runSql(dli, 'desc t1', { clock: createClock() });
    expect(result.toArray()).toEqual([{ col_name: 'c1', comment: null }]);
    expect(result.rowCount).toBe(1);
  });

  it('and of an INSERT how many there were', async () => {
    const { dli } = serve({
      'POST /submit-job': () => ({ ...query, job_type: 'INSERT' }),
      'GET /jobs/q/status': () => ({ status: 'FINISHED', result_count: 7 }),
    });
    const result = await runSql(dli, 'insert into t1 select * from t2', { clock: createClock() });
    expect([result.rowCount, result.columns, result.toArray()]).toEqual([7, [], []]);
  });
});

describe('a value has the type of its column', () => {
  const convert = async (type: string, values: string, options = {}) => {
    const text = `{"row_count": 3, "schema": [{"c": "${type}"}], "rows": [${values}]}`;
    const result = await runSql(serveQuery(text).dli, 'select c from t', { clock: createClock(), ...options });
    return result.toArray().map(({ c }) => c);
  };

  it.each([
    ['int', '[1], ["-2"], [null]', [1, -2, null]],
    ['smallint', '[1], [2], [3]', [1, 2, 3]],
    ['bigint', '[1], [9007199254740993], ["9223372036854775807"]', [1n, 9007199254740993n, 9223372036854775807n]],
    ['double', '[0.5], [1e300], ["NaN"]', [0.5, 1e300, Number.NaN]],
    ['float', '[0.10], [12345678901234567890], ["-Infinity"]', [0.1, Number('12345678901234567890'), Number.NEGATIVE_INFINITY]],
    ['decimal(38,18)', '[0.123456789012345678], [10.50], ["7"]', ['0.123456789012345678', '10.50', '7']],
    ['DECIMAL(20,0)', '[12345678901234567890], [1], [null]', ['12345678901234567890', '1', null]],
    ['boolean', '[true], ["false"], [null]', [true, false, null]],
    ['date', '["2026-11-29"], ["1"], [null]', ['2026-11-29', '1', null]],
    ['timestamp', '["2026-11-29 10:00:00.000"], [1732874400000], [null]', ['2026-11-29 10:00:00.000', 1732874400000, null]],
    ['array<bigint>', '[[1, 9007199254740993]], [[]], [null]', [[1, 9007199254740993n], [], null]],
    ['struct<a:decimal(3,2),b:int>', '[{"a": 1.50, "b": 1}], ["{}"], [null]', [{ a: 1.5, b: 1 }, '{}', null]],
  ])('%s', async (type, values, expected) => {
    expect(await convert(type, values)).toEqual(expected);
  });

  it('and a decimal becomes what the program wants', async () => {
    expect(await convert('decimal(10,2)', '[1.10], [2], [null]', { decimal: (digits: string) => [digits] })).toEqual([
      ['1.10'],
      ['2'],
      null,
    ]);
  });

  it.each([
    ['int', '"x"'],
    ['int', '1.5'],
    ['bigint', '1e3'],
    ['boolean', '1'],
    ['double', '""'],
    ['decimal(3,1)', '"x"'],
  ])('or it is refused: no %s is %s', async (type, value) => {
    const error = await catchRejection(convert(type, `[null], [null], [${value}]`));
    expect(error).toBeInstanceOf(DliResultError);
    expect((error as Error).message).toBe(
      `The SQL job q has finished, but its result cannot be read: row 3 has no ${type} in the column c.`,
    );
  });

  it('and can be written as JSON again', async () => {
    expect(stringifyJson(await convert('bigint', '[1], [2], [9007199254740993]'))).toBe('[1,2,9007199254740993]');
  });
});

describe('a result that would lose something is refused', () => {
  it.each([
    [
      'more rows than the service shows',
      { row_count: 2500, schema: [{ c: 'int' }], rows: rows(1000) },
      'its result has 2500 rows, of which the service shows 1000. Add a LIMIT',
    ],
    ['rows that nobody counted', { schema: [{ c: 'int' }], rows: rows(1000) }, 'its result has perhaps more rows'],
    [
      'two columns of one name',
      { row_count: 1, schema: [{ c: 'int' }, { c: 'int' }], rows: [[1, 2]] },
      'its result has several columns named c.',
    ],
    ['a row with too few values', { row_count: 1, schema: [{ c: 'int' }, { d: 'int' }], rows: [[1]] }, 'row 1 has 1 values for 2 columns'],
  ])('%s', async (_, preview, message) => {
    const error = await catchRejection(runSql(serveQuery(preview).dli, 'select 1', { clock: createClock() }));
    expect(error).toBeInstanceOf(DliResultError);
    expect(error).toMatchObject({ jobId: 'q', message: expect.stringContaining(message) });
  });

  it('also that of a DDL statement', async () => {
    const { dli } = serve({
      'POST /submit-job': () => ({ ...query, job_type: 'DDL', schema: [{ c: 'int' }], rows: rows(1000) }),
      'GET /jobs/q/status': () => ({ status: 'FINISHED', result_count: 1001 }),
    });
    expect(await catchRejection(runSql(dli, 'show partitions t1', { clock: createClock() }))).toMatchObject({ rowCount: 1001 });
  });
});

describe('a result of any size', () => {
  const large = { row_count: 2500, schema: [{ c: 'int' }], rows: rows(1000) };

  it('is exported, which is waited for', async () => {
    const { dli, listBodies } = serveQuery(large);
    const states: unknown[] = [];
    const onProgress = ({ state }: { state: unknown }) => states.push(state);
    const result = await runSql(dli, 'select c from t', { exportTo: 'obs://b/f', clock: createClock(), onProgress });
    expect(result).toMatchObject({ jobId: 'q', exportJobId: 'e', rowCount: 2500 });
    expect(listBodies('POST /export-result')).toEqual([{ data_path: 'obs://b/f', data_type: 'csv' }]);
    expect(states).toEqual(['RUNNING', 'FINISHED', 'RUNNING', 'FINISHED']);
  });

  it('is exported as the program says', async () => {
    const { dli, listBodies } = serveQuery(large);
    const exportTo = { data_path: 'obs://b/f', data_type: 'json', compress: 'gzip' } as const;
    await runSql(dli, 'select c from t', { exportTo, clock: createClock() });
    expect(listBodies('POST /export-result')).toEqual([exportTo]);
  });

  it('cannot be read to its end here, and says so after the rows that are shown', async () => {
    const result = await runSql<{ c: number }>(serveQuery(large).dli, 'select c from t', { exportTo: 'obs://b/f', clock: createClock() });
    let last = -1;
    const reading = async () => {
      for await (const { c } of result) last = c;
    };
    const error = await catchRejection(reading());
    expect(error).toMatchObject({ name: 'DliResultError', rowCount: 2500, message: expect.stringContaining('are in obs://b/f.') });
    expect(last).toBe(999);
    expect(() => result.toArray()).toThrow(DliResultError);
  });
});

it.each([
  [
    'that cannot be read',
    {},
    { 'GET /preview': () => ({ is_success: false, message: 'DLI.0999: oh' }) },
    'was not read: previewSqlJobResult failed: DLI.0999: oh',
  ],
  [
    'that cannot be exported',
    { exportTo: 'obs://b/f' },
    { 'POST /export-result': () => ({ is_success: false, message: 'DLI.0006: exists' }) },
    'was not exported: exportSqlJobResult failed: DLI.0006: exists',
  ],
  [
    'whose export fails',
    { exportTo: 'obs://b/f' },
    {
      'POST /export-result': () => ({ is_success: true, message: '', job_id: 'e' }),
      'GET /jobs/e/status': () => ({ status: 'FAILED', message: 'no bucket' }),
    },
    'was not exported: The SQL job e is FAILED, from which it cannot become FINISHED: no bucket',
  ],
])('a result %s still has its job', async (_, options, responses: Record<string, Respond>, problem) => {
  const { dli } = serve({
    ...responses,
    'POST /submit-job': () => query,
    'GET /jobs/q/status': () => ({ status: 'FINISHED', result_count: 3 }),
  });
  const error = await catchRejection(runSql(dli, 'select 1', { clock: createClock(), ...options }));
  expect(error).toMatchObject({ name: 'DliResultError', jobId: 'q', rowCount: 3, cause: expect.any(Error) });
  expect((error as Error).message).toContain(`The SQL job q has finished, but its result ${problem}`);
});

describe('a statement that fails', () => {
  it('says why, and which job it was', async () => {
    const { dli } = serveQuery({}, { status: 'FAILED', message: 'DLI.0005: no table t1; line 1 pos 14' });
    const error = await catchRejection(runSql(dli, 'select * from t1', { clock: createClock() }));
    expect(error).toBeInstanceOf(DliSqlJobError);
    expect(error).toMatchObject({ jobId: 'q', state: 'FAILED', detail: 'DLI.0005: no table t1; line 1 pos 14' });
    expect(inspect(error)).toContain('no table t1; line 1 pos 14');
  });

  it('when it is submitted says what the service says', async () => {
    const { dli } = serve({ 'POST /submit-job': () => ({ is_success: false, message: 'DLI.0004: mismatched input' }) });
    expect(await catchRejection(runSql(dli, 'selekt'))).toMatchObject({
      name: 'DliApiError',
      errorCode: 'DLI.0004',
      errorMessage: 'DLI.0004: mismatched input',
    });
  });

  it('in the response to it says which job it was, too', async () => {
    const message = 'DLI.0006: The database default exists.';
    const { dli } = serve({ 'POST /submit-job': () => ({ is_success: false, message, job_id: 'q', job_type: 'DDL' }) });
    const error = await catchRejection(runSql(dli, 'create database default', { clock: createClock() }));
    expect(error).toBeInstanceOf(DliSqlJobError);
    expect(error).toMatchObject({ jobId: 'q', reason: 'unreachable', state: 'FAILED', detail: message, cause: { errorCode: 'DLI.0006' } });
  });

  it.each([{ timeout: 0 }, { interval: Number.NaN }, { exportTo: 'folder' }, { exportTo: 7 }])('is not run with %j', async (options) => {
    const { dli, requests } = serveQuery({});
    expect(await catchRejection(runSql(dli, 'select 1', options as never))).toBeInstanceOf(DliInputError);
    expect(requests).toEqual([]);
  });
});

describe('a run ends', () => {
  it('when its time is over, with all that it waits for', async () => {
    const { dli } = serve({
      'POST /submit-job': () => query,
      'GET /jobs/q/status': each({ status: 'RUNNING' }, { status: 'RUNNING' }, { status: 'FINISHED' }),
      'POST /export-result': () => ({ is_success: true, message: '', job_id: 'e' }),
      'GET /jobs/e/status': () => ({ status: 'RUNNING' }),
    });
    const clock = createClock();
    const error = await catchRejection(runSql(dli, 'select 1', { exportTo: 'obs://b/f', timeout: 60_000, clock }));
    expect(error).toMatchObject({ name: 'DliResultError', jobId: 'q', cause: { reason: 'timeout', jobId: 'e' } });
    expect(clock.now()).toBe(60_000);
  });

  it.each([true, false])('when the signal aborts, and cancels the job if it is to: %s', async (cancelOnAbort) => {
    const controller = new AbortController();
    const { dli, requests } = serveQuery({}, { status: 'RUNNING' });
    const options = { clock: createClock(), cancelOnAbort, signal: controller.signal, onProgress: () => controller.abort() };
    expect(await catchRejection(runSql(dli, 'select 1', options))).toMatchObject({ name: 'AbortError', jobId: 'q' });
    expect(requests.some(({ method }) => method === 'DELETE')).toBe(cancelOnAbort);
  });

  it('when the signal aborts while its result is read, with the ID of the job', async () => {
    const controller = new AbortController();
    const { dli } = serve({
      'POST /submit-job': () => query,
      'GET /jobs/q/status': () => ({ status: 'FINISHED' }),
      'GET /jobs/q/preview': () => {
        controller.abort();
        return {};
      },
    });
    const options = { clock: createClock(), signal: controller.signal };
    expect(await catchRejection(runSql(dli, 'select 1', options))).toMatchObject({ name: 'AbortError', jobId: 'q' });
  });

  it('with the error of the signal, though the job cannot be cancelled', async () => {
    const controller = new AbortController();
    const { dli } = serve({ 'POST /submit-job': () => query, 'GET /jobs/q/status': () => ({ status: 'RUNNING' }) });
    const options = { clock: createClock(), cancelOnAbort: true, signal: controller.signal, onProgress: () => controller.abort() };
    expect(await catchRejection(runSql(dli, 'select 1', options))).toMatchObject({ name: 'AbortError' });
  });

  it('with what onProgress rejects with', async () => {
    const fault = new Error('enough');
    const { dli } = serveQuery({});
    const onProgress = () => Promise.reject(fault);
    expect(await catchRejection(runSql(dli, 'select 1', { clock: createClock(), onProgress }))).toBe(fault);
  });
});

describe('a run is refused', () => {
  const { dli, requests } = serve({});
  const options = { exportto: 'obs://a/b', grace: 5, until: 'FINISHED', timeot: 5 };

  it.each(Object.entries(options))('with the option %s', async (name, value) => {
    for (const run of [
      runSql(dli, 'select 1', { [name]: value }),
      runSparkJob(dli, { file: 'a', className: 'A', queue: 'q' }, { [name]: value }),
    ])
      expect(await catchRejection(run)).toMatchObject({
        name: 'DliInputError',
        field: name,
        message: expect.stringContaining('There are timeout'),
      });
    expect(requests).toEqual([]);
  });

  it.each([{}, undefined])('by %j in place of a client', async (core) => {
    for (const run of [
      runSql(core as never, 'select 1'),
      runFlinkJob(core as never, { job_id: 1 }),
      runFlinkJobs(core as never, { job_ids: [1] }),
    ])
      expect(await catchRejection(run)).toMatchObject({ name: 'DliInputError', message: expect.stringContaining('has to be a client') });
  });

  it('without the ID of a Flink job, or with an invalid one', async () => {
    expect(await catchRejection(runFlinkJob(dli, {} as never))).toMatchObject({
      message: expect.stringMatching(/^runFlinkJob: job_id has to be an integer/),
    });
    expect(await catchRejection(runFlinkJobs(dli, { job_ids: [1, 2, 'x'] }))).toMatchObject({
      message: expect.stringMatching(/^batchRunFlinkJobs: job_ids at index 2 has to be an integer/),
    });
    expect(requests).toEqual([]);
  });
});

describe('a Spark job', () => {
  it('is created and followed to its success', async () => {
    const { dli, listBodies } = serve({
      'POST /batches': () => ({ id: 'b', state: 'starting', queue: 'etl' }),
      'GET /batches/b': each({ id: 'b', state: 'starting' }, { id: 'b', state: 'running' }, { id: 'b', state: 'success' }),
    });
    const job = await runSparkJob(dli, { file: 'etl.jar', className: 'Main', queue: 'etl' }, { clock: createClock() });
    expect(job).toMatchObject({ id: 'b', state: 'success' });
    expect(listBodies('POST /batches')).toEqual([{ file: 'etl.jar', className: 'Main', queue: 'etl' }]);
  });

  it('that fails says what its log ends with', async () => {
    const { dli } = serve({
      'POST /batches': () => ({ id: 'b', queue: 'etl' }),
      'GET /batches/b': () => ({ id: 'b', state: 'dead', log: ['stdout: ', 'OutOfMemoryError'] }),
    });
    const error = await catchRejection(runSparkJob(dli, { file: 'etl.jar', className: 'Main', queue: 'etl' }, { clock: createClock() }));
    expect(error).toBeInstanceOf(DliSparkJobError);
    expect(error).toMatchObject({ jobId: 'b', detail: 'OutOfMemoryError' });
  });

  it('is cancelled when the signal aborts, if it is to be', async () => {
    const controller = new AbortController();
    const { dli, requests } = serve({
      'POST /batches': () => ({ id: 'b', queue: 'etl' }),
      'GET /batches/b': () => ({ id: 'b', state: 'running' }),
    });
    const options = { clock: createClock(), cancelOnAbort: true, signal: controller.signal, onProgress: () => controller.abort() };
    const run = runSparkJob(dli, { file: 'etl.jar', className: 'Main', queue: 'etl' }, options);
    expect(await catchRejection(run)).toMatchObject({ name: 'AbortError', jobId: 'b' });
    expect(requests.at(-1)).toMatchObject({ method: 'DELETE', path: expect.stringContaining('/batches/b') });
  });
});

describe('Flink jobs', () => {
  const started = () => [{ is_success: 'true', message: 'sent' }];
  /** A service where jobs are in one state after the other, by ID, and some are refused. */
  const serveJobs = (jobs: Record<string, (string | { status: string; status_desc: string })[]>, refused: number[] = []) =>
    serve({
      'POST /jobs/run': ({ body }) =>
        refused.includes((body.job_ids as number[])[0] ?? 0) ? [{ is_success: 'false', message: 'DLI.16001: no such job' }] : started(),
      'POST /jobs/stop': started,
      ...Object.fromEntries(
        Object.entries(jobs).map(([id, states]) => {
          const details = states.map((state) => (typeof state === 'string' ? { status: state } : state));
          const next = each(...details);
          return [`GET /jobs/${id}`, () => ({ job_detail: { job_id: Number(id), ...next() } })];
        }),
      ),
    });

  it('are run and followed until they run', async () => {
    const { dli, listBodies } = serveJobs({ 1: ['job_submitting', 'job_running'], 2: ['job_submitting', 'job_finish'] });
    const jobs = await runFlinkJobs(dli, { job_ids: [1, 2] }, { clock: createClock(), resumeSavepoint: true });
    expect(jobs.map(({ job_id, status }) => [job_id, status])).toEqual([
      [1, 'job_running'],
      [2, 'job_finish'],
    ]);
    expect(listBodies('POST /jobs/run')).toEqual([
      { job_ids: [1], resume_savepoint: true },
      { job_ids: [2], resume_savepoint: true },
    ]);
  });

  it('may still show how they ended before', async () => {
    const { dli } = serveJobs({ 1: ['job_finish', 'job_finish', 'job_submitting', 'job_finish'] });
    const states: unknown[] = [];
    await runFlinkJob(dli, { job_id: 1 }, { until: 'job_finish', clock: createClock(), onProgress: ({ state }) => states.push(state) });
    expect(states).toEqual(['job_finish', 'job_finish', 'job_submitting', 'job_finish']);
  });

  it('that the service refuses to run are reported by ID', async () => {
    const { dli } = serveJobs({}, [999]);
    const error = await catchRejection(runFlinkJob(dli, { job_id: 999 }, { clock: createClock() }));
    expect(error).toBeInstanceOf(DliOutcomeError);
    expect(error).toMatchObject({
      jobId: '999',
      detail: 'DLI.16001: no such job',
      message: 'batchRunFlinkJobs failed for the job 999: DLI.16001: no such job',
    });
  });

  it('that fail say why, each by itself, once the others run', async () => {
    const { dli } = serveJobs(
      {
        1: ['job_submitting', { status: 'job_submit_fail', status_desc: 'No CUs.' }],
        2: ['job_submitting', 'job_submitting', 'job_running'],
      },
      [3],
    );
    const error = (await catchRejection(runFlinkJobs(dli, { job_ids: [1, 2, 3] }, { clock: createClock() }))) as DliRunError;
    expect(error).toBeInstanceOf(DliRunError);
    expect(error.errors.map(({ name }) => name)).toEqual(['DliFlinkJobError', 'DliOutcomeError']);
    expect(error.jobs).toEqual([{ job_id: 2, status: 'job_running' }]);
    expect(error.message).toMatch(/^2 of 3 jobs failed:\n- The Flink job 1 is job_submit_fail.*No CUs\.\n- batchRun.*no such job$/);
  });

  it('are stopped when the signal aborts, if they are to be', async () => {
    const controller = new AbortController();
    const { dli, listBodies } = serveJobs({ 1: ['job_submitting'], 2: ['job_submitting'] });
    const options = { clock: createClock(), cancelOnAbort: true, signal: controller.signal, onProgress: () => controller.abort() };
    expect(await catchRejection(runFlinkJobs(dli, { job_ids: [1, 2] }, options))).toMatchObject({ name: 'AbortError' });
    expect(listBodies('POST /jobs/stop')).toEqual([{ job_ids: [1, 2] }]);
  });

  it('are no longer waited for when onProgress throws', async () => {
    const fault = new Error('enough');
    const { dli } = serveJobs({ 1: ['job_submitting'], 2: ['job_submitting'] });
    const onProgress = () => Promise.reject(fault);
    expect(await catchRejection(runFlinkJobs(dli, { job_ids: [1, 2] }, { clock: createClock(), onProgress }))).toBe(fault);
  });

  it.each([undefined, {}, { job_ids: 7 }, { job_ids: ['x'] }])('are not run with %j', async (input) => {
    const { dli, requests } = serveJobs({});
    expect(await catchRejection(runFlinkJobs(dli, input as never))).toBeInstanceOf(DliInputError);
    expect(requests).toEqual([]);
  });
});

describe('a response with something else in a field', () => {
  const input = { file: 'etl.jar', className: 'Main', queue: 'etl' };
  const runs: Record<string, (dli: DliClient) => Promise<unknown>> = {
    runSql: async (dli) => (await runSql(dli, 'select 1', { clock: createClock() })).toArray(),
    'runSql with exportTo': (dli) => runSql(dli, 'select 1', { exportTo: 'obs://b/f', clock: createClock() }),
    runSparkJob: (dli) => runSparkJob(dli, input, { clock: createClock() }),
    runFlinkJob: (dli) => runFlinkJob(dli, { job_id: 1 }, { clock: createClock() }),
    runFlinkJobs: (dli) => runFlinkJobs(dli, { job_ids: [1] }, { clock: createClock() }),
  };
  const responses: Record<string, Record<string, unknown>> = {
    'POST /submit-job': { ...query, schema: [{ a: 'int' }], rows: [[1]] },
    'GET /status': { status: 'FINISHED', result_count: 1, message: '' },
    'GET /preview': { row_count: 1, schema: [{ a: 'int' }], rows: [[1]] },
    'POST /export-result': { job_id: 'e' },
    'POST /batches': { id: 'b' },
    'GET /batches/b': { state: 'dead', log: ['line'] },
    'POST /jobs/run': { is_success: 'true' },
    'GET /jobs/1': { job_detail: { status: 'job_submit_fail', status_desc: 'why', job_config: {} } },
  };
  const odd = [undefined, null, 5, 'text', true, [], [null], [5], [[]], [{}], [['a', 1]], {}, { length: 3 }];
  const names = Object.keys(responses);

  it.each(Object.keys(runs))('ends %s with a result or an error of this package', async (run) => {
    for (const jobType of ['QUERY', 'DDL']) {
      for (const changed of names) {
        for (const value of odd) {
          const fields = Object.keys(responses[changed] ?? {});
          for (const content of [value, ...fields.map((field) => ({ ...responses[changed], [field]: value }))]) {
            const all: Record<string, unknown> = { ...responses, [changed]: content };
            all['POST /submit-job'] = changed === 'POST /submit-job' ? content : { ...responses['POST /submit-job'], job_type: jobType };
            const { dli } = serve(Object.fromEntries(names.map((name) => [name, () => JSON.stringify(all[name]) ?? ''])));
            const ended = await runs[run]?.(dli).catch((error: unknown) => error);
            if (ended instanceof Error) expect([ended, run, changed, content]).toEqual([expect.any(DliError), run, changed, content]);
          }
        }
      }
    }
  });

  it.each([
    ['runSql', { 'POST /submit-job': { ...query, job_id: undefined } }, 'createSqlJob received a response in which job_id is missing'],
    ['runSql with exportTo', { 'POST /export-result': {} }, 'exportSqlJobResult received a response in which job_id is missing'],
    ['runSparkJob', { 'POST /batches': { id: null } }, 'createSparkJob received a response in which id is missing'],
    ['runSparkJob', { 'GET /batches/b': { state: 'dead', log: null } }, 'The Spark job b is dead, from which it cannot become success'],
    ['runSql', { 'GET /preview': { row_count: 1, schema: [{ a: 'int' }], rows: [null] } }, 'row 1 is not a list'],
  ])('%s says what is wrong with %j', async (run, changed, message) => {
    const all: Record<string, unknown> = { ...responses, ...changed };
    const { dli } = serve(Object.fromEntries(names.map((name) => [name, () => JSON.stringify(all[name])])));
    expect(((await catchRejection(runs[run]?.(dli) ?? Promise.resolve())) as Error).message).toContain(message);
  });
});

it('outcomes are split by their flag, which may be a string', () => {
  const outcomes = [{ is_success: 'true' }, { is_success: 'False', message: 'a' }, { is_success: false, message: 'b' }, {}];
  expect(splitOutcomes(outcomes)).toEqual({ succeeded: [outcomes[0], outcomes[3]], failed: [outcomes[1], outcomes[2]] });
  for (const other of [undefined, null, {}, 'text']) expect(() => splitOutcomes(other as never)).toThrow(DliInputError);
});
