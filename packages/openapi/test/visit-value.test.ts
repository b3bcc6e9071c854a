import { expect, it } from 'vitest';
import type { Schema } from '../src/index.ts';
import { readPointer, visitValue } from '../src/index.ts';

/** Each visit, as the place of the schema and the part. */
function listVisits(value: unknown, schema: Schema, schemas: Record<string, Schema> = {}): [at: string, part: unknown][] {
  const visits: [string, unknown][] = [];
  const follow = (reference: string) => ({ node: readPointer(schemas, reference) as Schema, at: reference });
  visitValue(value, [{ node: schema, at: '' }], follow, ({ at }, part) => visits.push([at, part]));
  return visits;
}

it('each part of a value is visited with each schema that applies to it', () => {
  const schema = {
    $ref: '#/A',
    allOf: [{ properties: { a: {} } }],
    properties: { a: { type: 'string' }, list: { items: {} } },
    additionalProperties: {},
  };
  expect(listVisits({ a: 'x', list: [1, 2], other: true }, schema, { A: { properties: { a: {} } } })).toEqual([
    ['', expect.anything()],
    ['#/A', expect.anything()],
    ['/allOf/0', expect.anything()],
    ['/properties/a', 'x'],
    ['#/A/properties/a', 'x'],
    ['/allOf/0/properties/a', 'x'],
    ['/properties/list', [1, 2]],
    ['/properties/list/items', 1],
    ['/properties/list/items', 2],
    ['/additionalProperties', true],
  ]);
});

it('the JSON in a string is visited with its schema; invalid JSON has no parts', () => {
  const schema = { type: 'string', contentSchema: { properties: { a: {} } } };
  expect(listVisits('{"a":1}', schema)).toEqual([
    ['', '{"a":1}'],
    ['/contentSchema', { a: 1 }],
    ['/contentSchema/properties/a', 1],
  ]);
  expect(listVisits('{', schema)).toEqual([['', '{']]);
});

it.each<[what: string, value: unknown, alternatives: Schema[], applying: number[]]>([
  ['type', 1, [{ type: 'string' }, { type: ['integer', 'null'] }, { type: 'number' }], [1, 2]],
  ['null', null, [{ type: 'null' }, { type: 'object' }], [0]],
  ['list', [], [{ type: 'array' }, { type: 'object' }], [0]],
  ['values', 'b', [{ enum: ['a'] }, { enum: ['a', 'b'] }], [1]],
  ['required properties', { b: 1 }, [{ required: ['a'] }, { required: ['b'] }], [1]],
  ['properties', { a: 'y' }, [{ properties: { a: { enum: ['x'] } } }, { properties: { a: { enum: ['y'] }, b: { enum: [1] } } }], [1]],
  ['parts', 1, [{ allOf: [{ type: 'string' }] }, { allOf: [{ type: 'integer' }] }], [1]],
])('the alternatives that apply to a value are visited, by %s', (_what, value, anyOf, applying) => {
  const visited = listVisits(value, { anyOf }).flatMap(([at]) => /^\/anyOf\/(\d+)$/.exec(at)?.[1] ?? []);
  expect(visited.map(Number)).toEqual(applying);
});

it('a schema that is a part of itself is visited once', () => {
  const circle = { $ref: '#/A', allOf: [{ type: 'integer' }] };
  expect(listVisits(1, circle, { A: circle }).map(([at]) => at)).toEqual(['', '/allOf/0']);
});
