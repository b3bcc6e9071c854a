// Functions on schemas that several rules share.
import type { Node, Schema } from '@dli-openapi/openapi';
import { getNode, isNode, keywordsByName, parsePointer } from '@dli-openapi/openapi';
import type { Context, Location, Visit, Visitor } from './redocly.ts';

const conditions = new Set(['not', 'if', 'then', 'else', 'propertyNames', 'contains', 'dependentSchemas']);

/** Lists the types of a schema. */
export function listTypes(schema: Schema): string[] {
  return [schema.type].flat().filter((type) => typeof type === 'string');
}

/** Whether the schema is that of a text or a number. */
export function isScalar(schema: Schema): boolean {
  const types = listTypes(schema);
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
 * Creates a visitor of every schema. A `$ref` with keywords beside it is visited as its target with those keywords; Redocly itself
 * visits a target once, and never what stands beside a reference.
 */
export function createSchemaVisitor(visit: Visit): Visitor {
  return {
    Schema: { enter: visit },
    ref: {
      enter: (node, context) => {
        if (context.type.name === 'Schema' && Object.keys(node).length > 1) visit(mergeReference(node, context), context);
      },
    },
  };
}

/** Follows the reference of a schema, and lays the keywords beside it over the target. */
export function mergeReference(node: unknown, { resolve }: Pick<Context, 'resolve'>): Schema {
  if (!isNode(node)) return {};
  const { $ref, ...beside } = node;
  const target = $ref === undefined ? {} : resolve({ $ref }).node;
  return { ...(isNode(target) ? target : {}), ...beside };
}

/** Lists keys and values of the object at a key of a node. */
export function listEntries(node: Node, key: string): [string, unknown][] {
  return Object.entries(getNode(node, key));
}
