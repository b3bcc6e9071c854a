import type { Node, Place } from './document.ts';
import { children, isNode, step } from './document.ts';

/**
 * The properties that a schema knows of itself and through `allOf` and `$ref`, each with the keywords of what it refers to.
 * Keywords beside a `$ref` count before those, and the schema's own before those of `allOf`.
 */
export function propertiesOf(document: Node, schema: Place): ReadonlyMap<string, Node> {
  const known = cache.get(schema.node);
  if (known !== undefined) return known;
  const properties = new Map<string, Node>();
  const passed = new Set<Node>();
  const collect = (place: Place): void => {
    if (passed.has(place.node)) return;
    passed.add(place.node);
    for (const [name, { node }] of children(document, step(document, place, 'properties'))) {
      const { $ref: _, ...beside } = (place.node.properties as Record<string, Node>)[name] ?? {};
      properties.set(name, { ...node, ...beside, ...properties.get(name) });
    }
    for (const [, part] of children(document, step(document, place, 'allOf'))) collect(part);
  };
  collect(schema);
  cache.set(schema.node, properties);
  return properties;
}

/** A document does not change once it is loaded. */
const cache = new WeakMap<Node, ReadonlyMap<string, Node>>();

/** The place of a named schema among the document's components. */
export function schemaPlace(document: Node, name: string): Place | undefined {
  return step(document, { pointer: '#', node: document }, 'components', 'schemas', name);
}

/** What a schema's properties are when nobody gives them. */
export function defaultsOf(document: Node, schema: Place): Record<string, unknown> {
  const properties = [...propertiesOf(document, schema)];
  return Object.fromEntries(properties.flatMap(([name, node]) => ('default' in node ? [[name, node.default]] : [])));
}

/** The conditions under which a thing's property is there, by property, from `x-dli-only-when`. */
export function conditionsOf(document: Node, schema: Place): Map<string, Record<string, unknown>> {
  const properties = [...propertiesOf(document, schema)];
  return new Map(
    properties.flatMap(([name, { 'x-dli-only-when': condition }]): [string, Record<string, unknown>][] =>
      isNode(condition) ? [[name, condition]] : [],
    ),
  );
}
