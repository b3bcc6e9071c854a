import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { DliClient } from '@dli-openapi/client';
import { createDliClient, DliApiError } from '@dli-openapi/client';
import { createMock } from '@dli-openapi/mock';
import type { Operation } from '@dli-openapi/openapi';
import { listOperations } from '@dli-openapi/openapi';
import { readDocument, root } from '@dli-openapi/openapi/files';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningProcess } from '../../../scripts/testing/process.ts';
import { startProcess } from '../../../scripts/testing/process.ts';
import { readExampleInput } from '../src/example-inputs.ts';
import { listFaults } from '../src/faults.ts';
import { createSeed } from '../src/sandbox-seeds.ts';

const prism = createRequire(import.meta.url).resolve('@stoplight/prism-cli');
const document = readDocument();
const operations = listOperations(document);

/** Starts Prism's own command on a free port. */
async function startPrism(...args: string[]): Promise<{ url: string; process: RunningProcess }> {
  const process = startProcess(globalThis.process.execPath, [prism, ...args, '--port', '0'], { cwd: root });
  const [, url = ''] = await process.waitForOutput(/Prism is listening on (\S+)/);
  return { url, process };
}

describe('Prism, as `npm run mock:prism` starts it', () => {
  let url: string;
  let process: RunningProcess;

  beforeAll(async () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const [, args = ''] = scripts['mock:prism'].split(' prism ');
    ({ url, process } = await startPrism(...args.split(' '), '--errors'));
  });
  afterAll(async () => {
    process.child.kill();
    await process.waitForEnd();
  });

  const requests = operations.flatMap((operation) => {
    const examples = Object.entries(operation.requestBody?.examples ?? {});
    return examples.length === 0
      ? [{ operation, name: operation.operationId, body: undefined }]
      : examples.map(([name, { value }]) => ({ operation, name: `${operation.operationId}.${name}`, body: value }));
  });

  function call(operation: Operation, body: unknown, prefer?: string): Promise<unknown> {
    const { path, query } = readExampleInput(document, operation);
    const { project_id, ...others } = path;
    const dli = createDliClient({
      baseUrl: url,
      projectId: String(project_id),
      credentials: { token: 'token' },
      maxAttempts: 1,
      headers: prefer === undefined ? {} : { prefer },
    });
    const method = dli[operation.operationId as 'showFlinkJob'] as (input: object) => Promise<unknown>;
    return method({ ...others, ...query, ...(body as object | undefined) });
  }

  it('accepts each example of a request, and responds with the first example of a success', async () => {
    const faults = await listFaults(
      requests,
      ({ name }) => name,
      async ({ operation, body }) => {
        const [success] = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
        const [first] = Object.values(success?.[1].content?.examples ?? {});
        expect(await call(operation, body)).toEqual(first?.value);
      },
    );
    expect(faults).toEqual([]);
  });

  it('responds with each example by its name', async () => {
    const responses = operations.flatMap((operation) =>
      Object.entries(operation.responses).flatMap(([status, { content }]) =>
        Object.entries(content?.examples ?? {}).map(([name, { value }]) => ({ operation, status, name, value })),
      ),
    );
    const faults = await listFaults(
      responses,
      ({ operation, status, name }) => `${operation.operationId} ${status} ${name}`,
      async ({ operation, status, name, value }) => {
        const { body } = requests.find((request) => request.operation === operation) ?? {};
        const result = call(operation, body, `code=${status}, example=${name}`);
        if (status.startsWith('2') && String((value as { is_success?: unknown }).is_success) !== 'false')
          expect(await result).toEqual(value);
        else await expect(result).rejects.toMatchObject({ status: Number(status), body: value });
      },
    );
    expect(faults).toEqual([]);
  });

  it('responds with the first example of each status of an error', async () => {
    const statuses = operations.flatMap((operation) =>
      Object.entries(operation.responses)
        .filter(([status]) => !status.startsWith('2'))
        .map(([status, { content }]) => ({ operation, status, first: Object.values(content?.examples ?? {})[0]?.value })),
    );
    const faults = await listFaults(
      statuses,
      ({ operation, status }) => `${operation.operationId} ${status}`,
      async ({ operation, status, first }) => {
        const { body } = requests.find((request) => request.operation === operation) ?? {};
        await expect(call(operation, body, `code=${status}`)).rejects.toMatchObject({ status: Number(status), body: first });
      },
    );
    expect(faults).toEqual([]);
  });

  it.each([
    ['a wrong type', { sql: 1 }],
    ['a misspelt property', { sql: 'select 1', curentdb: 'db' }],
  ])('refuses a request with %s', async (_what, body) => {
    const headers = { 'x-auth-token': 'token', 'content-type': 'application/json' };
    const response = await fetch(`${url}/v1.0/project/jobs/check-sql`, { method: 'POST', headers, body: JSON.stringify(body) });
    expect([response.status, response.headers.get('sl-violations')]).toEqual([400, expect.stringContaining('request')]);
  });
});

