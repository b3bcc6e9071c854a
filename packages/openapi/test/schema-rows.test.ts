import { describe, expect, it } from 'vitest';
import type { Schema, SchemaRow } from '../src/index.ts';
import { listSchemaRows, SchemaReader } from '../src/index.ts';

function rowsOf(schema: Schema, schemas: Record<string, Schema> = {}): SchemaRow[] {
  return listSchemaRows(new SchemaReader({ components: { schemas } }).flatten(schema, '/here'));
}

const typesOf = (schema: Schema, schemas?: Record<string, Schema>): Record<string, string | undefined> =>
  Object.fromEntries(rowsOf(schema, schemas).map(({ pointer, type }) => [pointer, type]));

describe('the rows of a schema', () => {
  it('have a pointer for properties, items, JSON in strings and names that are not listed', () => {
    const schema = {
      type: 'object',
      properties: {
        jobs: { type: 'array', items: { type: 'object', properties: { id: { type: 'integer', format: 'int64' } } } },
        plan: { type: 'string', contentSchema: { type: 'object', additionalProperties: { type: 'number' } } },
      },
    };
    expect(typesOf(schema)).toEqual({
      '': 'object',
      jobs: 'array<object>',
      'jobs[]': 'object',
      'jobs[].id': 'long',
      plan: 'string',
      'plan{}': 'object',
      'plan{}.*': 'number',
    });
  });

  it('say what is asked for at a place, and where each part of that stands', () => {
    const schema = {
      type: 'object',
      required: ['size'],
      properties: {
        size: { type: ['integer', 'null'], format: 'int64', minimum: 1, description: 'A size.' },
        ratio: { type: 'number', format: 'float' },
        any: {},
      },
      additionalProperties: false,
    };
    const [top, size, ratio, any] = rowsOf(schema);
    expect(top).toMatchObject({ at: '/here', required: false, type: 'object', typeAt: '/here/type', closed: true });
    expect(size).toEqual({
      pointer: 'size',
      at: '/here/properties/size',
      required: true,
      requiredAt: '/here/required/0',
      type: 'long',
      typeAt: '/here/properties/size/type',
      nullable: true,
      closed: undefined,
      variants: [],
      // `long` says the format.
      keywords: new Map([['minimum', { value: 1, at: '/here/properties/size/minimum' }]]),
    });
    expect([...(ratio?.keywords.keys() ?? [])]).toEqual(['format']);
    expect(any).toMatchObject({ type: undefined, typeAt: '/here/properties/any', nullable: false, required: false });
  });

  it('name each type of a value that may have several', () => {
    const text = { type: 'string' };
    const either = { oneOf: [text, { type: 'array', items: text }, { type: 'null' }] };
    expect(rowsOf(either)[0]).toMatchObject({ type: 'array<string> | string', nullable: true });
  });

  it('have those of each alternative, and of what is required without being described', () => {
    const one = { type: 'object', required: ['file'], properties: { kind: { enum: ['a'] } } };
    const other = { type: 'object', properties: { kind: { enum: ['b'] } } };
    const [top] = rowsOf({ oneOf: [one, other] });
    expect(top?.variants.map((rows) => rows.map(({ pointer, required }) => [pointer, required]))).toEqual([
      [
        ['', false],
        ['kind', false],
        ['file', true],
      ],
      [
        ['', false],
        ['kind', false],
      ],
    ]);
  });

  it('end where a schema holds itself', () => {
    const tree = { type: 'object', properties: { child: { $ref: '#/components/schemas/Tree' } } };
    expect(Object.keys(typesOf({ $ref: '#/components/schemas/Tree' }, { Tree: tree }))).toEqual(['', 'child']);
  });
});
