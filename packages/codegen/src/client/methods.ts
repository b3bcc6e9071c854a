// The types of the named methods: each operation's input, output and signature, with what the document says about it.
import type { Document, Operation } from '@dli-openapi/openapi';
import { listOperations } from '@dli-openapi/openapi';
import { docComment } from './doc-comment.ts';
import { DocumentProblem } from './document-problem.ts';
import type { InputField } from './input.ts';
import { inputFieldsOf } from './input.ts';
import { checkNames, inputTypeOf, itemTypeOf, outputTypeOf } from './names.ts';
import type { Paging } from './paging.ts';
import { itemOf, pagingOf } from './paging.ts';

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
    const paging = pagingOf(document, operation);
    return [inputOf(document, operation), outputOf(operation), ...(paging ? [itemTypeDeclaration(operation, paging)] : [])];
  });
  const methods = operations.map((operation) => methodOf(document, operation)).join('\n\n');
  const methodsType = `${docComment('One method for each operation of the API.')}\nexport interface DliMethods {\n${methods}\n}`;
  return `${[imports, ...types, methodsType].join('\n\n')}\n`;
}

function inputOf(document: Document, operation: Operation): string {
  const comment = docComment(`What {@link DliMethods.${operation.operationId}} takes.`);
  return `${comment}\nexport type ${inputTypeOf(operation.operationId)} = ${inputExpression(document, operation)};`;
}

/** The type of an operation's flat input, in terms of the types in `schema.ts`. */
export function inputExpression(document: Document, operation: Operation): string {
  const fields = inputFieldsOf(document, operation);
  const from = `operations['${operation.operationId}']`;
  const path = fields.filter(({ place }) => place === 'path').map(({ name }) => `'${name}'`);
  const parts = [
    path.length > 0 && `Pick<${from}['parameters']['path'], ${path.join(' | ')}>`,
    has(fields, 'query') && `NonNullable<${from}['parameters']['query']>`,
    operation.requestBody && `NonNullable<${from}['requestBody']>['content']['application/json']`,
  ].filter((part) => typeof part === 'string');
  return parts.join(' & ') || 'Record<never, never>';
}

function outputOf(operation: Operation): string {
  const status = successOf(operation);
  const comment = docComment(`What {@link DliMethods.${operation.operationId}} gives: ${operation.responses[status]?.description}`);
  const type = `operations['${operation.operationId}']['responses'][${status}]['content']['application/json']`;
  return `${comment}\nexport type ${outputTypeOf(operation.operationId)} = ${type};`;
}

function itemTypeDeclaration({ operationId }: Operation, paging: Paging): string {
  const comment = docComment(`One entry of the list that {@link DliMethods.${operationId}} gives.`);
  return `${comment}\nexport type ${itemTypeOf(operationId)} = ${itemOf(outputTypeOf(operationId), paging)};`;
}

function successOf({ operationId, responses }: Operation): string {
  const [status, ...others] = Object.keys(responses).filter((candidate) => /^2\d\d$/.test(candidate));
  if (status === undefined || others.length > 0 || responses[status]?.content === undefined) {
    throw new DocumentProblem(`${operationId}: a method needs exactly one 2xx response, with a JSON body, to give back.`);
  }
  return status;
}

function methodOf(document: Document, operation: Operation): string {
  const { operationId } = operation;
  const fields = inputFieldsOf(document, operation);
  const comment = docComment(methodDocs(operation, fields), 2);
  if (pagingOf(document, operation)) {
    const types = [inputTypeOf(operationId), outputTypeOf(operationId), itemTypeOf(operationId)];
    return `${comment}\n  ${operationId}: ListMethod<${types.join(', ')}>;`;
  }
  const optional = fields.every(({ required }) => !required);
  const signature = `${operationId}(input${optional ? '?' : ''}: ${inputTypeOf(operationId)}, options?: CallOptions)`;
  return `${comment}\n  ${signature}: PendingCall<${outputTypeOf(operationId)}>;`;
}

function methodDocs(operation: Operation, fields: InputField[]): string {
  const { summary, description, method, path, docId, node } = operation;
  const page = (node.externalDocs as { url?: string } | undefined)?.url;
  return `${summary}.

${description.trim()}

\`${method.toUpperCase()} ${path}\`
@param input ${fieldsInWords(fields)}
@param options Options for this one call.
@returns ${operation.responses[successOf(operation)]?.description}
@throws {DliApiError} when the service refuses: the answer is not 2xx, or its \`is_success\` is false
@throws {DliAuthenticationError} when it refuses with 401, {DliRateLimitError} when with 429; both are a DliApiError
@throws {DliInputError} when the input cannot be sent; nothing was
@throws {DliCredentialsError} when the function that gives the credentials fails
@throws {DliConnectionError} when no whole answer arrives
@throws {DliTimeoutError} when it takes too long
@throws {DliAbortError} when \`options.signal\` aborts
@throws {DliResponseError} when a 2xx answer is not JSON${page === undefined ? '' : `\n@see {@link ${page} | ${docId}}`}`;
}

function fieldsInWords(fields: InputField[]): string {
  if (fields.length === 0) return 'Nothing: the operation takes no fields.';
  const required = fields.filter((field) => field.required).map(({ name }) => `\`${name}\``);
  return required.length === 0 ? 'Every field may be left out.' : `Needed: ${required.join(', ')}.`;
}

function has(fields: InputField[], place: InputField['place']): boolean {
  return fields.some((field) => field.place === place);
}
