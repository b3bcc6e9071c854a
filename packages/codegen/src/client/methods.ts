// The types of the named methods: each operation's input, output and signature, with what the document says about it.
import type { Document, FlatSchema, Operation } from '@dli-openapi/openapi';
import { getKeyword, listOperations, listTypes, SchemaReader } from '@dli-openapi/openapi';
import { formatDocComment, splitDeprecation } from './doc-comment.ts';
import { formatFieldDocs } from './hover-docs.ts';
import type { FieldPlace, InputField } from './input.ts';
import { listInputFields } from './input.ts';
import { listInt64Fields } from './int64-fields.ts';
import { checkNames, nameInputType, nameItemType, nameOutputType } from './names.ts';
import type { Success } from './output.ts';
import { formatOutputExpression, listSuccesses } from './output.ts';
import type { Paging } from './paging.ts';
import { formatItemType, readItem, readPaging } from './paging.ts';

/**
 * Writes the module with the interface of the named methods, their inputs and outputs.
 * @throws {DocumentProblem} if an operation cannot be a method
 */
export function writeMethods(document: Document): string {
  const operations = listOperations(document);
  checkNames(operations);
  const imports = [
    "import type { Int64Form, WithInt64 } from '../int64.ts';",
    "import type { DliPromise, ListMethod, RequestOptions } from '../operation.ts';",
    "import type { operations } from './schema.ts';",
    // An interface cannot extend an expression by itself.
    'type Extended<Type> = Type;',
  ].join('\n');
  const types = operations.flatMap((operation) => {
    const paging = readPaging(document, operation);
    return [writeInput(document, operation), writeOutput(document, operation), ...(paging ? [writeItem(document, operation, paging)] : [])];
  });
  const methods = operations.map((operation) => writeMethod(document, operation)).join('\n\n');
  return `${[imports, ...types, `${formatDocComment(interfaceDocs)}\nexport interface DliMethods<Form extends Int64Form = 'number'> {\n${methods}\n}`].join('\n\n')}\n`;
}

const interfaceDocs = `One method for each operation of the API. All of them reject with these errors:
- {@link DliApiError}: the service refused, which is a response that is not 2xx, or one whose \`is_success\` is false. It is a
  {@link DliAuthenticationError} for 401, and a {@link DliRateLimitError} for 429.
- {@link DliInputError}: the input or an option is invalid; nothing was sent.
- {@link DliCredentialsError}: the function that provides credentials failed.
- {@link DliConnectionError}: no complete response arrived.
- {@link DliTimeoutError}: an attempt or the whole call took too long.
- {@link DliAbortError}: \`signal\` aborted.
- {@link DliResponseError}: the body of a 2xx response is not JSON, or has an integer beyond what the option \`int64\` allows.`;

// With all fields in it, so that compilers print it by name.
function writeInput(document: Document, operation: Operation): string {
  const { operationId, requestBody } = operation;
  const fields = listInputFields(document, operation);
  const body = requestBody && new SchemaReader(document).flattenIn(requestBody);
  const name = nameInputType(operationId);
  const comment = formatDocComment(`The input of {@link DliMethods.${operationId}}.`);
  const members = writeFields(document, operation, fields, body?.base?.() ?? body);
  if (!body?.base) return `${comment}\nexport interface ${name} {\n${members}}`;
  return `interface ${name}Fields {\n${members}}

${comment}
export type ${name} = ${name}Fields & ${formatBodyExpression(operationId, fields)};`;
}

function writeFields(document: Document, operation: Operation, fields: InputField[], body: FlatSchema | undefined): string {
  const reader = new SchemaReader(document);
  const { operationId, parameters, requestBody } = operation;
  const from = `operations['${operationId}']`;
  const readParameterType = (place: 'query' | 'header') => {
    const type = `${from}['parameters']['${place}']`;
    return parameters.some((parameter) => parameter.in === place && parameter.required) ? type : `NonNullable<${type}>`;
  };
  const holders: Record<FieldPlace, string> = {
    path: `${from}['parameters']['path']`,
    query: readParameterType('query'),
    header: readParameterType('header'),
    body: requestBody?.required ? `${from}['requestBody']['content']['application/json']` : formatBodyExpression(operationId, fields),
  };
  const members = fields.flatMap(({ name, place, required }) => {
    const parameter = parameters.find((one) => one.in === place && one.name === name);
    const schema = parameter ? reader.flattenIn(parameter) : body?.properties.get(name)?.();
    // A field of some variants only.
    if (!schema) return [];
    const docs = formatFieldDocs(schema, parameter ? parameter.description : getKeyword(schema, 'description'));
    const key = /^\w+$/.test(name) ? name : `'${name}'`;
    return [`${formatDocComment(docs, 2)}\n  ${key}${required ? '' : '?'}: ${holders[place]}['${name}'];\n`];
  });
  return members.join('\n');
}

