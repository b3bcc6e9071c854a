import type { Document, FlatSchema, Node, Place } from '../generated/openapi/index.ts';
import { findReferenceFault, formatReference, getNode, isNode, joinPointer, SchemaReader } from '../generated/openapi/index.ts';
import { MockError } from '../mock-error.ts';
import type { Operation } from './operations.ts';
import { readOperations } from './operations.ts';
import type { Router } from './router.ts';
import { createRouter } from './router.ts';
import type { Schemas } from './schemas.ts';
import { readSchemas } from './schemas.ts';

/** A document made ready to respond from. It keeps nothing of a request, so any number of mocks may share it. */
export interface LoadedDocument {
  document: Document;
  reader: SchemaReader;
  operations: readonly Operation[];
  router: Router;
  schemas: Schemas;
  /** A schema among the document's components; undefined where it has none of the name. */
  getComponent(name: string): FlatSchema | undefined;
}

const cache = new WeakMap<object, { text: string; loaded: LoadedDocument }>();

/**
 * Makes a document ready, once: compiling takes time, and Prism leaks memory with each document it reads. A document that has
 * changed since is read again.
 * @throws {MockError} when the document cannot be served
 */
export function loadDocument(given: object): LoadedDocument {
  const text = stringify(given);
  const cached = cache.get(given);
  if (cached?.text === text) return cached.loaded;

  const document = checkDocument(JSON.parse(text));
  const reader = new SchemaReader(document);
  const operations = readOperations(document, reader);
  const components = getNode(getNode(document, 'components'), 'schemas');
  const places = operations.flatMap((operation) => listSchemaPlaces(reader, operation));
  const loaded: LoadedDocument = {
    document,
    reader,
    operations,
    router: createRouter(operations),
    schemas: readSchemas(document, places),
    getComponent(name) {
      const schema = components[name];
      return isNode(schema) ? reader.flatten(schema, joinPointer('/components/schemas', name)) : undefined;
    },
  };
  cache.set(given, { text, loaded });
  return loaded;
}

function stringify(document: object): string {
  try {
    return JSON.stringify(document) ?? 'null';
  } catch (error) {
    throw new MockError(`The document cannot be written as JSON: ${(error as Error).message}`);
  }
}

/** Where an operation has schemas. */
export function listSchemaPlaces(reader: SchemaReader, { parameters, body, responses }: Operation): Place[] {
  const contents = [body?.content, ...[...responses.values()].map(({ content }) => content)].filter((content) => content !== undefined);
  return [...parameters.map(({ schema }) => schema), ...contents.map((content) => reader.locate(content))];
}

const dialects = new Set(['https://json-schema.org/draft/2020-12/schema', 'https://spec.openapis.org/oas/3.1/dialect/base']);

function checkDocument(document: unknown): Document {
  if (!isNode(document)) throw new MockError('The document must be an object: the parsed OpenAPI document, not its text or file name.');
  if (!String(document.openapi).startsWith('3.1.')) {
    throw new MockError(`The document must be OpenAPI 3.1; its field "openapi" says ${JSON.stringify(document.openapi) ?? 'nothing'}.`);
  }
  const dialect = document.jsonSchemaDialect;
  if (dialect !== undefined && !dialects.has(String(dialect))) {
    throw new MockError(`The document's jsonSchemaDialect is ${JSON.stringify(dialect)}; the mock knows ${[...dialects].join(' and ')}.`);
  }
  checkReferences(document, document, [], new Set());
  return document as Document;
}

/** @param keys those that lead to the node */
function checkReferences(document: Node, node: Node, keys: string[], checked: Set<string>): void {
  if (typeof node.$ref === 'string' && !checked.has(node.$ref)) {
    checked.add(node.$ref);
    const fault = findReferenceFault(document, node.$ref);
    if (fault) throw new MockError(`${formatReference(joinPointer('', ...keys))}: the reference ${node.$ref} ${fault}.`);
  }
  for (const [key, child] of Object.entries(node)) {
    if (typeof child !== 'object' || child === null) continue;
    keys.push(key);
    checkReferences(document, child as Node, keys, checked);
    keys.pop();
  }
}
