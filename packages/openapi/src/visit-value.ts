import type { Follow, Place, Schema } from './document.ts';
import { getList, isNode } from './node.ts';
import { joinPointer } from './pointer.ts';

type Visit = (schema: Place, part: unknown) => void;

/**
 * Visits each part of a value, including the JSON in its strings, with each schema that applies to it. An alternative applies if
 * the part has its types, values and required properties.
 */
export function visitValue(value: unknown, schemas: readonly Place[], follow: Follow, visit: Visit): void {
  const applying = schemas.flatMap((schema) => listApplying(schema, value, follow));
  for (const schema of applying) visit(schema, value);
  const visitPart = (part: unknown, ...keys: string[]) =>
    visitValue(
      part,
      applying.flatMap((schema) => getChild(schema, ...keys)),
      follow,
      visit,
    );
  if (Array.isArray(value)) for (const item of value) visitPart(item, 'items');
  else if (isNode(value)) {
    for (const [name, part] of Object.entries(value)) {
      const isNamed = applying.some(({ node }) => isNode(node.properties) && name in node.properties);
      if (isNamed) visitPart(part, 'properties', name);
      else visitPart(part, 'additionalProperties');
    }
  } else if (typeof value === 'string' && applying.some(({ node }) => isNode(node.contentSchema))) {
    const content = parseJson(value);
    if (content !== undefined) visitPart(content, 'contentSchema');
  }
}

/** Lists a schema, the target of its reference, its `allOf`, and the alternatives that apply to a value, at every depth. */
function listApplying(schema: Place, value: unknown, follow: Follow, above: readonly Schema[] = []): Place[] {
  if (above.includes(schema.node)) return [];
  const onward = [...above, schema.node];
  const { $ref } = schema.node;
  const target = typeof $ref === 'string' ? [follow($ref, schema.at)] : [];
  const parts = [...target, ...listPlaces(schema, 'allOf')].flatMap((part) => listApplying(part, value, follow, onward));
  const chosen = ['oneOf', 'anyOf']
    .flatMap((word) => listPlaces(schema, word))
    .map((alternative) => listApplying(alternative, value, follow, onward))
    .filter((alternative) => alternative.every(({ node }) => canBe(value, node)));
  return [schema, ...parts, ...chosen.flat()];
}

function canBe(value: unknown, schema: Schema): boolean {
  const types = [schema.type ?? []].flat();
  if (types.length > 0 && !types.includes(getType(value)) && !(typeof value === 'number' && types.includes('integer'))) return false;
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) return false;
  if (!isNode(value)) return true;
  const properties = Object.entries(isNode(schema.properties) ? schema.properties : {});
  return (
    getList(schema, 'required').every((name) => String(name) in value) &&
    properties.every(([name, property]) => !(name in value) || !isNode(property) || canBe(value[name], property))
  );
}

function getType(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

function listPlaces({ node, at }: Place, word: string): Place[] {
  return getList(node, word).flatMap((part, index) => (isNode(part) ? [{ node: part, at: joinPointer(at, word, index) }] : []));
}

function getChild({ node, at }: Place, ...keys: string[]): Place[] {
  const child = keys.reduce<unknown>((parent, key) => (isNode(parent) ? parent[key] : undefined), node);
  return isNode(child) ? [{ node: child, at: joinPointer(at, ...keys) }] : [];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
