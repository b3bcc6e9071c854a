// What the document says of each operation, as far as the mock needs it.

import type * as openapi from '../generated/openapi/index.ts';
import type { Document, FlatSchema, Node, SchemaReader } from '../generated/openapi/index.ts';
import { findPlace, formatReference, isNode, listOperations, listTypes, mediaType } from '../generated/openapi/index.ts';
import { MockError } from '../mock-error.ts';

export interface Operation {
  operationId: string;
  /** In capitals. */
  method: string;
  /** The template, such as `/v1.0/{project_id}/streaming/jobs`. */
  path: string;
  parameters: Parameter[];
  body: RequestBody | undefined;
  /** By status, in the document's order. */
  responses: Map<number, DocumentedResponse>;
  /** The lowest 2xx status, or else the lowest of all. */
  defaultStatus: number;
  authentication: Authentication;
  deprecated: boolean;
  /** The operation as the document has it. */
  node: Node;
}

export interface Parameter {
  in: 'path' | 'query' | 'header';
  name: string;
  required: boolean;
  schema: FlatSchema;
  /** Whether it is a list, which comes as `name=a&name=b`. */
  isList: boolean;
  /** The types that its text may be read as, or that of each item of a list. */
  types: readonly string[];
}

export interface RequestBody {
  required: boolean;
  content: openapi.Content;
  /** Put together when it is first read. */
  readonly schema: FlatSchema;
}

export interface DocumentedResponse {
  headers: openapi.Response['headers'];
  /** Undefined where the response has no JSON body. */
  content: openapi.Content | undefined;
  /** Put together when it is first read. */
  readonly schema: FlatSchema | undefined;
  /** The names of its examples, in the document's order. */
  examples: string[];
}

/** The ways to authenticate a request, each a list of headers that it needs. Empty: anyone may call. */
export type Authentication = string[][];

/**
 * Every operation of a document.
 * @throws {MockError} when an operation uses what the mock cannot serve
 */
export function readOperations(document: Document, reader: SchemaReader): Operation[] {
  return listOperations(document).map((operation) => readOperation(document, reader, operation));
}

function readOperation(document: Document, reader: SchemaReader, operation: openapi.Operation): Operation {
  const { operationId, path, parameters, requestBody, node } = operation;
  const method = operation.method.toUpperCase();
  const where = `${method} ${path}`;
  if (typeof operationId !== 'string') throw new MockError(`${where} has no operationId.`);
  const responses = new Map(Object.entries(operation.responses).map((entry) => readResponse(reader, where, entry)));
  return {
    operationId,
    method,
    path,
    parameters: parameters.map((parameter) => readParameter(reader, where, parameter)),
    body: requestBody && readBody(reader, where, requestBody),
    responses,
    defaultStatus: findDefaultStatus([...responses.keys()]),
    authentication: readAuthentication(document, where, node.security ?? document.security),
    deprecated: node.deprecated === true,
    node,
  };
}

function readParameter(reader: SchemaReader, where: string, parameter: openapi.Parameter): Parameter {
  const { name, in: location, required, node, at } = parameter;
  if (typeof name !== 'string' || !isNode(parameter.schema))
    throw new MockError(`${where}: the parameter at ${formatReference(at)} needs a name and a schema.`);
  if (location !== 'path' && location !== 'query' && location !== 'header') {
    throw new MockError(`${where}: the parameter ${name} is in ${JSON.stringify(location)}; the mock reads path, query and header.`);
  }
  const schema = reader.flattenIn(parameter);
  const isList = location === 'query' && isExplodedList(schema, node);
  const types = listTextTypes((isList && schema.items?.()) || schema);
  const unreadable = types.find((type) => !readableTypes.has(type));
  if (unreadable !== undefined) {
    throw new MockError(
      `${where}: the parameter ${name} is of type ${unreadable}; the mock reads ${[...readableTypes].join(', ')}, and lists of these in the query.`,
    );
  }
  return { in: location, name, required, schema, isList, types };
}

/** A list that repeats the parameter's name, which is the default way to write lists. */
function isExplodedList(schema: FlatSchema, { style = 'form', explode = true }: Node): boolean {
  return listTextTypes(schema).join() === 'array' && schema.items !== undefined && style === 'form' && explode === true;
}

const readableTypes: ReadonlySet<string> = new Set(['integer', 'number', 'boolean', 'string']);

/** The types that a schema names, a string where it names none. */
function listTextTypes(schema: FlatSchema): readonly string[] {
  if (!schema.keywords.has('type')) return ['string'];
  return schema.nullable ? [...listTypes(schema), 'null'] : listTypes(schema);
}

function readBody(reader: SchemaReader, where: string, content: openapi.Content & { required: boolean }): RequestBody {
  if (!isNode(content.schema))
    throw new MockError(`${where}: the request body has no schema for ${mediaType}, the one media type that the mock reads.`);
  let schema: FlatSchema | undefined;
  return {
    required: content.required,
    content,
    get schema() {
      schema ??= reader.flattenIn(content);
      return schema;
    },
  };
}

function readResponse(reader: SchemaReader, where: string, [status, response]: [string, openapi.Response]): [number, DocumentedResponse] {
  if (!/^[1-5]\d\d$/.test(status)) throw new MockError(`${where}: the response ${JSON.stringify(status)} is not a status of three digits.`);
  const { headers } = response;
  const content = isNode(response.content?.schema) ? response.content : undefined;
  let schema: FlatSchema | undefined;
  return [
    Number(status),
    {
      headers,
      content,
      get schema() {
        schema ??= content && reader.flattenIn(content);
        return schema;
      },
      examples: Object.keys(response.content?.examples ?? {}),
    },
  ];
}

function findDefaultStatus(statuses: readonly number[]): number {
  const ascending = statuses.toSorted((a, b) => a - b);
  return ascending.find((status) => status >= 200 && status < 300) ?? ascending[0] ?? 200;
}

function readAuthentication(document: Document, where: string, security: unknown): Authentication {
  return (Array.isArray(security) ? security : []).filter(isNode).map((requirement) =>
    Object.keys(requirement).map((name) => {
      const scheme = findPlace(document, { node: document, at: '' }, 'components', 'securitySchemes', name)?.node;
      if (scheme?.type !== 'apiKey' || scheme.in !== 'header' || typeof scheme.name !== 'string') {
        throw new MockError(`${where}: the security scheme ${name} is not of type apiKey in a header, the one kind that the mock knows.`);
      }
      return scheme.name.toLowerCase();
    }),
  );
}
