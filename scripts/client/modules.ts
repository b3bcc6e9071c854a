// Everything of the client that is generated.
import type { Document } from '../document.ts';
import { methodsModule } from './methods.ts';
import { operationsModule } from './operations.ts';
import { regionsModule } from './regions.ts';
import { schemaModule } from './schema.ts';

/**
 * The modules of packages/client/src/generated, by file name.
 * @throws {DocumentProblem} when the client cannot be generated from the document
 */
export async function generatedModules(document: Document): Promise<Record<string, string>> {
  return {
    'schema.ts': await schemaModule(document),
    'operations.ts': operationsModule(document),
    'methods.ts': methodsModule(document),
    'regions.ts': regionsModule(document),
  };
}
