import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createDliClient } from '@dli-openapi/client';
import { createMock } from '@dli-openapi/mock';
import type { Operation } from '@dli-openapi/openapi';
import { listOperations } from '@dli-openapi/openapi';
import { readDocument, root } from '@dli-openapi/openapi/files';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningProcess } from '../../../scripts/testing/process.ts';
import { startProcess } from '../../../scripts/testing/process.ts';
import { readExampleInput } from '../src/example-inputs.ts';
import { listFaults } from '../src/faults.ts';

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

  it('responds with each status of an error as that has it', async () => {
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
