import { describe, expect, it } from 'vitest';
import type { FlatSchema, Schema } from '../src/index.ts';
import { getKeyword, listTypes, SchemaReader } from '../src/index.ts';

function flatten(schema: Schema, schemas: Record<string, Schema> = {}): FlatSchema {
  return new SchemaReader({ components: { schemas } }).flatten(schema, '/here');
}

/** A flat schema as data, down to what it holds. */
function show(schema: FlatSchema): Record<string, unknown> {
  const { keywords, texts, required, properties, items, additional, content, closed, open, choices, nullable } = schema;
  const shown = {
    ...Object.fromEntries([...keywords, ...texts].map(([word, { value }]) => [word, value])),
    required: [...required.keys()],
    properties: Object.fromEntries([...properties].map(([name, property]) => [name, show(property())])),
    items: items && show(items()),
    additional: additional && show(additional()),
    content: content && show(content()),
    closed: closed && true,
    open: open && true,
    nullable: nullable && keywords.has('type') ? true : undefined,
    choices: choices.map((choice) => choice.map(show)),
  };
  const isStated = ([, value]: [string, unknown]) =>
    value !== undefined && (typeof value !== 'object' || Object.keys(Object(value)).length > 0);
  return Object.fromEntries(Object.entries(shown).filter(([word, value]) => word === 'type' || word === 'not' || isStated([word, value])));
}

const createReference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const text = { type: 'string' };
const schemas = {
  Name: { type: 'string', maxLength: 9, description: 'A name.', default: 'x' },
  Base: { type: 'object', required: ['a'], properties: { a: { type: 'string', maxLength: 9 }, b: {} }, description: 'A base.' },
  Closed: { type: 'object', properties: { a: {} }, additionalProperties: false },
};

describe('a merged schema', () => {
  it.each<[what: string, schema: Schema, flat: object]>([
    [
      'has its own keywords',
      { type: ['string', 'null'], enum: ['a'], 'x-dli-unit': 'ms' },
      { type: ['string'], nullable: true, enum: ['a'], 'x-dli-unit': 'ms' },
    ],
    ['is what it refers to', createReference('Name'), { type: ['string'], maxLength: 9, description: 'A name.', default: 'x' }],
    [
      'has what stands beside its reference first',
      { ...createReference('Name'), description: 'Mine.', default: 'y', minLength: 1 },
      { type: ['string'], maxLength: 9, minLength: 1, description: 'Mine.', default: 'y' },
    ],
    [
      'has a limit beside its reference and the one behind it, the narrower',
      { ...createReference('Name'), maxLength: 20 },
      { type: ['string'], maxLength: 9, description: 'A name.', default: 'x' },
    ],
    [
      'has the properties of all parts, its own first',
      {
        allOf: [createReference('Base'), { properties: { c: {} } }],
        required: ['z'],
        properties: { z: {}, a: { minLength: 1, maxLength: 99 } },
      },
      {
        type: ['object'],
        required: ['z', 'a'],
        properties: { z: {}, a: { type: ['string'], minLength: 1, maxLength: 9 }, b: {}, c: {} },
        description: 'A base.',
      },
    ],
    ['has the narrower of limits', { minimum: 1, maximum: 9, allOf: [{ minimum: 2, maximum: 99 }] }, { minimum: 2, maximum: 9 }],
    ['has the values that all parts allow', { enum: ['a', 'b'], allOf: [{ enum: ['b', 'c'] }] }, { enum: ['b'] }],
    [
      'accepts an integer if one part says integer and another number',
      { type: 'number', allOf: [{ type: 'integer' }] },
      { type: ['integer'] },
    ],
    ['accepts null if all parts do', { type: ['string', 'null'], allOf: [{ type: 'string' }] }, { type: ['string'] }],
    ['accepts nothing if its parts exclude each other', { type: 'string', allOf: [{ type: 'integer' }] }, { type: ['never'] }],
    [
      'has items and the JSON in strings from all parts',
      { allOf: [{ items: text, contentSchema: text }], items: { minLength: 1 } },
      { items: { type: ['string'], minLength: 1 }, content: { type: ['string'] } },
    ],
    ['has the schema of unlisted names', { additionalProperties: text }, { additional: { type: ['string'] }, open: true }],
    ['is open if it says so', { properties: { a: {} }, additionalProperties: true }, { properties: { a: {} }, open: true }],
    ['is open if it has patterns of names', { patternProperties: { '^x-': {} } }, { patternProperties: { '^x-': {} }, open: true }],
    ['is neither open nor closed if it does not say', { properties: { a: {} } }, { properties: { a: {} } }],
    [
      'is closed to what it does not list itself',
      { allOf: [{ properties: { a: {} } }], properties: { b: {} }, additionalProperties: false },
      { properties: { b: {} }, closed: true },
    ],
    [
      'is closed to what no part lists',
      { allOf: [{ properties: { a: {} } }], properties: { b: {} }, unevaluatedProperties: false },
      { properties: { b: {}, a: {} }, closed: true },
    ],
    [
      'has no names that a closed part refuses',
      { allOf: [createReference('Closed')], properties: { a: text, b: text } },
      { type: ['object'], properties: { a: { type: ['string'] } }, closed: true },
    ],
    ['has a part that is true or false', { properties: { a: true, b: false } }, { properties: { a: {}, b: { not: {} } } }],
  ])('%s', (_what, schema, flat) => {
    expect(show(flatten(schema, schemas))).toEqual({ ...flat });
  });

  it('has the pointer of each keyword, each requirement and each property', () => {
    const schema = flatten({ allOf: [createReference('Base')], type: 'object', required: ['b'], properties: { b: text } }, schemas);
    expect(schema.at).toBe('/here');
    expect(schema.keywords.get('type')?.at).toBe('/here/type');
    expect(schema.texts.get('description')?.at).toBe('/components/schemas/Base/description');
    expect([...schema.required].map(([name, { at }]) => [name, at])).toEqual([
      ['b', '/here/required/0'],
      ['a', '/components/schemas/Base/required/0'],
    ]);
    expect([...schema.properties].map(([name, property]) => [name, property().at])).toEqual([
      ['b', '/here/properties/b'],
      ['a', '/components/schemas/Base/properties/a'],
    ]);
  });

  it('has the node of the document', () => {
    const schema = { allOf: [createReference('Base')], properties: { a: { description: 'Mine.' }, n: createReference('Name') } };
    const flat = flatten(schema, schemas);
    expect(flat.node).toBe(schema);
    expect([...flat.properties].map(([name, property]) => [name, property().node])).toEqual([
      ['a', { type: 'string', maxLength: 9, description: 'Mine.' }],
      ['n', createReference('Name')],
      ['b', {}],
    ]);
  });

  it('is merged once', () => {
    const reader = new SchemaReader({ components: { schemas } });
    expect(reader.flatten(schemas.Base, '/components/schemas/Base')).toBe(reader.flatten(schemas.Base, '/components/schemas/Base'));
  });

  it('is found at its holder, or where that refers to', () => {
    const reader = new SchemaReader({ components: { schemas } });
    const places = [text, createReference('Name'), { ...createReference('Name'), maxLength: 1 }].map(
      (schema) => reader.flattenIn({ schema, at: '/holder' }).at,
    );
    expect(places).toEqual(['/holder/schema', '/components/schemas/Name', '/holder/schema']);
  });

  it('has the value of a keyword, for people or not, and the types', () => {
    const schema = flatten({ type: ['integer', 'null'], default: 1, description: 'A number.' });
    expect(['default', 'description', 'title'].map((word) => getKeyword(schema, word))).toEqual([1, 'A number.', undefined]);
    expect([listTypes(schema), listTypes(flatten({}))]).toEqual([['integer'], []]);
  });
});

