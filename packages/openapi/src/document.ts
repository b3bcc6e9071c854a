// The parts of an OpenAPI document, wherever they stand. Every `$ref` has to be local.
import type { Pointer } from './pointer.ts';
import { joinPointer, parsePointer, readPointer } from './pointer.ts';

/** A JSON object of the document. */
export type Node = { [key: string]: unknown };
/** A JSON Schema of the document. It may be, or hold, a `$ref`. */
export type Schema = Node;
export type Method = 'get' | 'post' | 'put' | 'delete' | 'patch' | 'head' | 'options' | 'trace';

/** The bundled document. */
export interface Document extends Node {
  paths: Record<string, Node>;
  components: Record<string, Record<string, Node>>;
}

/** A part of the document, and where it stands. */
export interface Place {
  node: Node;
  at: Pointer;
}

/** Resolves a reference that stands at a place. */
export type Follow = (reference: string, from: Pointer) => Place;

export interface Example {
  summary: string;
  description?: string;
  value: unknown;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description: string;
  schema: Schema;
  /** The parameter as the document has it. */
  node: Node;
  /** Where it stands: several operations may share it. */
  at: Pointer;
}

/** What a request or a response carries as JSON. */
export interface Content {
  schema: Schema;
  examples: Record<string, Example>;
  /** Where it stands, the schema being below in `schema`. */
  at: Pointer;
}

export interface Header {
  schema: Schema;
  /** The header as the document has it. */
  node: Node;
  /** Where it stands: several responses may share it. */
  at: Pointer;
}

export interface Response {
  description: string;
  headers: Record<string, Header>;
  content: Content | undefined;
}

/** One operation. Its own references are resolved, those inside of schemas are not. */
export interface Operation {
  operationId: string;
  method: Method;
  path: string;
  summary: string;
  description: string;
  tags: string[];
  /** The id of the published page, such as `dli_02_0234`; undefined where no page describes the operation. */
  docId: string | undefined;
  /** Those of the path and of the operation. Where both have the same name, that of the operation counts. */
  parameters: Parameter[];
  requestBody: (Content & { required: boolean }) | undefined;
  /** By status, such as `200`. */
  responses: Record<string, Response>;
  /** The operation as the document has it. */
  node: Node;
}

const methods: ReadonlySet<string> = new Set(['get', 'post', 'put', 'delete', 'patch', 'head', 'options', 'trace']);
/** The only media type that is read. */
export const mediaType = 'application/json';

/** Finds what is wrong with a reference; undefined if it leads to an object of the document. */
export function findReferenceFault(document: Node, reference: string): string | undefined {
  const passed = new Set<string>();
  for (let next: unknown = reference; typeof next === 'string'; ) {
    if (!next.startsWith('#/')) return 'leads out of the document; bundle it first';
    if (passed.has(next)) return 'leads back to itself';
    passed.add(next);
    const target = readPointer(document, next);
    if (!isParent(target)) return 'leads nowhere';
    next = target.$ref;
  }
  return undefined;
}

/** Creates a function that follows a local reference. It throws if the reference leads nowhere, out of the document or back to itself. */
export function createFollow(document: Node): Follow {
  return (reference) => locateTarget(document, reference);
}

function locateTarget(document: Node, reference: string): Place {
  const fault = findReferenceFault(document, reference);
  if (fault) throw new Error(`The reference ${reference} ${fault}`);
  return { node: readPointer(document, reference) as Node, at: joinPointer('', ...parsePointer(reference)) };
}

/**
 * Follows local references to the end. Keywords beside a `$ref` win over those of its target.
 * @throws {Error} if the reference leads nowhere, out of the document or back to itself
 */
export function resolve(document: Node, node: Node): Node {
  return follow(document, { node, at: '' }).node;
}

/**
 * Finds the object below a place, following every `$ref` on the way; undefined if there is no object.
 * @throws {Error} if a reference leads nowhere, out of the document or back to itself
 */
export function findPlace(document: Node, from: Place, ...keys: readonly string[]): Place | undefined {
  let place: Place | undefined = from;
  for (const key of keys) {
    const child: unknown = Object.hasOwn(place.node, key) ? place.node[key] : undefined;
    if (!isParent(child)) return undefined;
    place = follow(document, { node: child, at: joinPointer(place.at, key) });
  }
  return place;
}

/** Lists the objects at a key of a place, by name or index, with every `$ref` followed. */
export function listChildren(document: Node, from: Place, ...keys: readonly string[]): [name: string, place: Place][] {
  const parent = findPlace(document, from, ...keys);
  if (!parent) return [];
  return Object.entries(parent.node).flatMap(([name, child]) =>
    isParent(child) ? [[name, follow(document, { node: child, at: joinPointer(parent.at, name) })]] : [],
  );
}

/** An object or a list. */
function isParent(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}

function follow(document: Node, place: Place): Place {
  if (typeof place.node.$ref !== 'string') return place;
  const { $ref, ...beside } = place.node as { $ref: string };
  const target = follow(document, locateTarget(document, $ref));
  return Object.keys(beside).length === 0 ? target : { node: { ...target.node, ...beside }, at: target.at };
}

/** Lists every operation of the document, in the document's order. */
export function listOperations(document: Node): Operation[] {
  const responses: KnownResponses = new Map();
  return listChildren(document, { node: document, at: '' }, 'paths')
    .filter(([path]) => path.startsWith('/'))
    .flatMap(([path, item]) =>
      listChildren(document, item)
        .filter(([method]) => methods.has(method))
        .map(([method, place]) => readOperation(document, responses, path, method as Method, item, place)),
    );
}

function readOperation(document: Node, known: KnownResponses, path: string, method: Method, item: Place, place: Place): Operation {
  const { node } = place;
  const parameters = [item, place]
    .flatMap((holder) => listChildren(document, holder, 'parameters'))
    .map(([, parameter]) => readParameter(parameter));
  const body = findPlace(document, place, 'requestBody');
  return {
    operationId: node.operationId as string,
    method,
    path,
    summary: node.summary as string,
    description: node.description as string,
    tags: node.tags as string[],
    docId: node['x-dli-doc-id'] as string | undefined,
    parameters: [...new Map(parameters.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter])).values()],
    requestBody: body && { ...(readContent(document, body) as Content), required: body.node.required === true },
    responses: Object.fromEntries(
      listChildren(document, place, 'responses')
        .filter(([status]) => !status.startsWith('x-'))
        .map(([status, response]) => [status, readResponse(document, known, response)]),
    ),
    node,
  };
}

function readParameter({ node, at }: Place): Parameter {
  const { name, in: location, description, schema, required } = node as unknown as Parameter;
  return { name, in: location, required: required === true, description, schema, node, at };
}

/** Several operations may share a response, which is read once. */
type KnownResponses = Map<Pointer, Response>;

function readResponse(document: Node, known: KnownResponses, place: Place): Response {
  const shared = known.get(place.at);
  if (shared) return shared;
  const headers = listChildren(document, place, 'headers').map(([name, { node, at }]) => [name, { schema: node.schema, node, at }]);
  const response = {
    description: place.node.description as string,
    headers: Object.fromEntries(headers),
    content: readContent(document, place),
  };
  known.set(place.at, response);
  return response;
}

function readContent(document: Node, holder: Place): Content | undefined {
  const media = findPlace(document, holder, 'content', mediaType);
  if (!media) return undefined;
  const examples = listChildren(document, media, 'examples').map(([name, { node }]) => [name, node]);
  return { schema: media.node.schema as Schema, examples: Object.fromEntries(examples), at: media.at };
}
