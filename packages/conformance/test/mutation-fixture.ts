import type { Document } from '@dli-openapi/openapi';

const json = (schema: object, examples: object = {}) => ({ content: { 'application/json': { schema, examples } } });

/** A document in which every kind of fact is stated at least once. */
export const factsOfEveryKind = (): Document => ({
  openapi: '3.1.0',
  jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
  servers: [{ url: 'https://{region}.test', variables: { region: { default: 'a', enum: ['a', 'b'], 'x-apart': { b: 'b.test' } } } }],
  security: [{ token: [] }],
  paths: {
    '/jobs': {
      parameters: [{ name: 'scope', in: 'query', schema: { type: 'string' } }],
      post: {
        operationId: 'createJob',
        'x-dli-doc-id': 'dli_02_0001',
        parameters: [{ $ref: '#/components/parameters/Limit' }],
        requestBody: { required: true, ...json({ $ref: '#/components/schemas/JobInput' }, { one: { value: { name: 'x', size: 1 } } }) },
        responses: {
          200: { description: 'Done.', headers: { 'X-Id': { schema: { type: 'string' } } }, ...json({ $ref: '#/components/schemas/Job' }) },
        },
      },
    },
    '/jobs/{id}': {
      get: { operationId: 'showJob', responses: { 200: json({ $ref: '#/components/schemas/Job' }) } },
    },
  },
  components: {
    securitySchemes: { token: { type: 'apiKey', in: 'header', name: 'X-Token' } },
    parameters: { Limit: { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 9, default: 5, examples: [3] } } },
    schemas: {
      Kind: { type: 'string' },
      JobInput: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { type: 'string', minLength: 1, maxLength: 57, pattern: '^a' },
          retries: { type: 'integer', not: { const: 0 }, 'x-dli-unit': 'ms', 'x-dli-default-formula': 'a*b' },
          tags: { type: 'array', items: { type: 'string' }, 'x-dli-same-as': 'path.id' },
          more: { type: 'object', 'x-dli-open': 'Why.' },
        },
        unevaluatedProperties: false,
      },
      Job: {
        allOf: [{ $ref: '#/components/schemas/JobInput' }],
        properties: {
          id: { type: ['integer', 'null'], format: 'int64' },
          state: { type: 'string', enum: ['on', 'off'], 'x-dli-only-when': { limit: 1 } },
          plan: { type: 'string', contentMediaType: 'application/json', contentSchema: { type: 'object' } },
          flag: { oneOf: [{ type: 'boolean' }, { type: 'string' }] },
        },
      },
    },
  },
});
