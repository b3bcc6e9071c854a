// What several rules ask of a schema.
import type { Node, Schema } from '@dli-openapi/openapi';
import { getNode, isNode, keywordsByName, parsePointer } from '@dli-openapi/openapi';
import type { Context, Location, Visit, Visitor } from './redocly.ts';

const conditions = new Set(['not', 'if', 'then', 'else', 'propertyNames', 'contains', 'dependentSchemas']);

/** The types a schema names, as a list. */
export function typesOf(schema: Schema): string[] {
  return [schema.type].flat().filter((type) => typeof type === 'string');
}

/** Whether the schema is of a text or a number. */
export function isScalar(schema: Schema): boolean {
  const types = typesOf(schema);
  return types.some((type) => ['string', 'integer', 'number'].includes(type)) && !types.some((type) => ['object', 'array'].includes(type));
}

/** Whether the schema is an entry of a file of schemas, or of `components`. */
export function isNamed({ pointer }: Location): boolean {
  return /^#\/(?:components\/schemas\/)?[^/]*$/.test(pointer);
}

/** Whether the schema only states a condition, as one under `not` or `if` does, and describes no data of its own. */
export function isCondition({ pointer }: Location): boolean {
  const keywords = parsePointer(pointer);
  return keywords.some((keyword, index) => conditions.has(keyword) && !keywordsByName.includes(keywords[index - 1] ?? ''));
}

/**
 * A visitor of every schema. One that is a `$ref` with keywords beside it is visited too, with those keywords
 * laid over what it refers to; Redocly itself shows a target once, and never what stands beside a reference.
 */
export function everySchema(visit: Visit): Visitor {
  return {
    Schema: { enter: visit },
    ref: {
      enter: (node, context) => {
        if (context.type.name === 'Schema' && Object.keys(node).length > 1) visit(merged(node, context), context);
      },
    },
  };
}

/** A schema with its reference followed and the keywords beside it laid over the target. */
export function merged(node: unknown, { resolve }: Pick<Context, 'resolve'>): Schema {
  if (!isNode(node)) return {};
  const { $ref, ...beside } = node;
  const target = $ref === undefined ? {} : resolve({ $ref }).node;
  return { ...(isNode(target) ? target : {}), ...beside };
}

/** Each key and value of the object at a key of a node. */
export function entriesOf(node: Node, key: string): [string, unknown][] {
  return Object.entries(getNode(node, key));
}
