// What a sample sends beside its body.
import { listInputFields } from '@dli-openapi/codegen/client/input';
import { type Document, type Operation, type Parameter, resolve, type Schema } from '@dli-openapi/openapi';

/** A parameter and what a sample sends for it. */
export type GivenParameter = Parameter & { value: unknown };

/**
 * What is required, and of a call without a body two filters as well.
 * @throws {Error} when a required parameter has no example
 */
export function givenParameters(document: Document, operation: Operation, body: unknown): GivenParameter[] {
  const required = operation.parameters.filter((parameter) => parameter.required);
  const filters = operation.requestBody ? [] : operation.parameters.filter((parameter) => isFilter(document, parameter)).slice(0, 2);
  // What a body says as well must be said alike.
  const inBody = new Map(
    listInputFields(document, operation).flatMap(({ name, repeatedInBody }) =>
      repeatedInBody ? [[name, (body as { [name: string]: unknown } | undefined)?.[name]]] : [],
    ),
  );
  return [...required, ...filters].map((parameter) => ({
    ...parameter,
    value: inBody.get(parameter.name) ?? exampleOf(document, operation, parameter),
  }));
}

/** What most calls leave to its default is no filter. */
function isFilter(document: Document, { required, schema }: Parameter): boolean {
  return !required && !('default' in resolve(document, schema)) && findExample(document, schema) !== undefined;
}

function exampleOf(document: Document, { operationId }: Operation, { name, schema }: Parameter): unknown {
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
