import type { Node } from '../document/document.ts';
import { conditionsOf, schemaPlace } from '../document/properties.ts';
import type { Schemas } from './types.ts';
import type { World } from './world.ts';

type Conditions = Map<string, Record<string, unknown>>;

/**
 * A thing without the properties that are not there under the circumstances, by `x-dli-only-when` of its schema.
 * @param circumstances what conditions may name beside the thing's own properties, such as parameters of the query
 */
export function visible<Name extends keyof Schemas & string>(
  { loaded: { document } }: World,
  schemaName: Name,
  thing: Schemas[Name] & object,
  circumstances: Record<string, unknown> = {},
): Schemas[Name] {
  const conditions = conditionsIn(document, schemaName);
  const all: Record<string, unknown> = { ...thing, ...circumstances };
  const isVisible = ([name]: [string, unknown]) =>
    Object.entries(conditions.get(name) ?? {}).every(([key, values]) => !(key in all) || [values].flat().includes(all[key]));
  return Object.fromEntries(Object.entries(thing).filter(isVisible)) as Schemas[Name];
}

const cache = new WeakMap<Node, Map<string, Conditions>>();

function conditionsIn(document: Node, schemaName: string): Conditions {
  const cached = cache.get(document) ?? new Map<string, Conditions>();
  cache.set(document, cached);
  const place = schemaPlace(document, schemaName);
  const conditions = cached.get(schemaName) ?? (place ? conditionsOf(document, place) : new Map());
  cached.set(schemaName, conditions);
  return conditions;
}