describe.each(['oneOf', 'anyOf'])('alternatives in %s', (word) => {
  const one = { title: 'One', type: 'object', required: ['kind', 'a'], properties: { kind: { const: 1 }, a: text } };
  const other = { title: 'Other', type: 'object', required: ['kind'], properties: { kind: { const: 2 }, b: text } };
  const listNames = (flat: FlatSchema | undefined) => flat && [...flat.properties.keys()];

  it('require together what all of them require', () => {
    const flat = flatten({ [word]: [one, other, { ...other, title: 'Third', required: ['kind', 'b'] }] });
    expect([...flat.required.keys()]).toEqual(['kind']);
    expect(listNames(flat)).toEqual(['kind', 'a', 'b']);
    expect(flat.properties.get('kind')?.().keywords.size).toBe(0);
    expect(getKeyword(flat, 'title')).toBeUndefined();
  });

  it('are listed beside what holds for all', () => {
    const flat = flatten({ description: 'Both.', properties: { c: text }, required: ['c'], [word]: [one, other] });
    expect(flat.choices.map((choice) => choice.map((schema) => [getKeyword(schema, 'title'), listNames(schema)]))).toEqual([
      [
        ['One', ['kind', 'a']],
        ['Other', ['kind', 'b']],
      ],
    ]);
    expect(flat.base && show(flat.base())).toEqual({ description: 'Both.', properties: { c: { type: ['string'] } }, required: ['c'] });
    expect(flat.variants?.().map(listNames)).toEqual([
      ['c', 'kind', 'a'],
      ['c', 'kind', 'b'],
    ]);
    expect(flat.variants?.().map(({ required }) => [...required.keys()])).toEqual([
      ['c', 'kind', 'a'],
      ['c', 'kind'],
    ]);
  });

  it('of several parts are separate choices', () => {
    const flat = flatten({ allOf: [{ [word]: [one, other] }, { [word]: [{ properties: { x: {} } }, { properties: { y: {} } }] }] });
    expect(flat.choices.map((choice) => choice.map(listNames))).toEqual([
      [
        ['kind', 'a'],
        ['kind', 'b'],
      ],
      [['x'], ['y']],
    ]);
    expect(flat.variants?.().map(listNames)).toEqual([
      ['kind', 'a', 'x'],
      ['kind', 'a', 'y'],
      ['kind', 'b', 'x'],
      ['kind', 'b', 'y'],
    ]);
  });

  it('within alternatives are all variants', () => {
    const flat = flatten({ [word]: [{ [word]: [one, other] }, { properties: { x: {} } }] });
    expect(flat.variants?.().map(listNames)).toEqual([['kind', 'a'], ['kind', 'b'], ['x']]);
  });

  it('are closed by what closes the whole', () => {
    const flat = flatten({ [word]: [one, other], properties: { c: text }, unevaluatedProperties: false });
    expect([flat, flat.base?.(), ...(flat.variants?.() ?? [])].map((schema) => [listNames(schema), schema?.closed?.at])).toEqual([
      [['c', 'kind', 'a', 'b'], '/here/unevaluatedProperties'],
      [['c'], '/here/unevaluatedProperties'],
      [['c', 'kind', 'a'], '/here/unevaluatedProperties'],
      [['c', 'kind', 'b'], '/here/unevaluatedProperties'],
    ]);
  });

  it.each<[what: string, alternatives: Schema[], flat: object]>([
    [
      'with null and one other become that one or null',
      [{ type: 'string', maxLength: 5 }, { type: 'null' }],
      { type: ['string'], nullable: true, maxLength: 5 },
    ],
    ['with null alone become null', [{ type: 'null' }], { type: [], nullable: true }],
    ['with one alone become that one', [{ type: 'string' }], { type: ['string'] }],
  ])('%s, and leave nothing to choose', (_what, alternatives, shown) => {
    expect(show(flatten({ [word]: alternatives }))).toEqual(shown);
  });

  it.each<[what: string, alternatives: Schema[], flat: object]>([
    ['of one type have the values of all', [{ enum: ['a'] }, { enum: ['b', 'a'] }], { enum: ['a', 'b'] }],
    ['have a limit that is the same for all', [{ maxLength: 5 }, { maxLength: 5, pattern: 'a' }], { maxLength: 5 }],
    [
      'of different types have the types, and the limits of each',
      [
        { type: 'string', minLength: 1, enum: ['a'] },
        { type: ['integer', 'null'], minimum: 2, enum: [5] },
      ],
      { type: ['string', 'integer'], nullable: true, minLength: 1, minimum: 2, enum: ['a', 5] },
    ],
    [
      'an object and a list of them have its properties and its items',
      [
        { type: 'object', properties: { a: text } },
        { type: 'array', items: text },
      ],
      { type: ['object', 'array'], properties: { a: { type: ['string'] } }, items: { type: ['string'] } },
    ],
    ['are open if one of them is', [{ additionalProperties: true }, { properties: { a: {} } }], { properties: { a: {} }, open: true }],
    [
      'are closed where all of them are',
      [
        { properties: { a: {} }, additionalProperties: false },
        { properties: { b: {} }, additionalProperties: false },
      ],
      { properties: { a: {}, b: {} }, closed: true },
    ],
    ['are not closed if one of them is not', [{ additionalProperties: false }, { properties: { b: {} } }], { properties: { b: {} } }],
  ])('%s', (_what, alternatives, shown) => {
    const { choices, ...whole } = show(flatten({ [word]: alternatives }));
    expect(whole).toEqual(shown);
    expect(choices).toHaveLength(1);
  });
});

