// All generated modules of the client.
import type { Document } from '@dli-openapi/openapi';
import { writeErrorCodes } from './error-codes.ts';
import { writeInt64Fields } from './int64-fields.ts';
import { writeJsonStrings } from './json-strings.ts';
import { writeLimits } from './limits.ts';
import { writeMethods } from './methods.ts';
import { writeOperations } from './operations.ts';
import { writeRegions } from './regions.ts';
import { writeSchema } from './schema.ts';
import { writeStates } from './states.ts';

/**
 * Writes the modules of packages/client/src/generated that come from the document, by file name.
 * @throws {DocumentProblem} if the client cannot be generated from the document
 */
export async function writeModules(document: Document): Promise<Record<string, string>> {
  return {
    'schema.ts': await writeSchema(document),
    'operations.ts': writeOperations(document),
    'methods.ts': writeMethods(document),
    'int64-fields.ts': writeInt64Fields(document),
    'regions.ts': writeRegions(document),
    'states.ts': writeStates(document),
    'limits.ts': writeLimits(document),
    'json-strings.ts': writeJsonStrings(document),
    'error-codes.ts': writeErrorCodes(document),
  };
}
