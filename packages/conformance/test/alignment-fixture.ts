import type { Documented } from '@dli-openapi/authoring/documented/types';
import type { Document, Node } from '@dli-openapi/openapi';
import { parsePointer } from '@dli-openapi/openapi';
import { compareWithSources } from '../src/alignment/compare.ts';

const createErrorBody = () => ({
  description: 'Refused.',
  content: {
    'application/json': { schema: { $ref: '#/components/schemas/Error' }, examples: { bad: { value: { error_code: 'DLI.0001' } } } },
  },
});

/** A document of one operation that says what {@link createSmallFacts} say. */
export const createSmallDocument = (): Document => ({
  openapi: '3.1.0',
  servers: [
    {
      url: 'https://{region}.{domain}',
      variables: { region: { default: 'here', enum: ['here'] }, domain: { default: 'example.com', enum: ['example.com'] } },
    },
  ],
  security: [{ token: [] }],
  paths: {
    '/things/{thing_id}': {
      put: {
        operationId: 'updateThing',
        'x-dli-doc-id': 'page_1',
        parameters: [
          { $ref: '#/components/parameters/ThingId' },
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100, default: 10 } },
        ],
        requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/ThingInput' } } } },
        responses: {
          200: {
            description: 'Done.',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Thing' },
                examples: {
                  other: { value: { owner: { name: 'A' } } },
                  page_sample: { value: { owner: null, plan: '{"step":"one"}' } },
                },
              },
            },
          },
          400: createErrorBody(),
        },
      },
    },
  },
  components: {
    securitySchemes: { token: { type: 'apiKey', in: 'header', name: 'X-Auth-Token' } },
    parameters: { ThingId: { name: 'thing_id', in: 'path', required: true, schema: { type: 'integer', format: 'int64' } } },
    schemas: {
      Error: { type: 'object', properties: { error_code: { type: 'string' } } },
      ThingInput: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { type: 'string', minLength: 1, maxLength: 57 },
          state: { type: 'string', enum: ['on', 'off'], default: 'on' },
          retries: { type: 'integer', minimum: -1, not: { const: 0 }, 'x-dli-unit': 'times/hour' },
        },
        unevaluatedProperties: false,
      },
      Thing: {
        type: 'object',
        properties: {
          changed: { type: 'integer', format: 'int64', 'x-dli-unit': 'ms' },
          owner: { oneOf: [{ $ref: '#/components/schemas/Owner' }, { type: 'null' }] },
          parts: { type: 'array', items: { allOf: [{ $ref: '#/components/schemas/Part' }] } },
          plan: {
            type: 'string',
            contentMediaType: 'application/json',
            contentSchema: { type: 'object', properties: { step: { type: 'string' } } },
          },
        },
      },
      Owner: { type: 'object', properties: { name: { type: 'string' } } },
      Part: { type: 'object', properties: { size: { type: 'number' } } },
    },
  },
});

/** What the page of that operation states. */
export const createSmallFacts = (): Documented => ({
  common: {
    error: [{ location: 'error', pointer: 'error_code', name: 'error_code', type: 'string' }],
    regions: { 'example.com': ['here'] },
    credentials: ['X-Auth-Token'],
  },
  operations: [
    {
      operationId: 'updateThing',
      method: 'put',
      path: '/things/{thing_id}',
      pages: [
        {
          source: 'seed',
          docId: 'page_1',
          statuses: ['200', '400'],
          errorCodes: ['DLI.0001'],
          rows: [
            { location: 'path', pointer: 'thing_id', name: 'thing_id', required: true, type: 'long' },
            { location: 'query', pointer: 'limit', name: 'limit', required: false, type: 'integer', minimum: 1, maximum: 100, default: 10 },
            { location: 'body', pointer: 'name', name: 'name', required: true, type: 'string', minLength: 1, maxLength: 57 },
            { location: 'body', pointer: 'state', name: 'state', required: false, type: 'string', enum: ['off', 'on'], default: 'on' },
            {
              location: 'body',
              pointer: 'retries',
              name: 'retries',
              required: false,
              type: 'integer',
              rule: '-1 or > 0',
              unit: 'times/hour',
            },
            { location: 'response', pointer: 'changed', name: 'changed', type: 'long', unit: 'ms' },
            { location: 'response', pointer: 'owner', name: 'owner', type: 'object' },
            { location: 'response', pointer: 'owner.name', name: 'name', type: 'string' },
            { location: 'response', pointer: 'parts', name: 'parts', type: 'array<object>' },
            { location: 'response', pointer: 'parts[].size', name: 'size', type: 'number' },
            { location: 'response', pointer: 'plan', name: 'plan', type: 'string', json: true },
          ],
          samples: [{ of: 'response', value: { owner: null, plan: '{"step":"one"}' } }],
        },
      ],
    },
  ],
});

/** That document with other values, by pointer; undefined deletes. */
export function changeDocument(changes: Record<string, unknown>): Document {
  const document = createSmallDocument();
  for (const [pointer, value] of Object.entries(changes)) {
    const keys = parsePointer(pointer);
    const last = keys.pop() as string;
    const parent = keys.reduce<Node>((node, key) => node[key] as Node, document);
    if (value !== undefined) parent[last] = value;
    else if (Array.isArray(parent)) parent.splice(Number(last), 1);
    else delete parent[last];
  }
  return document;
}

/** What differs, without deviations: `<place> <rule>: <sources>, <document>`; `SDK <value>` where it alone differs. */
export function listFaults(document: Document, documented = createSmallFacts()): string[] {
  const format = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value));
  return compareWithSources(document, documented, []).map(
    ({ place, rule, page, sdk, document: said }) =>
      `${place} ${rule}: ${sdk === undefined ? format(page) : `SDK ${format(sdk)}`}, ${format(said)}`,
  );
}
