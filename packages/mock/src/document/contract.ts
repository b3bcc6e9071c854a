// What the document promises of each operation, as far as the mock needs it to answer.

import { MockError } from '../errors.ts';
import type { Authentication } from './authentication.ts';
import { readAuthentication } from './authentication.ts';
import type { Node, Place } from './document.ts';
import { children, isNode, step } from './document.ts';

export interface Operation {
  operationId: string;
  /** In capitals. */
  method: string;
  /** The template, such as `/v1.0/{project_id}/streaming/jobs`. */
  path: string;
  parameters: Parameter[];
  body: RequestBody | undefined;
  /** By status, in the document's order. */
  responses: Map<number, Response>;
  authentication: Authentication;
  deprecated: boolean;
}

export interface Parameter {
  in: 'path' | 'query' | 'header';
  name: string;
  required: boolean;
  schema: Place;
  /** The schema of each item of a list, which comes as `name=a&name=b`; undefined where the parameter is a single value. */
  items: Place | undefined;
}

export interface RequestBody {
  required: boolean;
  schema: Place;
}

export interface Response {
  place: Place;
  /** Undefined where the answer has no JSON body. */
  schema: Place | undefined;
  /** The names of its examples, in the document's order. */
  examples: string[];
}

const methods: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);
/** The one media type of bodies. */
export const mediaType = 'application/json';

/**
 * Every operation of a document.
 * @throws {MockError} when an operation uses what the mock cannot serve
 */
export function readOperations(document: Node): Operation[] {
  const root: Place = { pointer: '#', node: document };
  return children(document, step(document, root, 'paths'))
    .filter(([path]) => path.startsWith('/'))
    .flatMap(([path, item]) =>
      children(document, item)
        .filter(([method]) => methods.has(method))
        .map(([method, place]) => readOperation(document, path, method.toUpperCase(), item, place)),
    );
}

function readOperation(document: Node, path: string, method: string, item: Place, place: Place): Operation {
  const where = `${method} ${path}`;
  if (typeof place.node.operationId !== 'string') throw new MockError(`${where} has no operationId.`);
  const responses = children(document, step(document, place, 'responses')).filter(([status]) => !status.startsWith('x-'));
  const body = step(document, place, 'requestBody');
  return {
    operationId: place.node.operationId,
    method,
    path,
    parameters: readParameters(document, where, [item, place]),
    body: body && { required: body.node.required === true, schema: readBodySchema(document, where, body) },
    responses: new Map(responses.map((entry) => readResponse(document, where, entry))),
    authentication: readAuthentication(document, where, place.node.security ?? document.security),
    deprecated: place.node.deprecated === true,
  };
}

/** The parameters of a path and of its operation; where both have one of a name, the operation's counts. */
function readParameters(document: Node, where: string, holders: Place[]): Parameter[] {
  const places = holders.flatMap((holder) => children(document, step(document, holder, 'parameters')));
  const parameters = places.map(([, place]) => readParameter(document, where, place));
  return [...new Map(parameters.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter])).values()];
}

function readParameter(document: Node, where: string, { pointer, node }: Place): Parameter {
  const { name, in: location } = node;
  const schema = step(document, { pointer, node }, 'schema');
  if (typeof name !== 'string' || schema === undefined)
    throw new MockError(`${where}: the parameter at ${pointer} needs a name and a schema.`);
  if (location !== 'path' && location !== 'query' && location !== 'header') {
    throw new MockError(`${where}: the parameter ${name} is in ${JSON.stringify(location)}; the mock reads path, query and header.`);
  }
  const items = location === 'query' && isExplodedList(schema, node) ? step(document, schema, 'items') : undefined;
  const [unreadable] = typesOf(items ?? schema).filter((type) => !readableTypes.has(type));
  if (unreadable !== undefined) {
    throw new MockError(
      `${where}: the parameter ${name} is of type ${unreadable}; the mock reads ${[...readableTypes].join(', ')}, and lists of these in the query.`,
    );
  }
  return { in: location, name, required: node.required === true, schema, items };
}

/** A list that repeats the parameter's name, which is how lists are written unless the document says otherwise. */
function isExplodedList(schema: Place, { style = 'form', explode = true }: Node): boolean {
  return schema.node.type === 'array' && style === 'form' && explode === true;
}

const readableTypes: ReadonlySet<string> = new Set(['integer', 'number', 'boolean', 'string']);

/** The types that a schema names; a string where it names none. */
export function typesOf(schema: Place): string[] {
  const { type } = schema.node;
  return Array.isArray(type) ? type.map(String) : [typeof type === 'string' ? type : 'string'];
}

function readBodySchema(document: Node, where: string, body: Place): Place {
  const schema = step(document, body, 'content', mediaType, 'schema');
  if (schema === undefined)
    throw new MockError(`${where}: the request body has no schema for ${mediaType}, the one media type that the mock reads.`);
  return schema;
}

function readResponse(document: Node, where: string, [status, response]: [string, Place]): [number, Response] {
  if (!/^[1-5]\d\d$/.test(status)) throw new MockError(`${where}: the response ${JSON.stringify(status)} is no status of three digits.`);
  const media = step(document, response, 'content', mediaType);
  const examples = media?.node.examples;
  const schema = media && step(document, media, 'schema');
  return [Number(status), { place: response, schema, examples: isNode(examples) ? Object.keys(examples) : [] }];
}
