import { describe, expect, it } from 'vitest';
import type { Schema, SchemaRow } from '../src/index.ts';
import { listSchemaRows, SchemaReader } from '../src/index.ts';

function readRows(schema: Schema, schemas: Record<string, Schema> = {}): SchemaRow[] {
  return listSchemaRows(new SchemaReader({ components: { schemas } }).flatten(schema, '/here'));
}

const readTypes = (schema: Schema, schemas?: Record<string, Schema>): Record<string, string | undefined> =>
  Object.fromEntries(readRows(schema, schemas).map(({ pointer, type }) => [pointer, type]));

describe('the rows of a schema', () => {
  it('have a pointer for properties, items, JSON in strings and unlisted names', () => {
    const schema = {
      type: 'object',
      properties: {
        jobs: { type: 'array', items: { type: 'object', properties: { id: { type: 'integer', format: 'int64' } } } },
        plan: { type: 'string', contentSchema: { type: 'object', additionalProperties: { type: 'number' } } },
      },
    };
    expect(readTypes(schema)).toEqual({
      '': 'object',
      jobs: 'array<object>',
      'jobs[]': 'object',
      'jobs[].id': 'long',
      plan: 'string',
      'plan{}': 'object',
      'plan{}.*': 'number',
    });
  });

  it('say what is required at a place, and where each keyword stands', () => {
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
    const [top, size, ratio, any] = readRows(schema);
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
      texts: new Map([['description', { value: 'A size.', at: '/here/properties/size/description' }]]),
    });
    expect([...(ratio?.keywords.keys() ?? [])]).toEqual(['format']);
    expect(any).toMatchObject({ type: undefined, typeAt: '/here/properties/any', nullable: false, required: false });
  });

  it('name every type that is accepted', () => {
    const text = { type: 'string' };
    const either = { oneOf: [text, { type: 'array', items: text }, { type: 'null' }] };
    expect(readRows(either)[0]).toMatchObject({ type: 'array<string> | string', nullable: true });
  });

  it('include those of each alternative, and of a required property that nothing describes', () => {
    const one = { type: 'object', required: ['file'], properties: { kind: { enum: ['a'] } } };
    const other = { type: 'object', properties: { kind: { enum: ['b'] } } };
    const [top] = readRows({ oneOf: [one, other] });
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

  it('of an alternative have its own texts, and else those of the whole', () => {
    const kind = (description?: string) => ({
      type: 'object',
      properties: { kind: { type: 'string', ...(description && { description }) } },
    });
    const [top] = readRows({ ...kind('The kind.'), description: 'Any.', oneOf: [{ ...kind('Only a.'), description: 'One.' }, kind()] });
    const texts = top?.variants.map((rows) => rows.map((row) => row.texts.get('description')?.value));
    expect(texts).toEqual([
      ['One.', 'Only a.'],
      ['Any.', 'The kind.'],
    ]);
  });

  it('end where a schema contains itself', () => {
    const tree = { type: 'object', properties: { child: { $ref: '#/components/schemas/Tree' } } };
    expect(Object.keys(readTypes({ $ref: '#/components/schemas/Tree' }, { Tree: tree }))).toEqual(['', 'child']);
  });
});