describe('Prism, in front of the sandbox', () => {
  const mock = createMock({ sandbox: true });
  const violations: string[] = [];
  let dli: DliClient;
  let process: RunningProcess;

  beforeAll(async () => {
    const { url: sandbox } = await mock.listen({ port: 0 });
    const { url, process: started } = await startPrism('proxy', 'spec/dist/openapi.yaml', sandbox);
    process = started;
    dli = createDliClient({
      baseUrl: url,
      projectId: 'test',
      credentials: { token: 'token' },
      maxAttempts: 1,
      fetch: async (...request) => {
        const response = await fetch(...request);
        const found = response.headers.get('sl-violations');
        if (found !== null) violations.push(`${response.url}: ${found}`);
        return response;
      },
    });
  });
  afterAll(async () => {
    process.child.kill();
    await process.waitForEnd();
    await mock.close();
  });

  it('finds no violation in the responses of each operation, on success and on failure', async () => {
    const wait = () => mock.clock.advance('1h');
    const jar = (await dli.createFlinkJarJob({ name: 'jar', entrypoint: 'a.jar', queue_name: 'q' })).job?.job_id ?? 0;
    const sql = (await dli.createFlinkSqlJob({ name: 'sql', sql_body: 'insert into a select b from c', queue_name: 'q' })).job?.job_id ?? 0;
    await dli.showFlinkJob({ job_id: sql });
    await dli.updateFlinkJarJob({ job_id: jar, desc: 'changed' });
    await dli.updateFlinkSqlJob({ job_id: sql, desc: 'changed' });
    await dli.createFlinkSqlJobGraph({ job_id: sql, sql_body: 'insert into a select b from c', job_type: 'flink_opensource_sql_job' });
    await dli.exportFlinkJobs({ obs_dir: 'exports', is_selected: true, job_selected: [jar] });
    await dli.importFlinkJobs({ zip_file: 'exports' });
    await dli.batchRunFlinkJobs({ job_ids: [jar, sql] });
    mock.clock.advance('2m');
    await dli.showFlinkJob({ job_id: jar });
    await dli.showFlinkJobExecutionGraph({ job_id: jar });
    await dli.executeFlinkJobSavepoint({ job_id: jar, action: 'TRIGGER', savepoint_path: 'bucket/savepoints' });
    wait();
    await dli.batchStopFlinkJobs({ job_ids: [jar, sql], trigger_savepoint: true });
    wait();
    await dli.importFlinkJobSavepoint({ job_id: jar, savepoint_path: 'bucket/savepoints' });
    await dli.listFlinkJobs({ show_detail: true });
    await dli.deleteFlinkJob({ job_id: jar });
    await dli.batchDeleteFlinkJobs({ job_ids: [sql, 99] });
    const template = (await dli.createFlinkSqlJobTemplate({ name: 'template' })).template?.template_id ?? 0;
    await dli.updateFlinkSqlJobTemplate({ template_id: template, desc: 'changed' });
    await dli.listFlinkSqlJobTemplates();
    await dli.deleteFlinkSqlJobTemplate({ template_id: template });

    const query = (await dli.createSqlJob({ sql: 'select * from t1' })).job_id ?? '';
    await dli.checkSql({ sql: 'select 1' });
    await dli.showSqlJobProgress({ job_id: query });
    const cancelled = (await dli.createSqlJob({ sql: 'select * from t1' })).job_id ?? '';
    await dli.cancelSqlJob({ job_id: cancelled });
    wait();
    await dli.showSqlJobStatus({ job_id: query });
    await dli.previewSqlJobResult({ job_id: query });
    const transfer = (await dli.exportSqlJobResult({ job_id: query, data_path: 'obs://exports/one', data_type: 'csv' })).job_id ?? '';
    await dli.showSqlJobDetail({ job_id: transfer });
    await dli.listSqlJobs();

    const spark = (await dli.createSparkJob({ file: 'a.jar', className: 'A', queue: 'q' })).id;
    mock.clock.advance('30s');
    await dli.showSparkJob({ batch_id: spark });
    await dli.showSparkJobStatus({ batch_id: spark });
    await dli.listSparkJobs();
    await dli.cancelSparkJob({ batch_id: spark });

    await expect(dli.showFlinkJob({ job_id: 99 })).rejects.toMatchObject({ errorCode: expect.stringContaining('DLI') });

    const called = new Set<string | undefined>(mock.calls.map(({ operationId }) => operationId));
    for (const operation of operations.filter(({ operationId }) => !called.has(operationId))) {
      const { operationId, requestBody } = operation;
      const [[example, { value: body }] = ['', { value: {} }]] = Object.entries(requestBody?.examples ?? {});
      const { path, query } = readExampleInput(document, operation);
      const { project_id: _, ...others } = path;
      const method = dli[operationId as 'showFlinkJob'] as (input: object) => Promise<unknown>;
      const input = { ...others, ...query, ...(body as object) };
      mock.reset();
      await method(input).catch((error) => expect(error).toBeInstanceOf(DliApiError));
      mock.seed(createSeed(operationId, example));
      await method(input).catch((error) => expect(error).toBeInstanceOf(DliApiError));
    }

    expect(violations).toEqual([]);
  });

  it('finds the violation of a response that has one', async () => {
    violations.length = 0;
    mock.operation('listQueues').replyOnce({ unchecked: { status: 200, body: { queues: [{ queue_name: 1 }] } } });
    await dli.listQueues();
    expect(violations).toEqual([expect.stringContaining('queue_name')]);
  });
});
