// Every operation of the document, and every example of its answers.
import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { describe, expect, it } from 'vitest';
import { loadDocument } from '../src/document/load.ts';
import { createMock } from '../src/index.ts';
import { mock, token } from './support.ts';

const document = readDocument();
const operations = listOperations(document);
const loaded = loadDocument(document);

function request(operation: (typeof operations)[number], headers: Record<string, string> = {}): Promise<Response> {
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => {
    const parameter = operation.parameters.find((candidate) => candidate.name === name);
    return String([parameter?.schema.examples].flat()[0]);
  });
  const [example] = Object.values(operation.requestBody?.examples ?? {});
  return mock.fetch(`http://mock${path}`, {
    method: operation.method.toUpperCase(),
    headers: { ...token, 'content-type': 'application/json', ...headers },
    ...(example && { body: JSON.stringify(example.value) }),
  });
}

it('are those that the mock serves', () => {
  expect(loaded.operations.map(({ operationId }) => operationId)).toEqual(operations.map(({ operationId }) => operationId));
});

describe.each(operations.map((operation) => [operation.operationId, operation] as const))('%s', (_operationId, operation) => {
  const examples = Object.entries(operation.responses).flatMap(([status, response]) =>
    Object.entries(response.content?.examples ?? {}).map(([name, example]) => [status, name, example.value] as const),
  );

  it.each(examples)('answers %s with %s as the document has it', async (status, name, value) => {
    const answer = await request(operation, { prefer: `code=${status}, example=${name}` });

    expect([answer.status, await answer.json()]).toEqual([Number(status), value]);
  });

  it.each(Object.keys(operation.responses))('answers %s with the first of its examples unless told which', async (status) => {
    const first = Object.values(operation.responses[status]?.content?.examples ?? {})[0];

    expect(await (await request(operation, { prefer: `code=${status}` })).json()).toEqual(first?.value);
  });

  it('makes up answers that fit its schema', async () => {
    const schema = loaded.operations.find(({ operationId }) => operationId === operation.operationId)?.responses.get(200)?.schema;
    const bodies = await Promise.all(Array.from({ length: 20 }, async () => (await request(operation, { prefer: 'dynamic=true' })).json()));

    expect(bodies.flatMap((body) => (schema ? loaded.schemas.errors(schema, body).map(({ message }) => message) : ['no schema']))).toEqual(
      [],
    );
  });
});

it('can be served from another document', async () => {
  const [first] = operations;
  const small = createMock({ document: { ...document, paths: { '/only': { get: { ...first?.node, parameters: [] } } } } });

  expect((await small.fetch('http://mock/only', { headers: token })).status).toBe(200);
});
