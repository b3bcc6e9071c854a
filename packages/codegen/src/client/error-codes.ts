// What the published error codes mean, from the document.
import type { Document } from '@dli-openapi/openapi';
import { formatDocComment } from './doc-comment.ts';
import { DocumentProblem } from './document-problem.ts';

/**
 * Writes the module with the meaning and the cure of every error code.
 * @throws {DocumentProblem} if the document has none
 */
export function writeErrorCodes(document: Document): string {
  const codes = document['x-dli-error-codes'];
  if (typeof codes !== 'object' || codes === null)
    throw new DocumentProblem('x-dli-error-codes: the meaning of the error codes is missing.');
  return `${formatDocComment('What the published error codes mean, and what to do about each. `status` is the HTTP status that comes with it.')}
export const errorCodes = ${JSON.stringify(codes, null, 2)} as const;

${formatDocComment('A published error code.')}
export type ErrorCode = keyof typeof errorCodes;
`;
}
