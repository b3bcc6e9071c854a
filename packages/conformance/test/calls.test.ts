import { createDliClient, DliApiError } from '@dli-openapi/client';
import { createMock } from '@dli-openapi/mock';
import type { Operation } from '@dli-openapi/openapi';
import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestFaults } from '../src/request-faults.ts';
import type { Input } from '../src/requests.ts';
import { requestViews, smallestInput } from '../src/requests.ts';
import { validatorOf } from '../src/validator.ts';

const document = readDocument();
const operations = listOperations(document);
const validate = validatorOf(document);
const mock = createMock();
let http: string;

beforeAll(async () => {
  http = (await mock.listen({ port: 0 })).url;
});
afterAll(() => mock.close());

const errorNames: Record<number, string> = { 401: 'DliAuthenticationError', 429: 'DliRateLimitError' };

const transports = {
  'in process': () => ({ baseUrl: 'http://dli.test', fetch: mock.fetch }),
  'over HTTP': () => ({ baseUrl: http, fetch }),
};

describe.each(Object.entries(transports))('%s', (_name, transport) => {
  describe.each(operations)('$operationId', (operation) => {
    it.each(inputsOf(operation))('sends $name as the document says, and gets what it says', async ({ input }) => {
      const { sent, result } = await call(operation, input, transport());
      expect(await requestFaults(document, operation, sent)).toEqual([]);
      const [status] = Object.entries(operation.responses).find(([code]) => code.startsWith('2')) ?? [];
      expect(validate(operation.responses[String(status)]?.content?.schema ?? {})(await result)).toEqual([]);
    });

    it.each(answersOf(operation))('hands over the answer $status/$example unchanged', async ({ status, example, value }) => {
      const { result } = await call(operation, smallest(operation), transport(), `code=${status}, example=${example}`);
      if (status < 300 && !refused(value)) expect(await result).toEqual(value);
      else
        await expect(result).rejects.toMatchObject({
          name: errorNames[status] ?? 'DliApiError',
          status,
          operationId: operation.operationId,
          body: value,
        });
    });
  });
});

it('an error tells what the service said', async () => {
  const [show] = operations.filter(({ operationId }) => operationId === 'showFlinkJob') as [Operation];
  const { result } = await call(show, smallest(show), transports['in process'](), 'code=400, example=flink_job_not_found');
  const error = await result.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DliApiError);
  expect(error).toMatchObject({ status: 400, errorCode: 'DLI.16001', requestId: expect.stringMatching(/.+/) });
});

interface Transport {
  baseUrl: string;
  fetch: typeof globalThis.fetch;
}

/** Calls an operation through the typed client; `prefer` chooses the mock's answer. Gives what went over the wire and the outcome. */
async function call(operation: Operation, input: Input, { baseUrl, fetch }: Transport, prefer?: string) {
  let sent: Request | undefined;
  const recording = (request: Request) => {
    sent = request.clone();
    if (prefer) request.headers.set('prefer', prefer);
    return fetch(request);
  };
  const { project_id, ...path } = input.path;
  const dli = createDliClient({
    baseUrl,
    maxAttempts: 1,
    fetch: recording,
    projectId: String(project_id),
    credentials: { token: 'token' },
  });
  const method = dli[operation.operationId as 'showFlinkJob'] as (input: object) => Promise<unknown>;
  const result = method({ ...path, ...input.query, ...(input.body as object) });
  await result.catch(() => undefined);
  if (!sent) throw new Error(`${operation.operationId} sent nothing: ${await result.catch(String)}`);
  return { sent, result };
}

function smallest(operation: Operation): Input {
  return smallestInput(requestViews(document, operation));
}

/** Each named example of the request, or the parameters' own examples where there is no body. */
function inputsOf(operation: Operation): { name: string; input: Input }[] {
  const base = smallest(operation);
  const examples = Object.entries(operation.requestBody?.examples ?? {}).map(([name, { value }]) => ({
    name,
    input: { ...base, body: value },
  }));
  if (examples.length > 0) return examples;
  const query = operation.parameters.filter((parameter) => parameter.in === 'query');
  const exampleOf = ({ schema }: (typeof query)[number]) =>
    (schema.examples as unknown[] | undefined)?.[0] ?? (schema.enum as unknown[] | undefined)?.[0];
  const all = Object.fromEntries(
    query.map((parameter) => [parameter.name, exampleOf(parameter)]).filter(([, value]) => value !== undefined),
  );
  return [
    { name: 'required parameters', input: base },
    ...(query.length > 0 ? [{ name: 'every parameter', input: { ...base, query: all } }] : []),
  ];
}

function answersOf(operation: Operation) {
  return Object.entries(operation.responses).flatMap(([status, { content }]) =>
    Object.entries(content?.examples ?? {}).map(([example, { value }]) => ({ status: Number(status), example, value })),
  );
}

function refused(value: unknown): boolean {
  const { is_success } = value as { is_success?: unknown };
  return is_success === false || is_success === 'false';
}
