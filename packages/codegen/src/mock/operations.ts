// The types of the mock's operations: what each takes, and which answers and examples the document has for it.

import type { Document, Operation, Response } from '@dli-openapi/openapi';
import { listOperations } from '@dli-openapi/openapi';
import { formatDocComment } from '../client/doc-comment.ts';
import { formatInputExpression } from '../client/methods.ts';
import { checkNames } from '../client/names.ts';

/**
 * The module with the interface of all operations.
 * @throws {DocumentProblem} when an operation's id is no name
 */
export function operationsModule(document: Document): string {
  const operations = listOperations(document);
  checkNames(operations);
  const entries = operations.map((operation) => writeEntry(document, operation)).join('\n');
  const comment = formatDocComment('What each operation takes, and by status which bodies and examples it answers with.');
  return `import type { operations } from './schema.ts';\n\n${comment}\nexport interface OperationTypes {\n${entries}\n}\n`;
}

function writeEntry(document: Document, operation: Operation): string {
  const { operationId, summary, method, path, responses } = operation;
  const answers = Object.entries(responses).map(
    ([status, response]) => `      ${status}: ${formatResponse(operationId, status, response)};`,
  );
  return `${formatDocComment(`${summary}: \`${method.toUpperCase()} ${path}\`.`, 2)}
  ${operationId}: {
    input: ${formatInputExpression(document, operation)};
    answers: {
${answers.join('\n')}
    };
  };`;
}

function formatResponse(operationId: string, status: string, { content }: Response): string {
  if (content === undefined) return '{ body: undefined; example: never }';
  const examples = Object.keys(content.examples).map((name) => JSON.stringify(name));
  const body = `operations['${operationId}']['responses'][${status}]['content']['application/json']`;
  return `{ body: ${body}; example: ${examples.join(' | ') || 'never'} }`;
}
