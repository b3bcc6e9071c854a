// The types of the mock's operations: what each takes, and which answers and examples the document has for it.

import type { Document, Operation, Response } from '@dli-openapi/openapi';
import { listOperations } from '@dli-openapi/openapi';
import { docComment } from '../client/doc-comment.ts';
import { inputExpression } from '../client/methods.ts';
import { checkNames } from '../client/names.ts';

/**
 * The module with the interface of all operations.
 * @throws {DocumentProblem} when an operation's id is no name
 */
export function operationsModule(document: Document): string {
  const operations = listOperations(document);
  checkNames(operations);
  const entries = operations.map((operation) => entryOf(document, operation)).join('\n');
  const comment = docComment('What each operation takes, and by status which bodies and examples it answers with.');
  return `import type { operations } from './schema.ts';\n\n${comment}\nexport interface OperationTypes {\n${entries}\n}\n`;
}

function entryOf(document: Document, operation: Operation): string {
  const { operationId, summary, method, path, responses } = operation;
  const answers = Object.entries(responses).map(([status, response]) => `      ${status}: ${answerOf(operationId, status, response)};`);
  return `${docComment(`${summary}: \`${method.toUpperCase()} ${path}\`.`, 2)}
  ${operationId}: {
    input: ${inputExpression(document, operation)};
    answers: {
${answers.join('\n')}
    };
  };`;
}

function answerOf(operationId: string, status: string, { content }: Response): string {
  if (content === undefined) return '{ body: undefined; example: never }';
  const examples = Object.keys(content.examples).map((name) => JSON.stringify(name));
  const body = `operations['${operationId}']['responses'][${status}]['content']['application/json']`;
  return `{ body: ${body}; example: ${examples.join(' | ') || 'never'} }`;
}
