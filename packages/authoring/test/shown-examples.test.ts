import type { Document } from '@dli-openapi/openapi';
import { expect, it } from 'vitest';
import { addShownExamples } from '../src/shown-examples.ts';

/** The `examples` of the properties of a body, once named examples have shown some values of them. */
function listExamples(properties: Record<string, object>, ...values: object[]): Record<string, unknown> {
  const schema = { properties: { named: { $ref: '#/components/schemas/Name' }, ...properties } };
  const examples = Object.fromEntries(values.map((value, index) => [index, { value }]));
  const content = { 'application/json': { schema, examples } };
  const Name = { oneOf: [{ type: 'string', enum: ['a'] }, { type: 'integer' }] } as { examples?: unknown };
  const document = { paths: { '/things': { post: { requestBody: { content }, responses: {} } } }, components: { schemas: { Name } } };
  addShownExamples(document as unknown as Document);
  const all = Object.entries({ ...schema.properties, Name }) as [string, { examples?: unknown }][];
  return Object.fromEntries(all.flatMap(([name, { examples: found }]) => (found ? [[name, found]] : [])));
}

it('the bundle has the first value that an example shows of each text, each number and each named schema', () => {
  const text = { type: 'string' };
  const number = { type: 'integer' };
  const value = { named: 'a', text: 'one', other: '', number: 0, zero: 0, object: {} };
  const properties = { text: { ...text }, other: { ...text }, number: { ...number }, zero: { ...number }, object: { type: 'object' } };
  expect(listExamples(properties, value, { text: 'two', other: 'two', number: 2 })).toEqual({
    ...{ text: ['one'], other: ['two'], number: [2], zero: [0], Name: ['a'] },
  });
});

it('the bundle keeps schemas that have a value', () => {
  const text = { type: 'string' };
  const own = { own: { ...text, examples: ['own'] }, enum: { ...text, enum: ['one'] }, default: { ...text, default: 'own' } };
  expect(listExamples(own, { own: 'one', enum: 'one', default: 'one' })).toEqual({ own: ['own'] });
});
