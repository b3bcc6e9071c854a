import type { Key, Node } from '@dli-openapi/openapi';
import { formatValue, getList, getNode, isNode, omitKey, renameKey, replaceAt } from '@dli-openapi/openapi';
import type { Mutation, Mutator } from '../mutation.ts';

export const dropExample: Mutator = {
  kind: 'drop an example',
  on: 'mediaType',
  mutate: (mediaType) => eachExample(mediaType, (examples, name) => ({ what: name, examples: omitKey(examples, name) })),
};

export const renameExample: Mutator = {
  kind: 'rename an example',
  on: 'mediaType',
  mutate: (mediaType) =>
    eachExample(mediaType, (examples, name) => ({ what: `${name} → renamed`, examples: renameKey(examples, name, 'renamed') })),
};

/** Of each example one value at the start and one at the end. */
export const breakExample: Mutator = {
  kind: 'break a value of an example',
  on: 'mediaType',
  mutate: (mediaType) =>
    Object.entries(getNode(mediaType, 'examples')).flatMap(([name, example]) => {
      const leaves = leavesOf((example as Node).value);
      return [...new Set([leaves.at(0), leaves.at(-1)])].flatMap((leaf) => {
        const at = ['examples', name, 'value', ...(leaf?.keys ?? [])];
        return leaf
          ? [
              {
                what: `${formatValue(leaf.value)} → ${formatValue(wrong(leaf.value))}`,
                at,
                node: replaceAt(mediaType, at, wrong(leaf.value)),
              },
            ]
          : [];
      });
    }),
};

export const breakSchemaExample: Mutator = {
  kind: 'break an example of a schema',
  on: 'schema',
  mutate: (schema) =>
    getList(schema, 'examples').map((example, index) => ({
      what: `${formatValue(example)} → ${formatValue(wrong(example))}`,
      at: ['examples', index],
      node: replaceAt(schema, ['examples', index], wrong(example)),
    })),
};

function eachExample(mediaType: Node, change: (examples: Node, name: string) => { what: string; examples: Node }): Mutation[] {
  const examples = getNode(mediaType, 'examples');
  return Object.keys(examples).map((name) => {
    const { what, examples: other } = change(examples, name);
    return { what, at: ['examples', name], node: { ...mediaType, examples: other } };
  });
}

interface Leaf {
  keys: Key[];
  value: unknown;
}

function leavesOf(value: unknown, keys: Key[] = []): Leaf[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, [...keys, index]));
  if (isNode(value)) return Object.entries(value).flatMap(([key, child]) => leavesOf(child, [...keys, key]));
  return [{ keys, value }];
}

/** A value of another type, which no schema takes where it takes the first. */
function wrong(value: unknown): unknown {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? 'wrong' : { wrong: true };
}
