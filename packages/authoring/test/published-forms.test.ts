import type { Document, Schema } from '@dli-openapi/openapi';
import { describe, expect, it } from 'vitest';
import { formatYaml } from '../src/format-yaml.ts';
import { writeOpenApi30 } from '../src/openapi-3.0.ts';
import { hideUpdateDefaults } from '../src/update-bodies.ts';

const nameReference = { $ref: '#/components/schemas/Name' };

function createDocument(schemas: Record<string, Schema>, methods: readonly string[] = ['post', 'put']): Document {
  const refer = (name: string) => ({ content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } } });
  const operations = methods.map((method) => [
    method,
    { operationId: method, requestBody: refer(method === 'put' ? 'Update' : 'Create'), responses: { '200': { description: 'Done.' } } },
  ]);
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: { title: 'Trees', summary: 'All trees.', license: { name: 'MIT', identifier: 'MIT' } },
    paths: { '/trees': Object.fromEntries(operations) },
    components: { schemas },
  };
}

describe('the body of an update', () => {
  const tree = { properties: { size: { $ref: '#/components/schemas/Size' }, age: { type: 'integer', default: 0 } } };
  const size = { type: 'object', properties: { height: { type: 'integer', default: 1 } } };

  it('says by x-dli-default what is a default elsewhere, in copies of the schemas that are used elsewhere too', () => {
    const { components, paths } = hideUpdateDefaults(
      createDocument({
        Create: { allOf: [{ $ref: '#/components/schemas/Tree' }] },
        Update: { allOf: [{ $ref: '#/components/schemas/Tree' }], properties: { own: { $ref: '#/components/schemas/Own' } } },
        Tree: tree,
        Size: size,
        Own: { type: 'string', default: 'no' },
        Plain: { type: 'string' },
      }),
    );
    expect(components.schemas).toEqual({
      Create: { allOf: [{ $ref: '#/components/schemas/Tree' }] },
      Update: { allOf: [{ $ref: '#/components/schemas/TreeUpdate' }], properties: { own: { $ref: '#/components/schemas/Own' } } },
      Tree: tree,
      TreeUpdate: { properties: { size: { $ref: '#/components/schemas/SizeUpdate' }, age: { type: 'integer', 'x-dli-default': 0 } } },
      Size: size,
      SizeUpdate: { type: 'object', properties: { height: { type: 'integer', 'x-dli-default': 1 } } },
      Own: { type: 'string', 'x-dli-default': 'no' },
      Plain: { type: 'string' },
    });
    expect(JSON.stringify(paths['/trees']?.put)).toContain('#/components/schemas/Update"');
  });

  it('is copied as a whole if a creation has it as well', () => {
    const document = createDocument({ Create: size });
    const { post, put } = document.paths['/trees'] as Record<string, Document>;
    Object.assign(put ?? {}, { requestBody: structuredClone(post?.requestBody) });
    const { components, paths } = hideUpdateDefaults(document);
    expect(Object.keys(components.schemas ?? {})).toEqual(['Create', 'CreateUpdate']);
    expect(JSON.stringify(paths['/trees']?.put)).toContain('#/components/schemas/CreateUpdate"');
  });
});

describe('in OpenAPI 3.0', () => {
  const write = (schema: Schema, others: Record<string, Schema> = {}) =>
    writeOpenApi30(createDocument({ Create: schema, ...others }, ['post'])).components.schemas;

  it('the document has no field of 3.1', () => {
    const { openapi, jsonSchemaDialect, info } = writeOpenApi30(createDocument({ Create: {} }, ['post']));
    expect([openapi, jsonSchemaDialect, info]).toEqual([
      '3.0.3',
      undefined,
      { title: 'Trees', license: { name: 'MIT', url: 'https://spdx.org/licenses/MIT.html' } },
    ]);
  });

  it.each<[what: string, schema: Schema, written: Schema]>([
    ['a type or null', { type: ['integer', 'null'] }, { type: 'integer', nullable: true }],
    ['null alone', { oneOf: [{ type: 'null' }] }, { oneOf: [{ type: 'string', nullable: true, enum: [null] }] }],
    ['a constant, 0 too', { not: { const: 0 } }, { not: { enum: [0] } }],
    ['examples', { type: 'string', examples: ['oak', 'elm'] }, { type: 'string', example: 'oak' }],
    [
      'a reference and what is beside it',
      { $ref: '#/components/schemas/Name', default: 'oak' },
      { default: 'oak', allOf: [nameReference] },
    ],
    ['a reference alone', nameReference, nameReference],
    ['JSON in a string', { type: 'string', contentMediaType: 'application/json', contentSchema: nameReference }, { type: 'string' }],
    ['a property with the name of a keyword', { properties: { const: { const: 1 } } }, { properties: { const: { enum: [1] } } }],
    ['extensions', { type: 'string', 'x-dli-unit': 'ms' }, { type: 'string', 'x-dli-unit': 'ms' }],
  ])('%s is written in its way', (_what, schema, written) => {
    expect(write(schema, { Name: { type: 'string' } })?.Create).toEqual(written);
  });

  it('unknown properties are refused beside a list of all known ones', () => {
    const name = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
    const kinds = { oneOf: [{ required: ['oak'], properties: { oak: { type: 'string' } } }, { required: ['elm'] }] };
    const own = { description: 'A tree.', properties: { age: { type: ['integer', 'null'] } } };
    const schema = { ...own, allOf: [{ $ref: '#/components/schemas/Name' }, kinds], unevaluatedProperties: false };
    expect(write(schema, { Name: name })?.Create).toEqual({
      description: 'A tree.',
      type: 'object',
      allOf: [kinds],
      required: ['name'],
      properties: { age: { type: 'integer', nullable: true }, name: { type: 'string' }, oak: {} },
      additionalProperties: false,
    });
  });

  it('unused schemas are omitted', () => {
    expect(Object.keys(write({ type: 'string', contentSchema: nameReference }, { Name: { type: 'string' } }) ?? {})).toEqual(['Create']);
  });

  it('a keyword that cannot be written is an error that names it', () => {
    expect(() => write({ properties: { a: { prefixItems: [] } } })).toThrow(
      '/components/schemas/Create/properties/a/prefixItems: packages/authoring/src/openapi-3.0.ts cannot write this keyword in 3.0.',
    );
  });
});

it('YAML quotes what ends in a backslash, which some parsers join with the next line', () => {
  expect(formatYaml({ escape: '\\', quote: '"' })).toBe('escape: "\\\\"\nquote: \'"\'\n');
});
