import { getList, getNode, omitKey } from '@dli-openapi/openapi';
import type { Mutator } from '../mutation.ts';
import { changed } from '../mutation.ts';

const prefix = '#/components/schemas/';

function isOther(type: unknown, than: unknown): boolean {
  return type !== undefined && ![type].flat().some((each) => [than].flat().includes(each));
}

export const redirectReference: Mutator = {
  kind: 'refer to another schema',
  on: 'schema',
  mutate: (schema, { document }) => {
    const schemas = getNode(getNode(document, 'components'), 'schemas');
    if (typeof schema.$ref !== 'string' || !schema.$ref.startsWith(prefix)) return [];
    const { type } = getNode(schemas, schema.$ref.slice(prefix.length));
    // One that is much the same would not be wrong enough.
    const other = Object.keys(schemas).find((name) => isOther(getNode(schemas, name).type, type ?? 'object'));
    return other === undefined ? [] : [changed(schema, '$ref', prefix + other)];
  },
};

export const dropPart: Mutator = {
  kind: 'drop a part or an alternative',
  on: 'schema',
  mutate: (schema) =>
    ['allOf', 'oneOf', 'anyOf'].flatMap((word) =>
      getList(schema, word).map((_part, index) => {
        const left = getList(schema, word).toSpliced(index, 1);
        const node = left.length > 0 ? { ...schema, [word]: left } : omitKey(schema, word);
        return { what: `${word} ${index}`, at: [word, index], node };
      }),
    ),
};

export const dropItems: Mutator = {
  kind: 'drop the schema of items',
  on: 'schema',
  mutate: (schema) =>
    ['items', 'additionalProperties'].filter((word) => typeof schema[word] === 'object').map((word) => changed(schema, word, undefined)),
};
