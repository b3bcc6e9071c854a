import { describe, expect, it } from 'vitest';
import { largestGrowth, measureGrowth } from '../../../scripts/testing/growth.ts';
import { listFlinkJobs } from '../src/generated/operations.ts';
import type { Caller } from '../src/index.ts';
import { createDliCore, DliInputError, DliResponseError, parseJson, waitForFlinkJob } from '../src/index.ts';
import { catchRejection, startService } from './service.ts';

const most = 2n ** 63n - 1n;

describe('an ID goes out digit for digit', () => {
  it.each([
    [104, '104'],
    [9007199254740991, '9007199254740991'],
    [9007199254740993n, '9007199254740993'],
    ['9223372036854775807', '9223372036854775807'],
  ])('in the path (%s)', async (job_id, digits) => {
    const { dli, received } = await startService();
    await dli.showFlinkJob({ job_id });
    expect(received[0]?.url).toBe(`/v1.0/p1/streaming/jobs/${digits}`);
  });

  it('in the query', async () => {
    const { dli, received } = await startService();
    await dli.listFlinkJobs({ root_job_id: most });
    expect(received[0]?.url).toContain(`?root_job_id=${most}`);
  });

  it('in a list in the body, as numbers without quotes', async () => {
    const { dli, received } = await startService({ body: [] });
    await dli.batchRunFlinkJobs({ job_ids: [1, 9007199254740993n, '-9223372036854775808'], resume_savepoint: true });
    expect(received[0]?.body).toBe('{"job_ids":[1,9007199254740993,-9223372036854775808],"resume_savepoint":true}');
  });

  it('in a field of the body', async () => {
    const { dli, received } = await startService();
    await dli.createFlinkSqlJob({ name: 'a', template_id: '100000' });
    expect(received[0]?.body).toBe('{"name":"a","template_id":100000}');
  });

  it('in path and body, where both carry it', async () => {
    const { dli, received } = await startService();
    await dli.importFlinkJobSavepoint({ job_id: '9007199254740993', savepoint_path: 'obs://a' });
    expect(received).toMatchObject([
      { url: '/v1.0/p1/streaming/jobs/9007199254740993/import-savepoint', body: '{"savepoint_path":"obs://a","job_id":9007199254740993}' },
    ]);
  });
});

describe('an ID is refused', () => {
  const refused: unknown[] = [
    2 ** 53,
    1.5,
    Number.NaN,
    2n ** 63n,
    -(2n ** 63n) - 1n,
    '9223372036854775808',
    '0104',
    '1e3',
    '',
    ' 1',
    'a',
    '-0',
    null,
    {},
    true,
  ];

  it.each(refused)('when it is %s', async (id) => {
    const { dli, received } = await startService();
    expect(await catchRejection(dli.showFlinkJob({ job_id: id as never }))).toBeInstanceOf(DliInputError);
    expect(await catchRejection(dli.batchRunFlinkJobs({ job_ids: [id as never] }))).toMatchObject({
      name: 'DliInputError',
      field: 'job_ids',
    });
    expect(received).toEqual([]);
  });

  it('with what to do when it is a number that may have been rounded', async () => {
    const { dli } = await startService();
    const id = Number('9007199254740993');
    expect(await catchRejection(dli.showFlinkJob({ job_id: id }))).toMatchObject({
      message:
        'showFlinkJob: job_id is 9007199254740992, beyond 2^53 - 1, where a number is not exact. Use a bigint or a string of digits.',
    });
  });

  it.each([
    ['1.5', '"1.5"'],
    [1.5, '1.5'],
    [2n ** 63n, '9223372036854775808'],
    ['1'.repeat(100), `"${'1'.repeat(40)}"`],
    [{}, 'object'],
    [null, 'null'],
  ])('with what it is, which in a list may be hard to find: %s', async (id, found) => {
    const { dli } = await startService();
    const problem = `has to be an integer of 64 bits: a number, a bigint or a string of digits, found ${found}.`;
    expect(await catchRejection(dli.batchStopFlinkJobs({ job_ids: [1, id as never] }))).toMatchObject({
      message: `batchStopFlinkJobs: job_ids at index 1 ${problem}`,
    });
  });
});

