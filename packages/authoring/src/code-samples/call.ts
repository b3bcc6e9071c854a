// What a sample sends beside its body, and where: to the document's first server, its variables at their defaults.
import type { Document, Operation, Parameter, Schema } from '@dli-openapi/openapi';
import { getKeyword, resolve, SchemaReader } from '@dli-openapi/openapi';

interface Server {
  url: string;
  variables: Record<string, { default: string }>;
}

/** A parameter and its value in a sample. */
export type SampleParameter = Parameter & { value: unknown };

/**
 * Lists the required parameters, and two filters of a call without a body.
 * @throws {Error} if a required parameter has no example
 */
export function listParameters(document: Document, operation: Operation, body: unknown): SampleParameter[] {
  const required = operation.parameters.filter((parameter) => parameter.required);
  const filters = operation.requestBody ? [] : operation.parameters.filter((parameter) => isFilter(document, parameter)).slice(0, 2);
  const repeated = listRepeated(document, operation, body);
  return [...required, ...filters].map((parameter) => ({
    ...parameter,
    value: repeated.get(`${parameter.in}.${parameter.name}`) ?? readExample(document, operation, parameter),
  }));
}

/** Lists the values that a body repeats, by place and name of their parameters, which have to be the same. */
function listRepeated(document: Document, { requestBody }: Operation, body: unknown): Map<unknown, unknown> {
  const properties = requestBody ? [...new SchemaReader(document).flattenIn(requestBody).properties] : [];
  return new Map(
    properties.map(([name, property]) => [getKeyword(property(), 'x-dli-same-as'), (body as Record<string, unknown> | undefined)?.[name]]),
  );
}

/** A parameter with a default is not a filter: most calls omit it. */
function isFilter(document: Document, { required, schema }: Parameter): boolean {
  return !required && !('default' in resolve(document, schema)) && findExample(document, schema) !== undefined;
}

function readExample(document: Document, { operationId }: Operation, { name, schema }: Parameter): unknown {
  const example = findExample(document, schema);
  if (example === undefined) throw new Error(`${operationId}: ${name} has no example; give its schema \`examples\``);
  return example;
}

function findExample(document: Document, schema: Schema): unknown {
  const {
    examples,
    default: standard,
    enum: values,
  } = resolve(document, schema) as { examples?: unknown[]; default?: unknown; enum?: unknown[] };
  return examples?.[0] ?? standard ?? values?.[0];
}

/** Reads the defaults of the variables in the server's address, by name. */
export function readDefaults(document: Document): Record<string, string> {
  return Object.fromEntries(Object.entries(readServer(document).variables).map(([name, variable]) => [name, variable.default]));
}

/** Formats the server's address, which has no slash at its end. */
export function formatAddress(document: Document): string {
  const values = readDefaults(document);
  return readServer(document).url.replace(/\{(\w+)\}/g, (_match, name: string) => values[name] ?? '');
}

function readServer(document: Document): Server {
  const [server] = document.servers as [Server];
  return server;
}
