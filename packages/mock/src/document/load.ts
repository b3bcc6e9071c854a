import type { Engine } from '../answers/engine.ts';
import { createEngine } from '../answers/engine.ts';
import { createPrism } from '../answers/prism.ts';
import { MockError } from '../errors.ts';
import type { Document, FlatSchema, Place } from '../generated/openapi/index.ts';
import { getNode, isNode, joinPointer, SchemaReader } from '../generated/openapi/index.ts';
import type { Operation } from './contract.ts';
import { readOperations } from './contract.ts';
import { checkDocument } from './document.ts';
import type { Router } from './router.ts';
import { createRouter } from './router.ts';
import type { Schemas } from './schemas.ts';
import { readSchemas } from './schemas.ts';

/** A document made ready to answer from. It keeps nothing of a request, so any number of mocks may share it. */
export interface LoadedDocument {
  document: Document;
  operations: readonly Operation[];
  router: Router;
  schemas: Schemas;
  engine: Engine;
  /** A schema among the document's components; undefined where it has none of the name. */
  component(name: string): FlatSchema | undefined;
}

const cache = new WeakMap<object, { text: string; loaded: LoadedDocument }>();

/**
 * Makes a document ready. One that was made ready before, and has not been changed since, is taken from a cache:
 * compiling takes time, and Prism leaks memory with each document it reads.
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
  const schemas = readSchemas(
    document,
    operations.flatMap((operation) => listSchemaPlaces(reader, operation)),
  );
  const loaded: LoadedDocument = {
    document,
    operations,
    router: createRouter(operations),
    schemas,
    engine: createEngine(reader, createPrism(text, schemas)),
    component(name) {
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