describe('a response', () => {
  const body =
    '{"job_list":{"total_count":2,"jobs":[{"job_id":9007199254740993,"create_time":1578466221525},{"job_id":104,"root_id":null}]}}';

  it('gives numbers', async () => {
    const { dli } = await startService({ body: body.replace('9007199254740993', '9007199254740991') });
    expect(await dli.listFlinkJobs()).toEqual({
      job_list: {
        total_count: 2,
        jobs: [
          { job_id: 9007199254740991, create_time: 1578466221525 },
          { job_id: 104, root_id: null },
        ],
      },
    });
  });

  it('is refused if a number would round one of its integers', async () => {
    const { dli } = await startService({ body });
    for (const call of [dli.listFlinkJobs(), dli.listFlinkJobs.items().next()]) {
      const error = await catchRejection(call);
      expect(error).toBeInstanceOf(DliResponseError);
      expect(error).toMatchObject({ status: 200, body: '9007199254740993' });
      expect((error as Error).message).toContain(
        "job_id is 9007199254740993, which a number cannot hold. Create the client with int64: 'bigint' or 'mixed'",
      );
    }
  });

  it("gives bigints with int64: 'bigint', wherever the document has integers of 64 bits", async () => {
    const { dli } = await startService({ body });
    expect(await dli.with({ int64: 'bigint' }).listFlinkJobs()).toEqual({
      job_list: {
        total_count: 2,
        jobs: [
          { job_id: 9007199254740993n, create_time: 1578466221525 },
          { job_id: 104n, root_id: null },
        ],
      },
    });
    const progress = await startService({
      body: '{"is_success":true,"sub_job_id":1,"sub_jobs":[{"id":2,"stage_ids":[3,9007199254740993]}]}',
    });
    expect(await progress.dli.with({ int64: 'bigint' }).showSqlJobProgress({ job_id: 'a' })).toMatchObject({
      sub_job_id: 1n,
      sub_jobs: [{ id: 2n, stage_ids: [3n, 9007199254740993n] }],
    });
  });

  it("gives either with int64: 'mixed', and so does a core", async () => {
    const { dli, baseUrl } = await startService({ body });
    const core = createDliCore({ baseUrl, projectId: 'p1', credentials: { token: 'a' } });
    for (const page of [await dli.with({ int64: 'mixed' }).listFlinkJobs(), await core.call(listFlinkJobs)]) {
      expect(page.job_list?.jobs?.map(({ job_id }) => job_id)).toEqual([9007199254740993n, 104]);
    }
  });

  it('has the same form in what is waited for', async () => {
    const { dli } = await startService({ body: '{"job_detail":{"job_id":104,"status":"job_running"}}' });
    const wait = (client: Caller) => waitForFlinkJob(client, { job_id: 104 }, { until: 'job_running' });
    expect(await Promise.all([dli, dli.with({ int64: 'bigint' })].map(wait))).toMatchObject([{ job_id: 104 }, { job_id: 104n }]);
  });

  it.each(['{"job_list":null}', '{"job_list":[]}', '{"job_list":{"jobs":"a"}}', '{"job_list":{"jobs":[1,null,[{}]]}}'])(
    'of another form is left as it is: %s',
    async (body) => {
      const { dli } = await startService({ body });
      expect(await dli.with({ int64: 'bigint' }).listFlinkJobs()).toEqual(JSON.parse(body));
    },
  );

  it('gives IDs that can be sent again', async () => {
    const { dli, received } = await startService({ body: '{"job_list":{"jobs":[{"job_id":9007199254740993}]}}' });
    const page = await dli.with({ int64: 'mixed' }).listFlinkJobs();
    await dli.showFlinkJob({ job_id: page.job_list?.jobs?.[0]?.job_id ?? 0 });
    expect(received[1]?.url).toContain('/9007199254740993');
  });

  it('gives values of a result as they are', async () => {
    const { dli } = await startService({
      body: '{"is_success":true,"message":"","rows":[[9223372036854775807,0.5,"9223372036854775807"]]}',
    });
    expect((await dli.previewSqlJobResult({ job_id: 'a' })).rows).toEqual([[most, 0.5, '9223372036854775807']]);
  });
});

