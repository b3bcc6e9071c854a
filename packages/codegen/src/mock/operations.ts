// The types that the mock needs beside the client's: the examples of each operation, by status, and the schemas of states.
import type { Document } from '@dli-openapi/openapi';
import { listOperations } from '@dli-openapi/openapi';
import { checkNames, nameInputType } from '../client/names.ts';

/**
 * Writes the module with the interface of all operations.
 * @throws {DocumentProblem} if an operationId cannot name a type
 */
export function writeOperationTypes(document: Document): string {
  const operations = listOperations(document);
  checkNames(operations);
  const inputs = operations.map(({ operationId }) => `  ${nameInputType(operationId)},\n`);
  const stateSchemas = Object.entries(document.components.schemas ?? {}).filter(([, schema]) => 'x-dli-transitions' in schema);
  const entries = operations.map(({ operationId, responses }) => {
    const examples = Object.entries(responses).map(([status, { content }]) => `      ${status}: ${formatNames(content?.examples)};\n`);
    return `  ${operationId}: {\n    input: ${nameInputType(operationId)};\n    examples: {\n${examples.join('')}    };\n  };\n`;
  });
  return `import type {\n${inputs.join('')}} from '@dli-openapi/client';

/** The input of each operation, and the names of its examples by status. */
export interface OperationTypes {\n${entries.join('')}}

/** The schemas that list states, and what follows what. */
export type StateSchema = ${formatNames(Object.fromEntries(stateSchemas))};\n`;
}

function formatNames(examples: object = {}): string {
  const names = Object.keys(examples).map((name) => JSON.stringify(name));
  return names.join(' | ') || 'never';
}
