// Code that makes an operation's calls, from the document's own examples.
import { inspect } from 'node:util';
import type { Document, Operation } from '@dli-openapi/openapi';
import { listOperations } from '@dli-openapi/openapi';
import type { CodeSample } from '../modules/openapi.ts';
import type { SampleParameter } from './call.ts';
import { listParameters, readDefaults } from './call.ts';
import { formatCurl } from './curl.ts';

/** Adds its samples to each operation of a document, as `x-codeSamples`. */
export function addCodeSamples(document: Document): void {
  for (const operation of listOperations(document)) operation.node['x-codeSamples'] = listCodeSamples(document, operation);
}

/**
 * Lists the samples of an operation, in TypeScript and for curl: a pair for each named example of its request, or one pair without
 * examples.
 * @throws {Error} if a required parameter has no example
 */
export function listCodeSamples(document: Document, operation: Operation): CodeSample[] {
  const examples = Object.entries(operation.requestBody?.examples ?? {});
  if (examples.length === 0) return writeSamples(document, operation, undefined);
  return examples.flatMap(([name, { value }]) =>
    writeSamples(document, operation, value).map((sample) => ({ ...sample, 'x-dli-example': name })),
  );
}

function writeSamples(document: Document, operation: Operation, body: unknown): CodeSample[] {
  const parameters = listParameters(document, operation, body);
  return [
    { lang: 'TypeScript', label: '@dli-openapi/client', source: writeTypescript(document, operation, parameters, body) },
    { lang: 'Shell', label: 'curl', source: formatCurl(document, operation, parameters, body) },
  ];
}

function writeTypescript(document: Document, operation: Operation, parameters: SampleParameter[], body: unknown): string {
  // The client adds the project.
  const own = parameters.filter(({ name }) => name !== 'project_id').map(({ name, value }) => [name, value]);
  const input = { ...Object.fromEntries(own), ...(body as object | undefined) };
  return `import { createDliClient } from '@dli-openapi/client';

const dli = createDliClient({
  region: ${formatLiteral(readDefaults(document).region)},
  projectId: ${formatLiteral(readProject(operation, parameters))},
  credentials: { token: process.env.DLI_TOKEN ?? '' },
});

const result = await dli.${operation.operationId}(${Object.keys(input).length === 0 ? '' : formatLiteral(input)});`;
}

/** Formats a JSON value as a programmer would write it. */
function formatLiteral(value: unknown): string {
  return inspect(value, { depth: null, maxArrayLength: null, maxStringLength: null, breakLength: 60 });
}

function readProject({ operationId }: Operation, parameters: SampleParameter[]): unknown {
  const parameter = parameters.find(({ name }) => name === 'project_id');
  if (!parameter) throw new Error(`${operationId} has no parameter project_id, which every operation has; add it`);
  return parameter.value;
}
