// What a sample sends beside its body.
import type { Document, Operation, Parameter, Schema } from '@dli-openapi/openapi';
import { getKeyword, resolve, SchemaReader } from '@dli-openapi/openapi';

/** A parameter and what a sample sends for it. */
export type GivenParameter = Parameter & { value: unknown };

/**
 * What is required, and of a call without a body two filters as well.
 * @throws {Error} when a required parameter has no example
 */
export function listGivenParameters(document: Document, operation: Operation, body: unknown): GivenParameter[] {
  const required = operation.parameters.filter((parameter) => parameter.required);
  const filters = operation.requestBody ? [] : operation.parameters.filter((parameter) => isFilter(document, parameter)).slice(0, 2);
  const repeated = listRepeated(document, operation, body);
  return [...required, ...filters].map((parameter) => ({
    ...parameter,
    value: repeated.get(`${parameter.in}.${parameter.name}`) ?? readExample(document, operation, parameter),
  }));
}

/** What a body says of parameters as well, by their place and name. Both must say the same. */
function listRepeated(document: Document, { requestBody }: Operation, body: unknown): Map<unknown, unknown> {
  const properties = requestBody ? [...new SchemaReader(document).flattenIn(requestBody).properties] : [];
  return new Map(
    properties.map(([name, property]) => [getKeyword(property(), 'x-dli-same-as'), (body as Record<string, unknown> | undefined)?.[name]]),
  );
}

/** What most calls leave to its default is no filter. */
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
