import { expect, it } from 'vitest';
import { listSubschemas } from '../src/index.ts';

const places = [
  ...['properties', 'patternProperties', 'dependentSchemas', '$defs'].map((word) => [word, 'name']),
  ...['allOf', 'oneOf', 'anyOf', 'prefixItems'].map((word) => [word, '0']),
  ...['items', 'contains', 'additionalProperties', 'unevaluatedProperties', 'unevaluatedItems', 'propertyNames'].map((word) => [word]),
  ...['contentSchema', 'not', 'if', 'then', 'else'].map((word) => [word]),
];

it('the schemas within a schema are those at every keyword that contains any', () => {
  const schemas = places.map(([word = '', key], index) => {
    const schema = { title: `${index}` };
    return [word, key === '0' ? [schema] : key === undefined ? schema : { [key]: schema }];
  });
  const found = listSubschemas(Object.fromEntries(schemas));
  expect(found.map(({ keys }) => keys)).toEqual(places);
  expect(found.map(({ schema }) => schema.title)).toEqual(places.map((_place, index) => `${index}`));
});

it('what only looks like a schema is not listed', () => {
  const schema = { default: { a: 1 }, examples: [{ b: 2 }], enum: [{ c: 3 }], const: { d: 4 }, additionalProperties: false, items: true };
  expect(listSubschemas(schema)).toEqual([]);
});
