import type { Node, Place } from '../document/document.ts';
import { children, isNode, step } from '../document/document.ts';
import { nearestName } from './nearest.ts';
import type { Violation } from './violation.ts';

/**
 * The properties of a value that a schema does not name, though it does not forbid them either. An object of which
 * the schema names no property, or which it opens with `additionalProperties`, may hold any.
 * @param pointer that of the value
 */
export function undocumentedProperties(document: Node, schema: Place, value: unknown, pointer: string): Violation[] {
  return search(document, parts(document, schema), value, pointer);
}

/** The names of the properties that a schema knows; undefined where an object of it may have any. */
export function documentedNames(document: Node, schema: Place): string[] | undefined {
  const schemas = parts(document, schema);
  const names = [...propertyPlaces(document, schemas).keys()];
  const isOpen =
    names.length === 0 ||
    schemas.some(({ node }) => (node.additionalProperties ?? false) !== false || node.patternProperties !== undefined);
  return isOpen ? undefined : names;
}

function search(document: Node, schemas: readonly Place[], value: unknown, pointer: string): Violation[] {
  if (Array.isArray(value)) {
    const items = below(document, schemas, 'items');
    return value.flatMap((item, index) => search(document, items, item, `${pointer}[${index}]`));
  }
  if (!isNode(value)) return [];
  const known = propertyPlaces(document, schemas);
  const isOpen =
    known.size === 0 || schemas.some(({ node }) => node.additionalProperties !== undefined || node.patternProperties !== undefined);
  const others = below(document, schemas, 'additionalProperties');
  return Object.entries(value).flatMap(([name, child]) => {
    const places = known.get(name);
    if (places === undefined && !isOpen) return [unknownProperty(name, `${pointer}.${name}`, known.keys())];
    return search(document, places ?? others, child, `${pointer}.${name}`);
  });
}

function unknownProperty(name: string, pointer: string, known: Iterable<string>): Violation {
  const nearest = nearestName(name, known);
  const violation = { pointer, rule: 'undocumented', message: 'is not a property that the document knows' };
  return nearest === undefined ? violation : { ...violation, nearest };
}

/** A schema with all that it is joined from. */
function parts(document: Node, schema: Place, passed: Set<Node> = new Set()): Place[] {
  if (passed.has(schema.node)) return [];
  passed.add(schema.node);
  const joined = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => children(document, step(document, schema, keyword)));
  return [schema, ...joined.flatMap(([, part]) => parts(document, part, passed))];
}

function propertyPlaces(document: Node, schemas: readonly Place[]): Map<string, Place[]> {
  const places = new Map<string, Place[]>();
  for (const schema of schemas) {
    for (const [name, property] of children(document, step(document, schema, 'properties'))) {
      places.set(name, [...(places.get(name) ?? []), ...parts(document, property)]);
    }
  }
  return places;
}

function below(document: Node, schemas: readonly Place[], keyword: string): Place[] {
  return schemas.flatMap((schema) => {
    const place = step(document, schema, keyword);
    return place === undefined ? [] : parts(document, place);
  });
}
