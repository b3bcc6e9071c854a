import { createMock } from '@dli-openapi/mock';
import type { Document, Operation, Schema } from '@dli-openapi/openapi';
import { listOperations, SchemaReader } from '@dli-openapi/openapi';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breaksOf } from '../src/generate/broken-requests.ts';
import { holdsFor } from '../src/generate/check.ts';
import { contextOf, hardInputs, inputsOf, subjectOf } from '../src/generate/inputs.ts';
import { misnamed } from '../src/generate/named-places.ts';
import { valuesOf } from '../src/generate/values.ts';
import { requestTo, wireOf } from '../src/generate/wire.ts';
import { validatorOf } from '../src/validator.ts';

const text = { type: 'string', maxLength: 20 };
const closed = { type: 'object', unevaluatedProperties: false };
const cat = {
  type: 'object',
  required: ['kind'],
  properties: { kind: { const: 'cat' }, lives: { type: 'integer', minimum: 1, maximum: 9 } },
};
const dog = { type: 'object', required: ['kind', 'name'], properties: { kind: { const: 'dog' }, name: text } };

/** Shapes that a body may have. */
const shapes: Record<string, Schema> = {
  'limits of all kinds': {
    ...closed,
    required: ['name', 'size'],
    properties: {
      name: { type: 'string', minLength: 2, maxLength: 5 },
      size: { type: 'integer', format: 'int64', minimum: 1 },
      share: { type: 'number', minimum: 0.5, maximum: 1.5 },
      mode: { type: ['string', 'integer'], enum: ['fast', 'slow', 1] },
      path: { type: 'string', pattern: '^obs://[a-z]{1,5}/.*$' },
      retries: { type: 'integer', minimum: -1, not: { const: 0 } },
      isOn: { type: ['boolean', 'null'] },
      anything: {},
    },
  },
  'arrays within arrays': {
    ...closed,
    properties: {
      rows: { type: 'array', minItems: 1, maxItems: 3, items: { type: 'array', items: { type: ['integer', 'null'] } } },
      names: { type: 'array', minItems: 2, uniqueItems: true, items: { type: 'string', minLength: 1 } },
    },
  },
  'objects put together': {
    type: 'object',
    required: ['own'],
    allOf: [{ $ref: '#/components/schemas/Base' }, { type: 'object', properties: { more: { ...closed, properties: { deep: text } } } }],
    properties: { own: { type: 'boolean' } },
    unevaluatedProperties: false,
  },
  'one of several, in a property': {
    ...closed,
    required: ['pet'],
    properties: { pet: { oneOf: [cat, dog, { type: 'null' }] }, other: text },
  },
  'one of several types': {
    ...closed,
    properties: {
      value: {
        oneOf: [
          { type: 'string', maxLength: 3 },
          { type: 'array', items: cat },
        ],
      },
    },
  },
  'one of several, as a whole': { type: 'object', oneOf: [cat, dog], unevaluatedProperties: false },
  'any of several': { ...closed, properties: { pet: { anyOf: [cat, dog] } } },
  "names of one's own": { ...closed, properties: { labels: { type: 'object', additionalProperties: { type: 'string', maxLength: 4 } } } },
  'no names at all': { ...closed, properties: { free: { type: 'object' }, list: { type: 'array' } } },
  'itself within itself': { $ref: '#/components/schemas/Tree' },
  'a parameter once more': { ...closed, required: ['id'], properties: { id: { type: 'integer', 'x-dli-same-as': 'path.id' }, name: text } },
  'JSON in a string': {
    ...closed,
    properties: { plan: { type: 'string', contentMediaType: 'application/json', contentSchema: { type: 'array', items: cat } } },
  },
};

const components = {
  schemas: {
    Base: {
      type: 'object',
      required: ['id'],
      properties: { id: { type: 'integer', format: 'int64' }, tags: { type: 'array', items: { ...closed, properties: { key: text } } } },
    },
    Tree: {
      ...closed,
      required: ['name'],
      properties: {
        name: text,
        left: { $ref: '#/components/schemas/Tree' },
        all: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
      },
    },
  },
};

const answer = { description: 'Done.', content: { 'application/json': { schema: {}, examples: { done: { value: { is_done: true } } } } } };
const parameters = [
  { name: 'id', in: 'path', required: true, schema: { type: 'integer', format: 'int64' } },
  { name: 'by', in: 'query', required: true, schema: { type: 'string', minLength: 1, maxLength: 9 } },
  { name: 'share', in: 'query', schema: { type: 'number', minimum: 0 } },
];
const paths = Object.entries(shapes).map(([name, schema], index) => {
  const requestBody = { required: true, content: { 'application/json': { schema } } };
  return [`/things/{id}/${index}`, { post: { operationId: name, parameters, requestBody, responses: { 200: answer } } }];
});
const document: Document = { openapi: '3.1.0', info: { title: 'Things', version: '1' }, paths: Object.fromEntries(paths), components };
const mock = createMock({ document, strict: true });
const run = { seed: 1, runs: 100 };

describe.each(listOperations(document))('a body with $operationId', (operation) => {
  const subject = subjectOf(document, operation);

  it('is generated as the schema says', async () => {
    const faults = validatorOf(document)(operation.requestBody?.schema ?? {});
    await holdsFor(inputsOf(subject), { ...run, first: hardInputs(subject, 1) }, async (input) => {
      expect(faults(input.body)).toEqual([]);
      const answer = await mock.fetch(requestTo('http://things.test', wireOf(operation, input)));
      expect(answer.status, await answer.text()).toBe(200);
    });
  });

  it('is broken where it is said to be', async () => {
    const breaks = breaksOf(subject).map(({ requests }) => requests);
    const first = breaks.flatMap((requests) => fc.sample(requests, { seed: 1, numRuns: 3 }));
    await holdsFor(fc.oneof(...breaks), { ...run, first }, async ({ request, ...broken }) => {
      const answer = await mock.fetch(requestTo('http://things.test', request));
      expect(answer.status, await answer.text()).toBe(400);
      expect(misnamed(broken, answer.headers.get('x-dli-violations'))).toEqual([]);
    });
  });
});

it('a body that carries a parameter once more has its value', async () => {
  const repeating = listOperations(document).find(({ operationId }) => operationId === 'a parameter once more') as Operation;
  await holdsFor(inputsOf(subjectOf(document, repeating)), { ...run, first: [] }, async ({ path, body }) => {
    expect(body).toMatchObject({ id: path.id });
  });
});

it('JSON in a string is what its schema says', async () => {
  const carrying = listOperations(document).find(({ operationId }) => operationId === 'JSON in a string') as Operation;
  const faults = validatorOf(document)({ type: 'array', items: cat });
  await holdsFor(inputsOf(subjectOf(document, carrying)), { ...run, first: [] }, async ({ body }) => {
    const { plan } = body as { plan?: string };
    if (plan !== undefined) expect(faults(JSON.parse(plan))).toEqual([]);
  });
});

it.each<[string, Schema]>([
  ['text', { type: 'string', pattern: '^a$', minLength: 2 }],
  ['value', { type: 'boolean', not: { enum: [true, false] } }],
])('a schema that no %s fits is an error, and no endless search', async (_what, schema) => {
  const view = new SchemaReader(document).flatten(schema, '/schema');
  expect(() => fc.sample(valuesOf(view, contextOf('body')), 1)).toThrow(/After 5000 attempts there is no .*\. Is there any\?/);
});
