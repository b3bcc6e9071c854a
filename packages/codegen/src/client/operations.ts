// Every operation as data that the client needs at run time.
import type { Document, Operation } from '@dli-openapi/openapi';
import { listOperations } from '@dli-openapi/openapi';
import { formatDocComment, splitDeprecation } from './doc-comment.ts';
import { listInputFields } from './input.ts';
import { checkNames, nameInputType, nameItemType, nameOutputType } from './names.ts';
import { listSuccesses } from './output.ts';
import { readPaging } from './paging.ts';

/**
 * Writes the module with one constant for each operation.
 * @throws {DocumentProblem} if an operation cannot be one
 */
export function writeOperations(document: Document): string {
  const operations = listOperations(document);
  checkNames(operations);
  const types = operations.flatMap((operation) => listTypeNames(document, operation));
  const imports = [
    "import type { ListOperation, Operation } from '../operation.ts';",
    `import type {\n${types.map((type) => `  ${type},\n`).join('')}} from './methods.ts';`,
  ];
  return `${[imports.join('\n'), ...operations.map((operation) => writeConstant(document, operation))].join('\n\n')}\n`;
}

// Plain data without a call, which bundlers drop if it is unused.
function writeConstant(document: Document, operation: Operation): string {
  const { operationId, method, path, summary, requestBody } = operation;
  const idempotent = operation.node['x-dli-idempotent'] as boolean | undefined;
  const fields = listInputFields(document, operation);
  const repeated = fields.filter(({ repeatedInBody }) => repeatedInBody);
  const lists = fields.filter(({ place, list }) => place === 'query' && list);
  const int64 = fields.filter((field) => field.int64);
  const paging = readPaging(document, operation);
  const empty = listSuccesses(document, operation).filter(({ content }) => content === undefined);
  const data = {
    operationId,
    method,
    path,
    fields: Object.fromEntries(fields.map(({ name, place }) => [name, place])),
    ...(requestBody && { hasBody: true }),
    ...(lists.length > 0 && { lists: lists.map(({ name }) => name) }),
    ...(idempotent !== undefined && { idempotent }),
    ...(int64.length > 0 && { int64: int64.map(({ name }) => name) }),
    ...(paging && { paging }),
    ...(repeated.length > 0 && { repeatedInBody: repeated.map(({ name }) => name) }),
    ...(empty.length > 0 && { emptyStatuses: empty.map(({ status }) => status) }),
  };
  const type = `${paging ? 'ListOperation' : 'Operation'}<${listTypeNames(document, operation).join(', ')}>`;
  return `${formatDocComment(`${summary}: \`${method.toUpperCase()} ${path}\`.${splitDeprecation(operation).deprecation}`)}
export const ${operationId}: ${type} = ${JSON.stringify(data, null, 2)};`;
}

function listTypeNames(document: Document, operation: Operation): string[] {
  const { operationId } = operation;
  const types = [nameInputType(operationId), nameOutputType(operationId)];
  return readPaging(document, operation) ? [...types, nameItemType(operationId)] : types;
}
