import { MockError } from '../errors.ts';

/** A JSON object of the document. */
export type Node = { [key: string]: unknown };

/** A place in the document: its JSON pointer as a URI fragment, and what stands there. It is never a `$ref`. */
export interface Place {
  pointer: string;
  node: Node;
}

/**
 * The document as the mock reads it.
 * @throws {MockError} when it is no OpenAPI 3.1 document, or refers to anything outside of itself
 */
export function checkDocument(document: unknown): Node {
  if (!isNode(document)) throw new MockError('The document must be an object: the parsed OpenAPI document, not its text or file name.');
  if (!String(document.openapi).startsWith('3.1.')) {
    throw new MockError(`The document must be OpenAPI 3.1; its field "openapi" says ${JSON.stringify(document.openapi) ?? 'nothing'}.`);
  }
  const dialect = document.jsonSchemaDialect;
  if (dialect !== undefined && !dialects.has(String(dialect))) {
    throw new MockError(`The document's jsonSchemaDialect is ${JSON.stringify(dialect)}; the mock knows ${[...dialects].join(' and ')}.`);
  }
  checkReferences(document, document, '#');
  return document;
}

const dialects = new Set(['https://json-schema.org/draft/2020-12/schema', 'https://spec.openapis.org/oas/3.1/dialect/base']);

/** Steps from a place to one below it, through every `$ref` on the way; undefined where nothing stands. */
export function step(document: Node, from: Place, ...keys: string[]): Place | undefined {
  let place: Place | undefined = from;
  for (const key of keys) {
    const child: unknown = place.node[key];
    if (!isNode(child)) return undefined;
    place = follow(document, { pointer: `${place.pointer}/${encodeToken(key)}`, node: child });
  }
  return place;
}

/** The places below a place, by key. */
export function children(document: Node, parent: Place | undefined): [key: string, place: Place][] {
  if (parent === undefined) return [];
  return Object.keys(parent.node).flatMap((key) => {
    const place = step(document, parent, key);
    return place === undefined ? [] : [[key, place]];
  });
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}

/** What a local reference refers to, before any further `$ref` there is followed. */
export function target(document: Node, reference: string): unknown {
  return reference
    .split('/')
    .slice(1)
    .map((token) => decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((parent, key) => (isNode(parent) ? parent[key] : undefined), document);
}

function follow(document: Node, place: Place): Place {
  const reference = place.node.$ref;
  if (typeof reference !== 'string') return place;
  return follow(document, { pointer: reference, node: target(document, reference) as Node });
}

function checkReferences(document: Node, node: Node, pointer: string): void {
  if (typeof node.$ref === 'string') {
    const fault = referenceFault(document, node.$ref);
    if (fault) throw new MockError(`${pointer}: the reference ${node.$ref} ${fault}.`);
  }
  for (const [key, child] of Object.entries(node)) {
    if (isNode(child)) checkReferences(document, child, `${pointer}/${encodeToken(key)}`);
  }
}

function referenceFault(document: Node, reference: string): string | undefined {
  if (!reference.startsWith('#/')) return 'leads out of the document; bundle it first';
  const passed = new Set<string>();
  for (let next: unknown = reference; typeof next === 'string'; ) {
    if (passed.has(next)) return 'leads back to itself';
    passed.add(next);
    const found = target(document, next);
    if (!isNode(found)) return 'leads nowhere';
    next = found.$ref;
  }
  return undefined;
}

function encodeToken(key: string): string {
  return encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));
}
