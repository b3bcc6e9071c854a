// Every operation of the document, and every example of its responses.
import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { expect, it } from 'vitest';
import { loadDocument } from '../src/document/load.ts';
import { createMock } from '../src/index.ts';
import { mock, token } from './support.ts';

const document = readDocument();
const operations = listOperations(document);
const loaded = loadDocument(document);

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}

function request(operation: (typeof operations)[number], headers: Record<string, string> = {}): Promise<Response> {
  const giveIn = (place: string) => {
    const required = operation.parameters.filter((parameter) => parameter.required && parameter.in === place);
    return Object.fromEntries(required.map(({ name, schema }) => [name, String([schema.examples ?? schema.enum].flat()[0])]));
  };
  const given = giveIn('path');
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => `${given[name]}`);
  const [example] = Object.values(operation.requestBody?.examples ?? {});
  return mock.fetch(`http://mock${path}?${new URLSearchParams(giveIn('query'))}`, {
    method: operation.method.toUpperCase(),
    headers: { ...token, 'content-type': 'application/json', ...headers },
    ...(example && { body: JSON.stringify(example.value) }),
  });
}

it('are those that the mock serves', () => {
  expect(loaded.operations.map(({ operationId }) => operationId)).toEqual(operations.map(({ operationId }) => operationId));
});

it('give each example as the document has it, and the first of a status by default', async () => {
  const cases = operations.flatMap((operation) =>
    Object.entries(operation.responses).flatMap(([status, { content }]) => {
      const examples = Object.entries(content?.examples ?? {});
      const named = examples.map(([name, { value }]) => ({ prefer: `code=${status}, example=${name}`, value }));
      const first = { prefer: `code=${status}`, value: examples[0]?.[1].value };
      return [first, ...named].map(({ prefer, value }) => ({ operation, prefer, status: Number(status), value }));
    }),
  );
  const given = await Promise.all(
    cases.map(async ({ operation, prefer }) => {
      const response = await request(operation, { prefer });
      return [operation.operationId, prefer, response.status, await readBody(response)];
    }),
  );

  expect(given).toEqual(cases.map(({ operation, prefer, status, value }) => [operation.operationId, prefer, status, value]));
});

it('make up responses that fit their schemas', async () => {
  const length = Math.max(5, Math.ceil(700 / operations.length));
  const faults = operations.map(async (operation) => {
    const held = loaded.operations.find(({ operationId }) => operationId === operation.operationId);
    const made = await Promise.all(Array.from({ length }, () => request(operation, { prefer: 'dynamic=true' })));
    const bodies = await Promise.all(made.map(async (response) => [response.status, await readBody(response)] as const));
    const messages = bodies.flatMap(([status, body]) => {
      const schema = held?.responses.get(status)?.schema;
      if (schema) return loaded.schemas.listErrors(schema, body).map(({ message }) => message);
      return held?.responses.has(status) && body === undefined ? [] : [`no schema for ${status}`];
    });
    return messages.map((message) => `${operation.operationId}: ${message}`);
  });

  expect((await Promise.all(faults)).flat()).toEqual([]);
});

it('can be served from another document', async () => {
  const [first] = operations;
  const small = createMock({ document: { ...document, paths: { '/only': { get: { ...first?.node, parameters: [] } } } } });

  expect((await small.fetch('http://mock/only', { headers: token })).status).toBe(200);
});
