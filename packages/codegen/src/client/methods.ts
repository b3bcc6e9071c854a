// The types of the named methods: each operation's input, output and signature, with what the document says about it.
import type { Document, Operation } from '@dli-openapi/openapi';
import { listOperations } from '@dli-openapi/openapi';
import { formatDocComment } from './doc-comment.ts';
import { DocumentProblem } from './document-problem.ts';
import type { InputField } from './input.ts';
import { listInputFields } from './input.ts';
import { checkNames, nameInputType, nameItemType, nameOutputType } from './names.ts';
import type { Paging } from './paging.ts';
import { formatItemType, readPaging } from './paging.ts';

/**
 * The module with the interface of the named methods and the types it is made of.
 * @throws {DocumentProblem} when an operation cannot be a method
 */
export function methodsModule(document: Document): string {
  const operations = listOperations(document);
  checkNames(operations);
  const imports = [
    "import type { ListMethod } from '../method.ts';",
    "import type { CallOptions, PendingCall } from '../operation.ts';",
    "import type { operations } from './schema.ts';",
  ].join('\n');
  const types = operations.flatMap((operation) => {
    const paging = readPaging(document, operation);
    return [writeInput(document, operation), writeOutput(operation), ...(paging ? [writeItem(operation, paging)] : [])];
  });
  const methods = operations.map((operation) => writeMethod(document, operation)).join('\n\n');
  const methodsType = `${formatDocComment('One method for each operation of the API.')}\nexport interface DliMethods {\n${methods}\n}`;
  return `${[imports, ...types, methodsType].join('\n\n')}\n`;
}

function writeInput(document: Document, operation: Operation): string {
  const comment = formatDocComment(`What {@link DliMethods.${operation.operationId}} takes.`);
  return `${comment}\nexport type ${nameInputType(operation.operationId)} = ${formatInputExpression(document, operation)};`;
}

/** The type of an operation's flat input, in terms of the types in `schema.ts`. */
export function formatInputExpression(document: Document, operation: Operation): string {
  const fields = listInputFields(document, operation);
  const from = `operations['${operation.operationId}']`;
  const path = fields.filter(({ place }) => place === 'path').map(({ name }) => `'${name}'`);
  const parts = [
    path.length > 0 && `Pick<${from}['parameters']['path'], ${path.join(' | ')}>`,
    hasPlace(fields, 'query') && `NonNullable<${from}['parameters']['query']>`,
    operation.requestBody && `NonNullable<${from}['requestBody']>['content']['application/json']`,
  ].filter((part) => typeof part === 'string');
  return parts.join(' & ') || 'Record<never, never>';
}

function writeOutput(operation: Operation): string {
  const status = findSuccess(operation);
  const comment = formatDocComment(`What {@link DliMethods.${operation.operationId}} gives: ${operation.responses[status]?.description}`);
  const type = `operations['${operation.operationId}']['responses'][${status}]['content']['application/json']`;
  return `${comment}\nexport type ${nameOutputType(operation.operationId)} = ${type};`;
}

function writeItem({ operationId }: Operation, paging: Paging): string {
  const comment = formatDocComment(`One entry of the list that {@link DliMethods.${operationId}} gives.`);
  return `${comment}\nexport type ${nameItemType(operationId)} = ${formatItemType(nameOutputType(operationId), paging)};`;
}

function findSuccess({ operationId, responses }: Operation): string {
  const [status, ...others] = Object.keys(responses).filter((candidate) => /^2\d\d$/.test(candidate));
  if (status === undefined || others.length > 0 || responses[status]?.content === undefined) {
    throw new DocumentProblem(`${operationId}: a method needs exactly one 2xx response, with a JSON body, to give back.`);
  }
  return status;
}

function writeMethod(document: Document, operation: Operation): string {
  const { operationId } = operation;
  const fields = listInputFields(document, operation);
  const comment = formatDocComment(writeMethodDocs(operation, fields), 2);
  if (readPaging(document, operation)) {
    const types = [nameInputType(operationId), nameOutputType(operationId), nameItemType(operationId)];
    return `${comment}\n  ${operationId}: ListMethod<${types.join(', ')}>;`;
  }
  const optional = fields.every(({ required }) => !required);
  const signature = `${operationId}(input${optional ? '?' : ''}: ${nameInputType(operationId)}, options?: CallOptions)`;
  return `${comment}\n  ${signature}: PendingCall<${nameOutputType(operationId)}>;`;
}

function writeMethodDocs(operation: Operation, fields: InputField[]): string {
  const { summary, description, method, path, docId, node } = operation;
  const page = (node.externalDocs as { url?: string } | undefined)?.url;
  return `${summary}.

${description.trim()}

\`${method.toUpperCase()} ${path}\`
@param input ${describeFields(fields)}
@param options Options for this one call.
@returns ${operation.responses[findSuccess(operation)]?.description}
@throws {DliApiError} when the service refuses: the answer is not 2xx, or its \`is_success\` is false
@throws {DliAuthenticationError} when it refuses with 401, {DliRateLimitError} when with 429; both are a DliApiError
@throws {DliInputError} when the input cannot be sent; nothing was
@throws {DliCredentialsError} when the function that gives the credentials fails
@throws {DliConnectionError} when no whole answer arrives
@throws {DliTimeoutError} when it takes too long
@throws {DliAbortError} when \`options.signal\` aborts
@throws {DliResponseError} when a 2xx answer is not JSON${page === undefined ? '' : `\n@see {@link ${page} | ${docId}}`}`;
}

function describeFields(fields: InputField[]): string {
  if (fields.length === 0) return 'Nothing: the operation takes no fields.';
  const required = fields.filter((field) => field.required).map(({ name }) => `\`${name}\``);
  return required.length === 0 ? 'Every field may be left out.' : `Needed: ${required.join(', ')}.`;
}

function hasPlace(fields: InputField[], place: InputField['place']): boolean {
  return fields.some((field) => field.place === place);
}
