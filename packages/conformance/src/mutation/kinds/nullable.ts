import type { Node } from '@dli-openapi/openapi';
import { getList } from '@dli-openapi/openapi';
import type { Mutator } from '../mutation.ts';
import { changed } from '../mutation.ts';

export const flipNullable: Mutator = {
  kind: 'flip null',
  on: 'schema',
  // Whether null is allowed is a matter of a place, not of one of the parts that its schema is put together from.
  mutate: (schema, { keys }) => {
    if (['allOf', 'oneOf', 'anyOf'].includes(String(keys.at(-2)))) return [];
    if (schema.type !== undefined) {
      const types = [schema.type].flat();
      const others = types.filter((type) => type !== 'null');
      return others.length === 0 ? [] : [changed(schema, 'type', others.length < types.length ? others : [...types, 'null'])];
    }
    const word = ['oneOf', 'anyOf'].find((candidate) => getList(schema, candidate).length > 0);
    if (word !== undefined) {
      const parts = getList(schema, word) as Node[];
      const others = parts.filter(({ type }) => type !== 'null');
      return [changed(schema, word, others.length < parts.length ? others : [...parts, { type: 'null' }])];
    }
    return schema.$ref === undefined ? [] : [{ what: '$ref → $ref or null', at: ['$ref'], node: { oneOf: [schema, { type: 'null' }] } }];
  },
};
