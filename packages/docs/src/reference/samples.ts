// Code that makes an operation's calls, from the document's own examples.
import { inspect } from 'node:util';
import { listInputFields } from '@dli-openapi/codegen/client/input';
import type { Document, Operation } from '@dli-openapi/openapi';
import { curlOf } from './curl.ts';
import { type GivenParameter, givenParameters } from './given.ts';
import { defaultsOf } from './server.ts';

/** An entry of `x-codeSamples`. */
export interface CodeSample {
  lang: string;
  label: string;
  source: string;
  /** The named example of the request whose values it sends: Scalar shows the sample of the example that is picked. */
  example?: string;
}

/**
 * The samples of an operation, in TypeScript and for curl: a pair for each named example of its request, or one where it
 * has none.
 * @throws {Error} when a required parameter has no example
 */
export function codeSamplesOf(document: Document, operation: Operation): CodeSample[] {
  const examples = Object.entries(operation.requestBody?.examples ?? {});
  if (examples.length === 0) return samplesOf(document, operation, undefined);
  return examples.flatMap(([name, { value }]) => samplesOf(document, operation, value).map((sample) => ({ ...sample, example: name })));
}

function samplesOf(document: Document, operation: Operation, body: unknown): CodeSample[] {
  const given = givenParameters(document, operation, body);
  return [
    { lang: 'TypeScript', label: '@dli-openapi/client', source: typescriptOf(document, operation, given, body) },
    { lang: 'Shell', label: 'curl', source: curlOf(document, operation, given, body) },
  ];
}

function typescriptOf(document: Document, operation: Operation, parameters: GivenParameter[], body: unknown): string {
  const fields = new Set(listInputFields(document, operation).map(({ name }) => name));
  const given = parameters.filter(({ name }) => fields.has(name)).map(({ name, value }) => [name, value]);
  const input = { ...Object.fromEntries(given), ...(body as object | undefined) };
  return `import { createDliClient } from '@dli-openapi/client';

const dli = createDliClient({
  region: ${literal(defaultsOf(document).region)},
  projectId: ${literal(projectOf(operation, parameters))},
  credentials: { token: process.env.DLI_TOKEN ?? '' },
});

const result = await dli.${operation.operationId}(${Object.keys(input).length === 0 ? '' : literal(input)});`;
}

/** A JSON value as a programmer would write it. */
function literal(value: unknown): string {
  return inspect(value, { depth: null, maxArrayLength: null, maxStringLength: null, breakLength: 60 });
}

function projectOf({ operationId }: Operation, parameters: GivenParameter[]): unknown {
  const parameter = parameters.find(({ name }) => name === 'project_id');
  if (!parameter) throw new Error(`${operationId} has no parameter project_id, which every operation has; add it`);
  return parameter.value;
}
