import type { FlatSchema } from '../generated/openapi/index.ts';
import { nearestName } from './nearest.ts';
import type { Violation } from './violation.ts';

/**
 * The properties of a value that a schema does not name, though it does not forbid them either. An object of which
 * the schema names no property, or which it expressly opens, may hold any.
 * @param pointer that of the value
 */
export function findUndocumented(schema: FlatSchema | undefined, value: unknown, pointer: string): Violation[] {
  if (Array.isArray(value)) {
    const items = schema?.items?.();
    return value.flatMap((item, index) => findUndocumented(items, item, `${pointer}[${index}]`));
  }
  if (schema === undefined || typeof value !== 'object' || value === null) return [];
  const { properties, additional, closed } = schema;
  return Object.entries(value).flatMap(([name, child]) => {
    const property = properties.get(name) ?? additional;
    // What a schema forbids is found by who validates.
    if (property === undefined && !isOpen(schema) && closed === undefined)
      return [reportUnknown(name, `${pointer}.${name}`, properties.keys())];
    return findUndocumented(property?.(), child, `${pointer}.${name}`);
  });
}

/** The names of the properties that a schema knows; undefined where an object of it may have any. */
export function listDocumentedNames(schema: FlatSchema): string[] | undefined {
  return isOpen(schema) ? undefined : [...schema.properties.keys()];
}

function isOpen({ properties, open }: FlatSchema): boolean {
  return properties.size === 0 || open !== undefined;
}

function reportUnknown(name: string, pointer: string, known: Iterable<string>): Violation {
  const nearest = nearestName(name, known);
  const violation = { pointer, rule: 'undocumented', message: 'is not a property that the document knows' };
  return nearest === undefined ? violation : { ...violation, nearest };
}
