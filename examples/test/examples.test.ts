import { createServer } from 'node:http';
import { join } from 'node:path';
import { createMock } from '@dli-openapi/mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProcess } from '../../scripts/testing/process.ts';

const folder = join(import.meta.dirname, '..');
const mock = createMock();
let endpoint: string;

beforeAll(async () => {
  endpoint = (await mock.listen({ port: 0 })).url;
});
afterAll(() => mock.close());

function runExample(file: string, args: string[] = [], DLI_ENDPOINT = endpoint) {
  const env = { ...process.env, DLI_ENDPOINT, DLI_PROJECT_ID: '330e068af1334c9782f4226acc00a2e2', DLI_TOKEN: 'any' };
  return runProcess(process.execPath, [join(folder, file), ...args], { env });
}

describe('the example programs, run against the mock', () => {
  it('list-jobs reads every page up to the total', async () => {
    const { stdout } = await runExample('list-jobs.ts');
    expect(stdout.trimEnd().split('\n')).toEqual([...Array<string>(26).fill('146 aaaaa job_init'), '26 jobs']);
  });

  it('create-jar-job creates a draft', async () => {
    expect(await runExample('create-jar-job.ts')).toEqual({ status: 0, stdout: 'created job 138: job_init\n', stderr: '' });
  });

  it('update-sql-job doubles the parallelism it finds', async () => {
    expect(await runExample('update-sql-job.ts', ['104'])).toEqual({
      status: 0,
      stdout: 'job 104 now runs 2 wide, changed at 2020-01-13T08:54:42.534Z\n',
      stderr: '',
    });
  });

  it('follow-sql-job ends when the job has ended', async () => {
    expect(await runExample('follow-sql-job.ts', ['208b08d4-0dc2-4dd7-8879-ddd4c020d7aa'])).toEqual({
      status: 0,
      stdout: 'FINISHED\n4 rows, no message\n',
      stderr: '',
    });
  });

  it('follow-sql-job waits while the job moves', async () => {
    const states = ['launching', 'running', 'finished'];
    const server = createServer(async (request, response) => {
      const example = states.shift() ?? 'finished';
      const reply = await mock.fetch(`http://dli${request.url}`, { headers: { 'x-auth-token': 'any', prefer: `example=${example}` } });
      response.writeHead(reply.status, { 'content-type': 'application/json' }).end(await reply.text());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    expect(await runExample('follow-sql-job.ts', ['1'], `http://127.0.0.1:${port}`).finally(() => server.close())).toEqual({
      status: 0,
      stdout: 'LAUNCHING\nRUNNING\nFINISHED\n4 rows, no message\n',
      stderr: '',
    });
  });

  it('nightly-etl says what each statement did, and refuses what is not a day', async () => {
    const line = /^\S+ DDL: 2 rows\n\S+ DDL: 2 rows\n$/;
    expect(await runExample('nightly-etl.ts', ['2026-11-28'])).toEqual({ status: 0, stdout: expect.stringMatching(line), stderr: '' });
    expect(await runExample('nightly-etl.ts', ['today'])).toMatchObject({ status: 1, stderr: expect.stringContaining('found today') });
  });

  it('query-to-csv writes CSV', async () => {
    expect(await runExample('query-to-csv.ts', ['desc table1'])).toEqual({
      status: 0,
      stdout: 'col_name,data_type,comment\r\nc1,int,\r\nc2,string,\r\n',
      stderr: '',
    });
  });

  it('say what to set when the environment is empty', async () => {
    const { status, stderr } = await runExample('list-jobs.ts', [], '');
    expect([status, stderr]).toEqual([1, expect.stringContaining('Set DLI_ENDPOINT, DLI_PROJECT_ID and DLI_TOKEN')]);
  });
});
