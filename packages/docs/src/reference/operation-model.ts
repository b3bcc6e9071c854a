// An operation as readers see it: each parameter, body and header as fields, and the calls of its samples.
import type { CodeSample } from '@dli-openapi/authoring/modules/openapi';
import type { Content, Example, Node, Operation, SchemaReader } from '@dli-openapi/openapi';
import type { Words } from '../words/index.ts';
import { type Field, listFields, readField } from './fields.ts';

export interface NamedExample extends Example {
  name: string;
}

export interface ResponseModel {
  status: string;
  description: string;
  headers: Field[];
  /** Undefined if there is none, or if it is the same as that of an earlier response. */
  body: Field | undefined;
  /** The earlier response with the same body. */
  sameAs: string | undefined;
  examples: NamedExample[];
}

export interface OperationModel {
  operation: Operation;
  parameters: Field[];
  body: Field | undefined;
  requestExamples: NamedExample[];
  responses: ResponseModel[];
  samples: CodeSample[];
  /** Every field of its parameters, bodies and headers, with those in them. */
  fields: Field[];
  /** Whether sending it again does no harm. */
  idempotent: boolean;
}

export function readOperationModel(reader: SchemaReader, operation: Operation, words: Words): OperationModel {
  const { requestBody, node } = operation;
  const parameters = operation.parameters.map((parameter) => {
    const field = readField(reader.flattenIn(parameter), `${parameter.in}.${parameter.name}`, words);
    const description = joinTexts(String(parameter.description ?? ''), field.description);
    return { ...field, name: parameter.name, required: parameter.required, description };
  });
  const body = requestBody && readField(reader.flattenIn(requestBody), 'body', words);
  if (body) body.description = joinTexts(String((node.requestBody as Node).description ?? ''), body.description);
  const responses = readResponses(reader, operation, words);
  return {
    operation,
    parameters: parameters.sort((one, other) => Number(other.required) - Number(one.required)),
    body,
    requestExamples: requestBody ? listExamples(requestBody) : [],
    responses,
    samples: (node['x-codeSamples'] ?? []) as CodeSample[],
    fields: [...parameters, body ?? [], ...responses.map((response) => [...response.headers, response.body ?? []])]
      .flat(2)
      .flatMap(listFields),
    idempotent: (node['x-dli-idempotent'] as boolean | undefined) ?? !/^(post|patch)$/.test(operation.method),
  };
}

function joinTexts(...texts: string[]): string {
  return [...new Set(texts.map((text) => text.trim()))].filter((text) => text !== '').join('\n\n');
}

/** Reads all responses. What all failures have in common is read once. */
function readResponses(reader: SchemaReader, { responses }: Operation, words: Words): ResponseModel[] {
  const seen = new Map<string, string>();
  const seenHeaders = new Set<string>();
  return Object.entries(responses).map(([status, { description, headers, content }]) => {
    const key = JSON.stringify(content?.schema);
    const sameAs = content && seen.get(key);
    const isFirst = ![...seen.values()].some((other) => other.startsWith('2') === status.startsWith('2'));
    const location = `${status.startsWith('2') ? 'response' : 'error'}${isFirst ? '' : `.${status}`}`;
    if (content && !sameAs) seen.set(key, status);
    return {
      status,
      description: description.trim(),
      headers: Object.entries(headers).map(([name, header]) => {
        const place = seenHeaders.has(name) ? `headers.${name}.${status}` : `headers.${name}`;
        seenHeaders.add(name);
        const field = readField(reader.flattenIn(header), place, words);
        return { ...field, name, description: String(header.node.description ?? '').trim() };
      }),
      body: content && !sameAs ? readField(reader.flattenIn(content), location, words) : undefined,
      sameAs,
      examples: content ? listExamples(content) : [],
    };
  });
}

function listExamples({ examples }: Content): NamedExample[] {
  return Object.entries(examples).map(([name, example]) => ({ name, ...example }));
}