function formatBodyExpression(operationId: string, fields: InputField[]): string {
  const body = `NonNullable<operations['${operationId}']['requestBody']>['content']['application/json']`;
  const repeated = fields.flatMap(({ name, repeatedInBody }) => (repeatedInBody ? [`'${name}'`] : []));
  return repeated.length > 0 ? `Omit<${body}, ${repeated.join(' | ')}>` : body;
}

function writeOutput(document: Document, operation: Operation): string {
  const { operationId } = operation;
  const successes = listSuccesses(document, operation);
  const comment = formatDocComment(`The output of {@link DliMethods.${operationId}}: ${describeSuccesses(successes)}`);
  const type = formatOutputExpression(operationId, successes);
  const isInterface =
    successes.length === 1 && successes.every(({ content }) => content && isExtensible(new SchemaReader(document).flattenIn(content)));
  const name = nameOutputType(operationId);
  return `${comment}\n${formatType(name, type, isInterface)}`;
}

/** Formats an interface if possible: compilers print it by name, and a type by what it stands for. */
function formatType(name: string, type: string, isInterface: boolean): string {
  return `export ${isInterface ? `interface ${name} extends Extended<${type}> {}` : `type ${name} = ${type};`}`;
}

/** Whether an interface can extend the type of a schema: an object's or a list's, without variants. */
function isExtensible(schema: FlatSchema): boolean {
  return ['object', 'array'].includes(listTypes(schema).join()) && !schema.nullable && schema.choices.length === 0;
}

function writeItem(document: Document, operation: Operation, paging: Paging): string {
  const { operationId } = operation;
  const comment = formatDocComment(`One entry of the list that {@link DliMethods.${operationId}} returns.`);
  const output = nameOutputType(operationId);
  const successes = listSuccesses(document, operation);
  const page = successes.some(({ content }) => !content) ? `NonNullable<${output}>` : output;
  const items = successes.map(({ content }) => content && readItem(new SchemaReader(document).flattenIn(content), paging));
  const isInterface = items.length === 1 && items.every((item) => item && !item.items && isExtensible(item));
  return `${comment}\n${formatType(nameItemType(operationId), formatItemType(page, paging), isInterface)}`;
}

function writeMethod(document: Document, operation: Operation): string {
  const { operationId } = operation;
  const fields = listInputFields(document, operation);
  const comment = formatDocComment(writeMethodDocs(document, operation, fields), 2);
  if (readPaging(document, operation)) {
    const received = [nameOutputType(operationId), nameItemType(operationId)].map((type) => formatReceived(document, operation, type));
    return `${comment}\n  ${operationId}: ListMethod<${[nameInputType(operationId), ...received].join(', ')}>;`;
  }
  const optional = fields.every(({ required }) => !required);
  const signature = `${operationId}(input${optional ? '?' : ''}: ${nameInputType(operationId)}, options?: RequestOptions)`;
  return `${comment}\n  ${signature}: DliPromise<${formatReceived(document, operation, nameOutputType(operationId))}>;`;
}

/** Formats a type of a response, by the client's form of integers of 64 bits if it has any. */
function formatReceived(document: Document, operation: Operation, type: string): string {
  return listInt64Fields(document, operation).length === 0 ? type : `WithInt64<${type}, Form>`;
}

function writeMethodDocs(document: Document, operation: Operation, fields: InputField[]): string {
  const { summary, method, path, docId, node } = operation;
  const { description, deprecation } = splitDeprecation(operation);
  const page = (node.externalDocs as { url?: string } | undefined)?.url;
  return `${summary}.

${description}

\`${method.toUpperCase()} ${path}\`
@param input ${describeFields(fields)}
@param options Options for this one call.
@returns ${describeSuccesses(listSuccesses(document, operation))}${page === undefined ? '' : `\n@see {@link ${page} | ${docId}}`}${deprecation}`;
}

function describeSuccesses(successes: Success[]): string {
  return [...new Set(successes.map(({ description }) => description))].join(' ');
}

function describeFields(fields: InputField[]): string {
  if (fields.length === 0) return 'Nothing: the operation has no fields.';
  const required = fields.filter((field) => field.required).map(({ name }) => `\`${name}\``);
  return required.length === 0 ? 'All fields are optional.' : `Required: ${required.join(', ')}.`;
}