describe('parseJson', () => {
  it.each([
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', 9007199254740992n],
    ['-9007199254740993', -9007199254740993n],
    ['[1,12345678901234567890]', [1, 12345678901234567890n]],
    ['{"a" : 12345678901234567890 }', { a: 12345678901234567890n }],
    ['0.12345678901234567', Number('0.12345678901234567')],
    ['12345678901234567.5', Number('12345678901234567.5')],
    ['12345678901234567e3', Number('12345678901234567e3')],
    ['1E400', Number.POSITIVE_INFINITY],
    ['1'.repeat(309), BigInt('1'.repeat(309))],
    [`[-${'9'.repeat(310)}]`, [Number.NEGATIVE_INFINITY]],
    ['"12345678901234567890"', '12345678901234567890'],
    ['"a \\" 12345678901234567890, "', 'a " 12345678901234567890, '],
    ['{"12345678901234567890":"\\\\","b":12345678901234567890}', { '12345678901234567890': '\\', b: 12345678901234567890n }],
    ['["\ue000","\\ue001",12345678901234567890]', ['\ue000', '\ue001', 12345678901234567890n]],
    ['["\\uE0001",12345678901234567890]', ['\ue0001', 12345678901234567890n]],
  ])('reads %s', (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  it('sets a field named __proto__, as JSON.parse does', () => {
    const value = parseJson('{"__proto__":12345678901234567890}') as object;
    expect(Object.getOwnPropertyDescriptor(value, '__proto__')?.value).toBe(12345678901234567890n);
  });

  it.each([
    '',
    '{',
    '012345678901234567890',
    '12345678901234567890 1',
    '"12345678901234567890',
    '-',
    '{"a":12345678901234567890',
    "'1234567890123456'",
    '{12345678901234567:1}',
    '{"a":1,-12345678901234567 \n:1}',
    '[12345678901234567,1:2]',
  ])('refuses %s', (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });

  it('finds an integer wherever it stands', () => {
    for (let place = 0; place < 40; place++) {
      expect(parseJson(`[${' '.repeat(place)}9007199254740993]`)).toEqual([9007199254740993n]);
      expect(parseJson(`["${'1'.repeat(place)}",9007199254740993,"\\\\"]`)).toEqual(['1'.repeat(place), 9007199254740993n, '\\']);
    }
  });

  it('says where a text with long integers is no JSON, as JSON.parse does', () => {
    const text = '{"id":12345678901234567,"a":1,}';
    const read = (parse: (text: string) => unknown) => {
      try {
        return parse(text);
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(read(parseJson)).toBe(read(JSON.parse));
  });

  it('reads decimals as they are written on request', () => {
    const text = '{"a.5":[1.10,-0.30000000000000004,1e400,2E-3,7,-8,"1.5",12345678901234567,0.1]}';
    expect(parseJson(text, { decimals: 'string' })).toEqual({
      'a.5': ['1.10', '-0.30000000000000004', '1e400', '2E-3', 7, -8, '1.5', 12345678901234567n, '0.1'],
    });
    expect(parseJson('0.30000000000000004', { decimals: 'number' })).toBe(0.1 + 0.2);
    for (const wrong of ['{1.5:1}', '01.5', '1.5.5', '-1.', '[1.5"a"]'])
      expect(() => parseJson(wrong, { decimals: 'string' })).toThrow(SyntaxError);
  });

  const long = 9007199254740993n;
  const texts: [what: string, write: (bytes: number) => string][] = [
    ['digits', (bytes) => `[${'1'.repeat(bytes)}]`],
    ['long integers', (bytes) => `[${`${long},`.repeat(bytes / 17)}1]`],
    ['zeros', (bytes) => `[${'0'.repeat(bytes)}${long}]`],
    ['nested lists', (bytes) => `${'['.repeat(bytes / 2)}${long}${']'.repeat(bytes / 2)}`],
    ['nested objects', (bytes) => `${'{"":'.repeat(bytes / 5)}${long}${'}'.repeat(bytes / 5)}`],
    ['duplicate names', (bytes) => `{${'"a":1,'.repeat(bytes / 6)}"a":${long}}`],
    ['an escaped string', (bytes) => `["${'\\"'.repeat(bytes / 2)}",${long}]`],
    ['short strings', (bytes) => `[${'"",'.repeat(bytes / 3)}${long}]`],
    ['private characters', (bytes) => `["${'\ue000'.repeat(bytes / 3)}",${long}]`],
    ['signs', (bytes) => `${'-'.repeat(bytes)}${long}`],
    ['spaces after a number', (bytes) => `[1${' '.repeat(bytes)}:${long}]`],
  ];
  it.each(texts)('costs no more than in proportion to its length: %s', async (_what, write) => {
    const make = (bytes: number) => {
      const text = write(bytes);
      return () => {
        try {
          parseJson(text, { decimals: 'string' });
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError);
        }
      };
    };
    expect(await measureGrowth(make)).toBeLessThan(largestGrowth);
  });

  it('reads a long text with many escapes', () => {
    const text = JSON.stringify({ sql: '"\\'.repeat(1_000_000) });
    expect(parseJson(text.replace('}', ',"id":9007199254740993}'))).toEqual({ sql: '"\\'.repeat(1_000_000), id: 9007199254740993n });
  });

  it('reads what is nested deep', () => {
    const depth = 5_000;
    let value = parseJson(`${'['.repeat(depth)}9007199254740993${']'.repeat(depth)}`);
    for (let level = 0; level < depth; level++) value = (value as unknown[])[0];
    expect(value).toBe(9007199254740993n);
  });
});
