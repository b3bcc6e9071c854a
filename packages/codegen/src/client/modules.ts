// Everything of the client that is generated.
import type { Document } from '@dli-openapi/openapi';
import { errorCodesModule } from './error-codes.ts';
import { jsonStringsModule } from './json-strings.ts';
import { limitsModule } from './limits.ts';
import { methodsModule } from './methods.ts';
import { operationsModule } from './operations.ts';
import { regionsModule } from './regions.ts';
import { schemaModule } from './schema.ts';
import { statesModule } from './states.ts';

/**
 * The modules of packages/client/src/generated that come from the document, by file name.
 * @throws {DocumentProblem} when the client cannot be generated from the document
 */
export async function generatedModules(document: Document): Promise<Record<string, string>> {
  return {
    'schema.ts': await schemaModule(document),
    'operations.ts': operationsModule(document),
    'methods.ts': methodsModule(document),
    'regions.ts': regionsModule(document),
    'states.ts': statesModule(document),
    'limits.ts': limitsModule(document),
    'json-strings.ts': jsonStringsModule(document),
    'error-codes.ts': errorCodesModule(document),
  };
}
