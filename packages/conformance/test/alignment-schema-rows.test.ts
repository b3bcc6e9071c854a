import type { Document, Schema, SchemaRow } from '@dli-openapi/openapi';
import { listSchemaRows, SchemaReader } from '@dli-openapi/openapi';
import { describe, expect, it } from 'vitest';

function rowsOf(schema: Schema, schemas: Record<string, Schema> = {}): SchemaRow[] {
  const document = { openapi: '3.1.0', paths: {}, components: { schemas } } as Document;
  return listSchemaRows(new SchemaReader(document).flatten(schema, '/here'));
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

  it('follow references, and put what stands beside one over it', () => {
    const [row] = rowsOf({ $ref: '#/components/schemas/Name', maxLength: 5 }, { Name: { type: 'string', default: 'x' } });
    expect(row?.keywords).toEqual(
      new Map([
        ['default', { value: 'x', at: '/components/schemas/Name/default' }],
        ['maxLength', { value: 5, at: '/here/maxLength' }],
      ]),
    );
  });

  it('of allOf have what all parts have, and the narrower limit', () => {
    const [row] = rowsOf({ type: 'integer', minimum: 1, maximum: 9, allOf: [{ minimum: 2, maximum: 99 }] });
    expect([...(row?.keywords ?? [])].map(([word, { value }]) => [word, value])).toEqual([
      ['minimum', 2],
      ['maximum', 9],
    ]);
  });

  it('of allOf whose parts exclude each other let no value through', () => {
    expect(typesOf({ type: 'string', allOf: [{ type: 'integer' }] })).toEqual({ '': 'never' });
  });

  it('take null among the alternatives as nullable', () => {
    const [row] = rowsOf({ oneOf: [{ type: 'string' }, { type: 'null' }] });
    expect(row).toMatchObject({ type: 'string', nullable: true });
  });

  it('of alternatives of different types have both', () => {
    const text = { type: 'string', minLength: 1 };
    expect(rowsOf({ oneOf: [text, { type: 'array', items: text, minItems: 2 }] })[0]).toMatchObject({ type: 'array<string> | string' });
  });

  it('of alternatives of one type ask only for what both ask for', () => {
    const one = { type: 'object', required: ['a', 'b'], properties: { a: { const: 1 }, b: {} } };
    const other = { type: 'object', required: ['a'], properties: { a: { const: 2 } } };
    const rows = rowsOf({ oneOf: [one, other] });
    expect(rows.map(({ pointer, required }) => [pointer, required])).toEqual([
      ['', false],
      ['a', true],
      ['b', false],
    ]);
  });

  it('leave out names that a closed part refuses', () => {
    const part = { type: 'object', properties: { a: {} }, additionalProperties: false };
    expect(Object.keys(typesOf({ allOf: [part], properties: { b: {} } }))).toEqual(['', 'a']);
  });

  it('of an object closed with unevaluatedProperties have the names of its parts', () => {
    const [top, ...others] = rowsOf({
      allOf: [{ properties: { a: {} } }],
      type: 'object',
      properties: { b: {} },
      unevaluatedProperties: false,
    });
    expect(top?.closed).toBe(true);
    expect(others.map(({ pointer }) => pointer)).toEqual(['a', 'b']);
  });

  it('end where a schema holds itself', () => {
    const tree = { type: 'object', properties: { child: { $ref: '#/components/schemas/Tree' } } };
    expect(rowsOf({ $ref: '#/components/schemas/Tree' }, { Tree: tree }).length).toBeLessThan(5);
  });

  it('are refused when a reference leads nowhere', () => {
    expect(() => rowsOf({ $ref: '#/components/schemas/None' })).toThrow('#/components/schemas/None leads nowhere in the document');
  });
});
