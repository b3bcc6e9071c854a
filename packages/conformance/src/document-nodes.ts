import type { Document, Key, Node } from '@dli-openapi/openapi';
import { getList, getNode, isNode } from '@dli-openapi/openapi';

/** What a node of the document is. */
export type NodeKind =
  | 'document'
  | 'server'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'requestBody'
  | 'response'
  | 'mediaType'
  | 'schema'
  | 'securityScheme';

/** A node of the document, what it is and where. */
export interface DocumentNode {
  kind: NodeKind;
  keys: Key[];
  node: Node;
}

/** The node and all that is in it. */
type Walk = (node: Node, keys: Key[]) => Generator<DocumentNode>;

/** Every node of a document that states facts, in the document's order. What a `$ref` refers to is visited where it stands. */
export function* nodesOf(document: Document): Generator<DocumentNode> {
  yield { kind: 'document', keys: [], node: document };
  for (const [index, server] of getList(document, 'servers').entries()) {
    yield { kind: 'server', keys: ['servers', index], node: server as Node };
  }
  yield* each(document.paths, ['paths'], pathItem);
  for (const [group, walk] of Object.entries(components)) yield* each(getNode(document.components, group), ['components', group], walk);
}

function* pathItem(node: Node, keys: Key[]): Generator<DocumentNode> {
  yield { kind: 'pathItem', keys, node };
  yield* items(node, keys, 'parameters', parameter);
  for (const method of methodsOf(node)) yield* operation(getNode(node, method), [...keys, method]);
}

/** The methods of a path: nothing else beside them is an object. */
export function methodsOf(pathItem: Node): string[] {
  return Object.keys(pathItem).filter((key) => isNode(pathItem[key]));
}

function* operation(node: Node, keys: Key[]): Generator<DocumentNode> {
  yield { kind: 'operation', keys, node };
  yield* items(node, keys, 'parameters', parameter);
  yield* child(node, keys, 'requestBody', requestBody);
  yield* each(getNode(node, 'responses'), [...keys, 'responses'], response);
}

function* parameter(node: Node, keys: Key[]): Generator<DocumentNode> {
  yield { kind: 'parameter', keys, node };
  yield* child(node, keys, 'schema', schema);
}

function* requestBody(node: Node, keys: Key[]): Generator<DocumentNode> {
  yield { kind: 'requestBody', keys, node };
  yield* each(getNode(node, 'content'), [...keys, 'content'], mediaType);
}

function* response(node: Node, keys: Key[]): Generator<DocumentNode> {
  yield { kind: 'response', keys, node };
  yield* each(getNode(node, 'headers'), [...keys, 'headers'], header);
  yield* each(getNode(node, 'content'), [...keys, 'content'], mediaType);
}

function* header(node: Node, keys: Key[]): Generator<DocumentNode> {
  yield* child(node, keys, 'schema', schema);
}

function* mediaType(node: Node, keys: Key[]): Generator<DocumentNode> {
  yield { kind: 'mediaType', keys, node };
  yield* child(node, keys, 'schema', schema);
}

/** A schema with a `$ref` is a node of its own: keywords may stand beside it. */
function* schema(node: Node, keys: Key[]): Generator<DocumentNode> {
  yield { kind: 'schema', keys, node };
  for (const [name, property] of Object.entries(getNode(node, 'properties')))
    yield* schema(property as Node, [...keys, 'properties', name]);
  for (const word of ['items', 'additionalProperties', 'contentSchema']) yield* child(node, keys, word, schema);
  for (const word of ['allOf', 'oneOf', 'anyOf']) {
    for (const [index, part] of getList(node, word).entries()) yield* schema(part as Node, [...keys, word, index]);
  }
}

function* securityScheme(node: Node, keys: Key[]): Generator<DocumentNode> {
  yield { kind: 'securityScheme', keys, node };
}

const components: Record<string, Walk> = {
  securitySchemes: securityScheme,
  parameters: parameter,
  headers: header,
  requestBodies: requestBody,
  responses: response,
  schemas: schema,
};

function* each(nodes: Node, keys: Key[], walk: Walk): Generator<DocumentNode> {
  for (const [key, node] of Object.entries(nodes)) yield* walkTo(walk, node as Node, [...keys, key]);
}

function* items(node: Node, keys: Key[], key: string, walk: Walk): Generator<DocumentNode> {
  for (const [index, item] of getList(node, key).entries()) yield* walkTo(walk, item as Node, [...keys, key, index]);
}

function* child(node: Node, keys: Key[], key: string, walk: Walk): Generator<DocumentNode> {
  const value = node[key];
  if (isNode(value)) yield* walkTo(walk, value, [...keys, key]);
}

function* walkTo(walk: Walk, node: Node, keys: Key[]): Generator<DocumentNode> {
  if (walk === schema || node.$ref === undefined) yield* walk(node, keys);
}
