import type { Node, Schema } from './document.ts';
import type { Key } from './node.ts';
import { isNode } from './node.ts';

/** Keywords that contain schemas by name. */
export const keywordsByName: readonly string[] = ['properties', 'patternProperties', 'dependentSchemas', '$defs'];
const byIndex = ['allOf', 'oneOf', 'anyOf', 'prefixItems'];
const single = [
  ...['items', 'contains', 'additionalProperties', 'unevaluatedProperties', 'unevaluatedItems', 'propertyNames'],
  ...['contentSchema', 'not', 'if', 'then', 'else'],
];

/** A schema directly within another one. */
export interface Subschema {
  /** Where it stands there, such as `['properties', 'name']`. */
  keys: readonly Key[];
  schema: Schema;
}

/** Lists the schemas directly within a schema, without following references. */
export function listSubschemas(schema: Schema): Subschema[] {
  const found = [
    ...[...keywordsByName, ...byIndex].flatMap((word) =>
      Object.entries((schema[word] ?? {}) as Node).map(([key, part]) => ({ keys: [word, key], part })),
    ),
    ...single.map((word) => ({ keys: [word], part: schema[word] })),
  ];
  return found.flatMap(({ keys, part }) => (isNode(part) ? [{ keys, schema: part }] : []));
}
