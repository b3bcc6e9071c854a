import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { createDliClient } from '@dli-openapi/client';
import { createMock } from '@dli-openapi/mock';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createApp } from '../express-endpoint.ts';
import { writeCsv } from '../query-to-csv.ts';
import { submit } from '../submit-spark-job.ts';

const mock = createMock({ sandbox: true });
const clock = mock.clock.timer;
const dli = createDliClient({ region: 'cn-north-4', projectId: 'test', credentials: { token: 'any' }, fetch: mock.fetch, clock });

beforeEach(() => mock.reset());

describe('query-to-csv', () => {
  const run = async (sql: string) => {
    let text = '';
    const output = new Writable({
      write: (chunk, _, done) => {
        text += chunk;
        done();
      },
    });
    await writeCsv(dli, sql, output);
    return text;
  };

  it('writes every digit and quotes what needs it', async () => {
    const columns = { id: 'bigint', name: 'string', total: 'decimal(38,18)', tags: 'array<int>' };
    const rows = [
      [9007199254740993n, 'a "b", c', '0.123456789012345678', [1, 2]],
      [1, null, '2', []],
    ];
    mock.plan({ sql: 'select * from t', columns, rows });
    expect(await run('select * from t')).toBe(
      'id,name,total,tags\r\n9007199254740993,"a ""b"", c",0.123456789012345678,"[1,2]"\r\n1,,2,[]\r\n',
    );
  });

  it('writes nothing of a result that it would cut', async () => {
    mock.plan({ sql: /./, columns: { c: 'int' }, rows: Array.from({ length: 1001 }, (_, index) => [index]) });
    await expect(run('select c from t')).rejects.toThrow('1001 rows');
  });
});

describe('submit-spark-job', () => {
  beforeEach(() => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    return () => log.mockRestore();
  });

  it('follows the job to its end', async () => {
    const job = await submit(dli, 'etl.jar', 'Main');
    expect(job).toMatchObject({ state: 'success', queue: 'etl' });
    expect(console.log).toHaveBeenLastCalledWith(expect.stringMatching(/^\d+ s: success$/));
  });

  it('fails with the end of the log', async () => {
    mock.plan({ outcome: 'dead', message: 'OutOfMemoryError' });
    await expect(submit(dli, 'etl.jar', 'Main')).rejects.toMatchObject({ name: 'DliSparkJobError', detail: 'OutOfMemoryError' });
  });

  it('cancels the job when it is interrupted', async () => {
    const controller = new AbortController();
    vi.mocked(console.log).mockImplementation(() => controller.abort());
    await expect(submit(dli, 'etl.jar', 'Main', controller.signal)).rejects.toThrow('aborted');
    expect(mock.state.projects.test?.sparkJobs[0]?.state).toBe('dead');
  });
});

describe('express-endpoint', () => {
  const get = async (path: string) => {
    const server = createApp(dli).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    onTestFinished(() => void server.close());
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
    return [response.status, await response.text()];
  };

  it('responds with the rows, and every digit of them', async () => {
    mock.plan({ sql: /customer = 7 /, columns: { id: 'bigint', total: 'decimal(20,2)' }, rows: [[9007199254740993n, '10.50']] });
    expect(await get('/customers/7/orders')).toEqual([200, '[{"id":9007199254740993,"total":"10.50"}]']);
  });

  it('refuses what is not a customer, and sends no statement', async () => {
    expect(await get("/customers/7'--/orders")).toEqual([400, '{"error":"A customer is a number."}']);
    expect(mock.calls).toEqual([]);
  });

  it('names the job that failed', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    mock.plan({ sql: /./, fails: 'DLI.0005: no table' });
    const [status, text] = await get('/customers/7/orders');
    expect([status, JSON.parse(String(text))]).toEqual([
      502,
      { error: 'The query failed.', job: mock.state.projects.test?.sqlJobs[0]?.job_id },
    ]);
    expect(log).toHaveBeenCalledWith(expect.stringContaining('no table'));
    log.mockRestore();
  });
});

it.each(['nightly-etl.ts', 'query-to-csv.ts', 'submit-spark-job.ts', 'express-endpoint.ts', 'test/nightly-etl.test.ts'])(
  '%s fits on one screen',
  (file) => {
    expect(
      readFileSync(join(import.meta.dirname, '..', file), 'utf8')
        .trimEnd()
        .split('\n').length,
    ).toBeLessThanOrEqual(40);
  },
);
