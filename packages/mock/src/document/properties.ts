import type { FlatSchema } from '../generated/openapi/index.ts';
import { getKeyword, isNode } from '../generated/openapi/index.ts';

/** What a schema's properties are when nobody gives them. */
export function listDefaults(schema: FlatSchema | undefined): Record<string, unknown> {
  return Object.fromEntries(listProperties(schema, 'default'));
}

/** The conditions under which a thing's property is there, by property, from `x-dli-only-when`. */
export function listConditions(schema: FlatSchema | undefined): [name: string, condition: Record<string, unknown>][] {
  return listProperties(schema, 'x-dli-only-when').flatMap(([name, condition]) => (isNode(condition) ? [[name, condition]] : []));
}

/** The properties of a schema that have a keyword, with its value. */
export function listProperties(schema: FlatSchema | undefined, keyword: string): [name: string, value: unknown][] {
  return [...(schema?.properties ?? [])].flatMap(([name, property]) => {
    const value = getKeyword(property(), keyword);
    return value === undefined ? [] : [[name, value]];
  });
}