describe('a schema that contains itself', () => {
  const tree = {
    type: 'object',
    properties: { child: createReference('Tree'), children: { type: 'array', items: createReference('Tree') } },
  };

  it('is read lazily', () => {
    const flat = flatten(createReference('Tree'), { Tree: tree });
    const child = flat.properties.get('child')?.();
    expect(child?.properties.get('children')?.().items?.().properties.has('child')).toBe(true);
  });

  it.each([
    ['$ref', { A: { ...createReference('A'), type: 'string' } }, 'The reference #/components/schemas/A leads back to itself'],
    ['allOf', { A: { allOf: [createReference('A')] } }, '/components/schemas/A is a part of itself'],
    [
      'oneOf',
      { A: { oneOf: [createReference('B'), text] }, B: { anyOf: [createReference('A')] } },
      '/components/schemas/A is a part of itself',
    ],
  ])('as a part by %s is refused, each time alike', (_word, circle, message) => {
    const reader = new SchemaReader({ components: { schemas: circle } });
    for (let time = 0; time < 2; time++) {
      expect(() => reader.flatten(circle.A, '/components/schemas/A')).toThrow(message);
    }
  });
});

it('a schema with a reference that leads nowhere is refused, with the reference', () => {
  expect(() => flatten({ properties: { a: createReference('None') } }).properties.get('a')?.()).toThrow(
    'The reference #/components/schemas/None leads nowhere',
  );
});
