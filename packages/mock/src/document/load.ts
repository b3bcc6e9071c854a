import type { Engine } from '../answers/engine.ts';
import { createEngine } from '../answers/engine.ts';
import { createPrism } from '../answers/prism.ts';
import { MockError } from '../errors.ts';
import type { Operation } from './contract.ts';
import { readOperations } from './contract.ts';
import type { Node, Place } from './document.ts';
import { checkDocument } from './document.ts';
import type { Router } from './router.ts';
import { createRouter } from './router.ts';
import type { Schemas } from './schemas.ts';
import { readSchemas } from './schemas.ts';

/** A document made ready to answer from. It keeps nothing of a request, so any number of mocks may share it. */
export interface LoadedDocument {
  document: Node;
  operations: readonly Operation[];
  router: Router;
  schemas: Schemas;
  engine: Engine;
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
  const operations = readOperations(document);
  const schemas = readSchemas(document, operations.flatMap(schemaPlaces));
  const loaded = {
    document,
    operations,
    router: createRouter(operations),
    schemas,
    engine: createEngine(document, createPrism(text, schemas)),
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
export function schemaPlaces({ parameters, body, responses }: Operation): Place[] {
  const places = [...parameters.map((parameter) => parameter.schema), body?.schema, ...[...responses.values()].map(({ schema }) => schema)];
  return places.filter((place) => place !== undefined);
}
