import type { Mutator } from '../mutation.ts';
import { changed } from '../mutation.ts';

const others: Record<string, string> = { string: 'integer', integer: 'string', number: 'string', boolean: 'string' };

export const changeType: Mutator = {
  kind: 'change a type',
  on: 'schema',
  mutate: (schema) => {
    const types = typesOf(schema.type);
    return types
      .filter((type) => type !== 'null')
      .map((type) => {
        const other = others[type] ?? 'string';
        const changedTypes = types.map((candidate) => (candidate === type ? other : candidate));
        return changed(schema, 'type', shaped(schema.type, [...new Set(changedTypes)]));
      });
  },
};

export const dropType: Mutator = {
  kind: 'drop a type',
  on: 'schema',
  mutate: (schema) => {
    const types = typesOf(schema.type);
    if (types.length === 0) return [];
    const named = types.filter((type) => type !== 'null');
    const fewer =
      named.length < 2
        ? []
        : named.map((type) =>
            changed(
              schema,
              'type',
              types.filter((candidate) => candidate !== type),
            ),
          );
    return [changed(schema, 'type', undefined), ...fewer];
  },
};

export const addType: Mutator = {
  kind: 'add a type',
  on: 'schema',
  mutate: (schema) => {
    const types = typesOf(schema.type);
    // An integer is a number already.
    const candidates = types.includes('number') ? ['string', 'object'] : ['string', 'integer'];
    const other = candidates.find((candidate) => !types.includes(candidate));
    return types.length === 0 || other === undefined ? [] : [changed(schema, 'type', [...types, other])];
  },
};

function typesOf(type: unknown): string[] {
  return type === undefined ? [] : ([type].flat() as string[]);
}

function shaped(like: unknown, types: string[]): string | string[] {
  return Array.isArray(like) ? types : (types[0] ?? []);
}
