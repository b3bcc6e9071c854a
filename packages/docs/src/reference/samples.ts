// Code that makes an operation's calls, from the document's own examples.
import { inspect } from 'node:util';
import { inputFieldsOf } from '@dli-openapi/scripts/client/input';
import { type Document, type Example, type Operation, type Parameter, resolve } from '@dli-openapi/scripts/document';

/** An entry of `x-codeSamples`. */
export interface CodeSample {
  lang: string;
  label: string;
  source: string;
  /** The named example of the request whose values it sends: Scalar shows the sample of the example that is picked. */
  example?: string;
}

/**
 * The samples of an operation: one for each named example of its request, or one where it has none.
 * @throws {Error} when a required parameter has no example
 */
export function codeSamplesOf(document: Document, operation: Operation): CodeSample[] {
  const examples = Object.entries(operation.requestBody?.examples ?? {});
  const sampleOf = (example?: Example): CodeSample => ({
    lang: 'TypeScript',
    label: '@dli-openapi/client',
    source: typescriptOf(document, operation, inputOf(document, operation, example)),
  });
  return examples.length === 0 ? [sampleOf()] : examples.map(([name, example]) => ({ ...sampleOf(example), example: name }));
}

type Input = Record<string, unknown>;

/** The flat input of a call: what is required, and of a call without a body two filters as well. */
function inputOf(document: Document, operation: Operation, example: Example | undefined): Input {
  const fields = new Set(inputFieldsOf(document, operation).map(({ name }) => name));
  const parameters = operation.parameters.filter(({ name }) => fields.has(name));
  const required = parameters.filter((parameter) => parameter.required);
  const filters = operation.requestBody ? [] : parameters.filter((parameter) => isFilter(document, parameter)).slice(0, 2);
  const values = [...required, ...filters].map((parameter) => [parameter.name, exampleOf(document, operation, parameter)]);
  return { ...Object.fromEntries(values), ...(example?.value as Input | undefined) };
}

function typescriptOf(document: Document, operation: Operation, input: Input): string {
  return `import { createDliClient } from '@dli-openapi/client';

const dli = createDliClient({
  region: ${literal(regionOf(document))},
  projectId: ${literal(projectOf(document, operation))},
  credentials: { token: process.env.DLI_TOKEN ?? '' },
});

const result = await dli.${operation.operationId}(${Object.keys(input).length === 0 ? '' : literal(input)});`;
}

/** A JSON value as a programmer would write it. */
function literal(value: unknown): string {
  return inspect(value, { depth: null, maxArrayLength: null, maxStringLength: null, breakLength: 60 });
}

function regionOf(document: Document): string {
  const [server] = document.servers as [{ variables: { region: { default: string } } }];
  return server.variables.region.default;
}

function projectOf(document: Document, operation: Operation): unknown {
  const parameter = operation.parameters.find(({ name }) => name === 'project_id');
  if (!parameter) throw new Error(`${operation.operationId} has no parameter project_id, which every operation has; add it`);
  return exampleOf(document, operation, parameter);
}

/** What most calls leave to its default is no filter. */
function isFilter(document: Document, { required, schema }: Parameter): boolean {
  const { examples, default: standard } = resolve(document, schema);
  return !required && examples !== undefined && standard === undefined;
}

function exampleOf(document: Document, { operationId }: Operation, { name, schema }: Parameter): unknown {
  const { examples, enum: values } = resolve(document, schema) as { examples?: unknown[]; enum?: unknown[] };
  const example = examples?.[0] ?? values?.[0];
  if (example === undefined) throw new Error(`${operationId}: ${name} has no example; give its schema \`examples\``);
  return example;
}
