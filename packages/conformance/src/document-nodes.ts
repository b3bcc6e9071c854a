import type { Document, Key, Node } from '@dli-openapi/openapi';
import { isNode } from '@dli-openapi/openapi';

type Shape = 'one' | 'list' | 'map';

/** The children of each kind of node: one at a key, a list, or a map by names. */
const grammar = {
  document: { servers: ['list', 'server'], paths: ['map', 'pathItem'], components: ['one', 'components'] },
  components: {
    ...{ securitySchemes: ['map', 'securityScheme'], parameters: ['map', 'parameter'], headers: ['map', 'header'] },
    ...{ requestBodies: ['map', 'requestBody'], responses: ['map', 'response'], schemas: ['map', 'schema'] },
  },
  server: { variables: ['map', 'variable'] },
  variable: {},
  securityScheme: {},
  pathItem: {
    parameters: ['list', 'parameter'],
    ...{ get: ['one', 'operation'], post: ['one', 'operation'], put: ['one', 'operation'], delete: ['one', 'operation'] },
    ...{ patch: ['one', 'operation'], head: ['one', 'operation'], options: ['one', 'operation'] },
  },
  operation: { parameters: ['list', 'parameter'], requestBody: ['one', 'requestBody'], responses: ['map', 'response'] },
  parameter: { schema: ['one', 'schema'] },
  header: { schema: ['one', 'schema'] },
  requestBody: { content: ['map', 'mediaType'] },
  response: { headers: ['map', 'header'], content: ['map', 'mediaType'] },
  mediaType: { schema: ['one', 'schema'], examples: ['map', 'example'] },
  example: {},
  schema: {
    properties: ['map', 'schema'],
    ...{ items: ['one', 'schema'], additionalProperties: ['one', 'schema'], contentSchema: ['one', 'schema'] },
    ...{ allOf: ['list', 'schema'], oneOf: ['list', 'schema'], anyOf: ['list', 'schema'] },
  },
} as const satisfies Record<string, Record<string, readonly [Shape, string]>>;

export type NodeKind = keyof typeof grammar;

/** A node of the document, its kind and its place. */
export interface DocumentNode {
  kind: NodeKind;
  keys: Key[];
  node: Node;
  /** The key that it stands under: `items`, `properties`, `schema`, also where it is one of several. */
  under: string;
}

/** Gets the shape of a node's child at a key; undefined if the key has no nodes. */
export function getShape(kind: NodeKind, key: string): Shape | undefined {
  return getChild(kind, key)?.[0];
}

function getChild(kind: NodeKind, key: string): readonly [Shape, NodeKind] | undefined {
  return (grammar[kind] as Record<string, readonly [Shape, NodeKind]>)[key];
}

/** Walks every node of a document, in the document's order, without following references. */
export function* walkNodes(document: Document): Generator<DocumentNode> {
  yield* walk('document', document, [], '');
}

function* walk(kind: NodeKind, node: Node, keys: Key[], under: string): Generator<DocumentNode> {
  yield { kind, keys, node, under };
  for (const [key, value] of Object.entries(node)) {
    const [shape, child] = getChild(kind, key) ?? [];
    if (shape === undefined || child === undefined) continue;
    const children: [Key[], unknown][] =
      shape === 'one'
        ? [[[key], value]]
        : Object.entries(value as object).map(([name, each]) => [[key, shape === 'list' ? Number(name) : name], each]);
    for (const [at, each] of children) if (isNode(each)) yield* walk(child, each, [...keys, ...at], key);
  }
}
