import type { Node } from '@dli-openapi/openapi';
import { isNode } from '@dli-openapi/openapi';
import type { Mutation, Mutator } from '../mutation.ts';
import { changed } from '../mutation.ts';

/** Limits, and which way is wider. */
const wider: Record<string, 1 | -1> = {
  ...{ minLength: -1, minItems: -1, minProperties: -1, minimum: -1, exclusiveMinimum: -1 },
  ...{ maxLength: 1, maxItems: 1, maxProperties: 1, maximum: 1, exclusiveMaximum: 1 },
};
/** Other keywords that refuse values. */
const rules = ['pattern', 'not', 'multipleOf', 'uniqueItems'];

export const widenLimit: Mutator = {
  kind: 'widen a limit',
  on: 'schema',
  mutate: (schema) =>
    // A count below 0 is no limit that a schema can have.
    limitsOf(schema).flatMap(([word, limit, step]) => (isCount(word) && limit + step < 0 ? [] : [changed(schema, word, limit + step)])),
};

export const narrowLimit: Mutator = {
  kind: 'narrow a limit',
  on: 'schema',
  mutate: (schema) => limitsOf(schema).map(([word, limit, step]) => changed(schema, word, limit - step)),
};

export const dropLimit: Mutator = {
  kind: 'drop a limit',
  on: 'schema',
  mutate: (schema) => [...limitsOf(schema).map(([word]) => word), ...rulesOf(schema)].map((word) => changed(schema, word, undefined)),
};

export const changeRule: Mutator = {
  kind: 'change a pattern or a value refused',
  on: 'schema',
  mutate: (schema) =>
    rulesOf(schema).flatMap((word): Mutation[] => {
      const rule = schema[word];
      if (typeof rule === 'string') return [changed(schema, word, '^never$')];
      if (typeof rule === 'number') return [changed(schema, word, rule * 2)];
      return isNode(rule) && typeof rule.const === 'number' ? [changed(schema, word, { const: rule.const + 7 })] : [];
    }),
};

function limitsOf(schema: Node): [word: string, limit: number, wider: 1 | -1][] {
  return Object.entries(wider).flatMap(([word, step]) => {
    const limit = schema[word];
    return typeof limit === 'number' ? [[word, limit, step] as [string, number, 1 | -1]] : [];
  });
}

const rulesOf = (schema: Node): string[] => rules.filter((word) => word in schema);

const isCount = (word: string): boolean => /^min(Length|Items|Properties)$/.test(word);
