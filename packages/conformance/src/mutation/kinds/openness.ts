import type { Mutator } from '../mutation.ts';
import { changed } from '../mutation.ts';

const closing = ['unevaluatedProperties', 'additionalProperties'];

export const flipClosed: Mutator = {
  kind: 'open or close an object',
  on: 'schema',
  mutate: (schema) => {
    const closed = closing.filter((word) => schema[word] === false);
    if (closed.length > 0) return closed.map((word) => changed(schema, word, undefined));
    return schema.properties === undefined ? [] : [changed(schema, 'unevaluatedProperties', false)];
  },
};

export const dropOpen: Mutator = {
  kind: 'drop why an object is open',
  on: 'schema',
  mutate: (schema) => ('x-dli-open' in schema ? [changed(schema, 'x-dli-open', undefined)] : []),
};
