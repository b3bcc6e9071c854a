import { describe, expect, it } from 'vitest';
import type { Node } from '../src/index.ts';
import { findPlace, findReferenceFault, listChildren, listOperations, resolve } from '../src/index.ts';

const createJson = (schema: unknown, examples?: Node) => ({ content: { 'application/json': { schema, ...(examples && { examples }) } } });

const document = {
  openapi: '3.1.0',
  paths: {
    'x-note': { get: { operationId: 'none' } },
    '/things/{id}': {
      summary: 'Things',
      parameters: [{ $ref: '#/components/parameters/Id' }, { name: 'limit', in: 'query', schema: { type: 'integer' } }],
      put: {
        operationId: 'updateThing',
        summary: 'Update a thing',
        description: 'Does.',
        tags: ['Things'],
        'x-dli-doc-id': 'page_1',
        parameters: [
          { name: 'limit', in: 'query', required: true, schema: { type: 'string' } },
          { name: 'limit', in: 'header', schema: {} },
        ],
        requestBody: { $ref: '#/components/requestBodies/Thing' },
        responses: {
          200: { description: 'Done.', headers: { 'X-Id': { $ref: '#/components/headers/Id' } }, ...createJson({ type: 'object' }) },
          204: { description: 'Nothing.' },
          400: { $ref: '#/components/responses/Bad' },
          'x-note': {},
        },
      },
      trace: { operationId: 'traceThing' },
    },
    '/other': { $ref: '#/paths/~1things~1{id}' },
  },
  components: {
    parameters: { Id: { name: 'id', in: 'path', required: true, schema: { type: 'string' }, style: 'simple' } },
    headers: { Id: { description: 'An ID.', schema: { type: 'string' } } },
    requestBodies: {
      Thing: { required: true, ...createJson({ $ref: '#/components/schemas/Thing' }, { one: { $ref: '#/components/examples/one' } }) },
    },
    responses: { Bad: { description: 'Refused.', ...createJson({ $ref: '#/components/schemas/Error' }) } },
    examples: { one: { summary: 'One', value: { a: 1 } } },
    schemas: {
      Thing: { type: 'object' },
      Error: { type: 'object', description: 'An error.' },
      Alias: { $ref: '#/components/schemas/Error', description: 'Another.' },
      Round: { $ref: '#/components/schemas/Trip' },
      Trip: { $ref: '#/components/schemas/Round' },
      Lost: { $ref: '#/components/schemas/Nowhere' },
      Text: { $ref: '#/components/schemas/Error/description' },
      Away: { $ref: 'other.yaml#/Error' },
    },
  },
};
const root = { node: document as Node, at: '' };

describe('a reference', () => {
  it('is followed to its end, and what stands beside it wins', () => {
    expect(resolve(document, { $ref: '#/components/schemas/Alias', title: 'A' })).toEqual({
      type: 'object',
      description: 'Another.',
      title: 'A',
    });
  });

  it('alone is what it refers to, the same object', () => {
    expect(resolve(document, { $ref: '#/components/schemas/Thing' })).toBe(document.components.schemas.Thing);
  });

  it.each([
    ['Lost', '#/components/schemas/Nowhere', 'leads nowhere'],
    ['Text', '#/components/schemas/Error/description', 'leads nowhere'],
    ['Round', '#/components/schemas/Trip', 'leads back to itself'],
    ['Away', 'other.yaml#/Error', 'leads out of the document; bundle it first'],
  ])('of %s is refused: %s %s', (name, reference, fault) => {
    expect(findReferenceFault(document, reference)).toBe(fault);
    expect(() => resolve(document, { $ref: `#/components/schemas/${name}` })).toThrow(fault);
  });

  it('that is valid has no fault', () => {
    expect(findReferenceFault(document, '#/components/schemas/Alias')).toBeUndefined();
  });
});

describe('the place below another one', () => {
  it('is found through references, with its pointer', () => {
    expect(findPlace(document, root, 'paths', '/other', 'put', 'responses', '400')).toEqual({
      node: document.components.responses.Bad,
      at: '/components/responses/Bad',
    });
  });

  it.each([['paths', '/nowhere'], ['openapi'], ['openapi', 'length'], ['toString']])('is undefined for %s %s', (...keys) => {
    expect(findPlace(document, root, ...keys)).toBeUndefined();
  });

  it('lists its objects by name, and is empty without any', () => {
    expect(listChildren(document, root, 'components', 'headers').map(([name, { at }]) => [name, at])).toEqual([
      ['Id', '/components/headers/Id'],
    ]);
    expect(listChildren(document, root, 'components', 'callbacks')).toEqual([]);
  });
});

describe('the operations', () => {
  const operations = listOperations(document);
  const [update, trace] = operations;

  it('are those of every path, in the order of the document', () => {
    expect(operations.map(({ operationId, method, path }) => `${operationId} ${method} ${path}`)).toEqual([
      'updateThing put /things/{id}',
      'traceThing trace /things/{id}',
      'updateThing put /other',
      'traceThing trace /other',
    ]);
  });

  it('say what they do, and where that is published', () => {
    expect(update).toMatchObject({ summary: 'Update a thing', description: 'Does.', tags: ['Things'], docId: 'page_1' });
    expect(update?.node).toBe(document.paths['/things/{id}'].put);
    expect(trace?.docId).toBeUndefined();
  });

  it('have the parameters of their path unless they have their own of that name, each with its place', () => {
    expect(update?.parameters.map(({ name, in: location, required, at }) => [name, location, required, at])).toEqual([
      ['id', 'path', true, '/components/parameters/Id'],
      ['limit', 'query', true, '/paths/~1things~1{id}/put/parameters/0'],
      ['limit', 'header', false, '/paths/~1things~1{id}/put/parameters/1'],
    ]);
    expect(update?.parameters[0]?.node).toBe(document.components.parameters.Id);
    expect(trace?.parameters.map(({ at }) => at)).toEqual(['/components/parameters/Id', '/paths/~1things~1{id}/parameters/1']);
  });

  it('have the JSON of their requests, its examples and its place', () => {
    expect(update?.requestBody).toEqual({
      required: true,
      schema: { $ref: '#/components/schemas/Thing' },
      examples: { one: { summary: 'One', value: { a: 1 } } },
      at: '/components/requestBodies/Thing/content/application~1json',
    });
    expect(trace?.requestBody).toBeUndefined();
  });

  it('have the JSON and the headers of each response by status', () => {
    expect(update?.responses).toEqual({
      200: {
        description: 'Done.',
        headers: { 'X-Id': { schema: { type: 'string' }, node: document.components.headers.Id, at: '/components/headers/Id' } },
        content: {
          schema: { type: 'object' },
          examples: {},
          at: '/paths/~1things~1{id}/put/responses/200/content/application~1json',
        },
      },
      204: { description: 'Nothing.', headers: {}, content: undefined },
      400: {
        description: 'Refused.',
        headers: {},
        content: {
          schema: { $ref: '#/components/schemas/Error' },
          examples: {},
          at: '/components/responses/Bad/content/application~1json',
        },
      },
    });
    expect(trace?.responses).toEqual({});
  });

  it('are an empty list in a document without paths', () => {
    expect(
      [{}, { paths: {} }, { paths: [] }, { paths: { '/a': null } }, { paths: { '/a': { get: true } } }].flatMap(listOperations),
    ).toEqual([]);
  });
});
