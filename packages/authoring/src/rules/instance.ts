// The schemas of a request or an answer, gathered by the place of the data that they apply to. A property that two
// schemas of an allOf declare is one place, and what one of them forbids there is forbidden.
import type { Node, Schema } from '@dli-openapi/openapi';
import type { Context, Location } from './redocly.ts';
import { isNode } from './redocly.ts';
import { entriesOf } from './schema.ts';

export interface SchemaAt {
  schema: Schema;
  location: Location;
}

/** One place of the data, such as `tags[].key`, and all schemas that apply to it. */
export interface Place {
  path: string;
  schemas: SchemaAt[];
  /** The place whose `oneOf` or `anyOf` this one is a branch of. */
  branchOf: Place | undefined;
}

type Resolve = Context['resolve'];

/** The schemas of a request body's or an answer's media types. */
export function contentSchemas(holder: Node, location: Location): SchemaAt[] {
  return entriesOf(holder, 'content').flatMap(([name, mediaType]) =>
    isNode(mediaType) && isNode(mediaType.schema)
      ? [{ schema: mediaType.schema, location: location.child(['content', name, 'schema']) }]
      : [],
  );
}

/** Every place of the data that a schema describes, also of JSON that is carried in strings. */
export function placesOf(root: SchemaAt, resolve: Resolve): Place[] {
  const seen = new Set<string>();
  const walk = (starts: SchemaAt[], path: string, branchOf?: Place): Place[] => {
    const schemas = starts.flatMap((start) => applying(start, resolve));
    const key = schemas.map(addressOf).join(' ');
    if (seen.has(key)) return [];
    seen.add(key);
    const place: Place = { path, schemas, branchOf };
    const branches = schemas.flatMap((at) => [...childrenOf(at, 'oneOf'), ...childrenOf(at, 'anyOf')]);
    return [
      place,
      ...branches.flatMap((branch) => walk([branch], path, place)),
      ...[...partsOf(schemas, path)].flatMap(([part, at]) => walk(at, part)),
    ];
  };
  return walk([root], '');
}

/** The schema, what it refers to, and the members of its allOf, at every depth. */
function applying(at: SchemaAt, resolve: Resolve, trail: ReadonlySet<string> = new Set()): SchemaAt[] {
  if (trail.has(addressOf(at))) return [];
  const onward = new Set([...trail, addressOf(at)]);
  const members = childrenOf(at, 'allOf');
  const { $ref } = at.schema;
  if (typeof $ref === 'string') {
    const { node, location } = resolve({ $ref }, at.location.source.absoluteRef);
    if (isNode(node) && location) members.push({ schema: node, location });
  }
  return [at, ...members.flatMap((member) => applying(member, resolve, onward))];
}

/** The parts of a place: its properties, items and whatever else it holds, by path. */
function partsOf(schemas: SchemaAt[], path: string): Map<string, SchemaAt[]> {
  const parts = new Map<string, SchemaAt[]>();
  const add = (part: string, children: SchemaAt[]) => {
    if (children.length > 0) parts.set(part, [...(parts.get(part) ?? []), ...children]);
  };
  for (const at of schemas) {
    for (const [name] of entriesOf(at.schema, 'properties')) {
      add(path === '' ? name : `${path}.${name}`, childrenOf(at, 'properties', name));
    }
    add(`${path}[]`, [...childrenOf(at, 'items'), ...childrenOf(at, 'prefixItems')]);
    add(`${path}.*`, [...childrenOf(at, 'additionalProperties'), ...childrenOf(at, 'unevaluatedProperties')]);
    for (const [name] of entriesOf(at.schema, 'patternProperties')) add(`${path}.*`, childrenOf(at, 'patternProperties', name));
    add(`${path} (JSON)`, childrenOf(at, 'contentSchema'));
  }
  return parts;
}

/** The subschema, or the subschemas of the list, under a key. */
function childrenOf({ schema, location }: SchemaAt, ...path: [string, ...string[]]): SchemaAt[] {
  const child = path.reduce<unknown>((parent, key) => (isNode(parent) ? parent[key] : undefined), schema);
  if (isNode(child)) return [{ schema: child, location: location.child(path) }];
  if (!Array.isArray(child)) return [];
  return child.flatMap((item, index) => (isNode(item) ? [{ schema: item, location: location.child([...path, index]) }] : []));
}

/** Where a schema stands, as one string. */
export function addressOf({ location }: Pick<SchemaAt, 'location'>): string {
  return `${location.source.absoluteRef}${location.pointer}`;
}
