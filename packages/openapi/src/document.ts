// How the rest of the workspace looks at the bundled document.
import type { Pointer } from './pointer.ts';
import { joinPointer, readPointer } from './pointer.ts';

/** A JSON object of the document. */
export type Node = { [key: string]: unknown };
/** A JSON Schema of the document. It may be, or hold, a `$ref`. */
export type Schema = Node;
export type Method = 'get' | 'post' | 'put' | 'delete' | 'patch' | 'head' | 'options';

/** The bundled document. Every `$ref` in it is local. */
export interface Document extends Node {
  paths: Record<string, Node>;
  components: Record<string, Record<string, Node>>;
}

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
}

/** What a request or an answer carries as JSON. */
export interface Content {
  schema: Schema;
  examples: Record<string, Example>;
}

export interface Response {
  description: string;
  headers: Record<string, Node>;
  content: Content | undefined;
}

/** One operation, its own references resolved one level deep; those inside of schemas are left as they are. */
export interface Operation {
  operationId: string;
  method: Method;
  path: string;
  summary: string;
  description: string;
  tags: string[];
  /** The id of the published page, such as `dli_02_0234`; undefined where no page describes the operation. */
  docId: string | undefined;
  parameters: Parameter[];
  requestBody: (Content & { required: boolean }) | undefined;
  /** By status, such as `200`. */
  responses: Record<string, Response>;
  /** The operation as the document has it. */
  node: Node;
}

const methods: ReadonlySet<string> = new Set(['get', 'post', 'put', 'delete', 'patch', 'head', 'options']);

/**
 * Follows a local `$ref` as long as there is one. Keywords beside a `$ref` win over what it refers to.
 * @throws {Error} when the reference leads nowhere
 */
export function resolve(document: Document, node: Node): Node {
  const { $ref, ...beside } = node;
  if (typeof $ref !== 'string') return node;
  const target = readPointer(document, $ref);
  if (!$ref.startsWith('#/') || target === undefined) throw new Error(`${$ref} leads nowhere in the document`);
  return { ...resolve(document, target as Node), ...beside };
}

/** Every operation of the document, in the document's order. */
export function listOperations(document: Document): Operation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.has(method))
      .map(([method, node]) => readOperation(document, path, method as Method, node as Node, (item.parameters ?? []) as Node[])),
  );
}

function readOperation(document: Document, path: string, method: Method, node: Node, shared: Node[]): Operation {
  const at = (child: unknown) => resolve(document, child as Node);
  const body = node.requestBody === undefined ? undefined : at(node.requestBody);
  return {
    operationId: node.operationId as string,
    method,
    path,
    summary: node.summary as string,
    description: node.description as string,
    tags: node.tags as string[],
    docId: node['x-dli-doc-id'] as string | undefined,
    parameters: [...shared, ...((node.parameters ?? []) as Node[])].map((parameter) => {
      const resolved = at(parameter);
      return { ...resolved, required: resolved.required === true } as unknown as Parameter;
    }),
    requestBody: body && { ...(readContent(document, body) as Content), required: body.required === true },
    responses: Object.fromEntries(
      Object.entries(node.responses as Node).map(([status, child]) => {
        const response = at(child);
        const headers = Object.entries((response.headers ?? {}) as Node).map(([name, header]) => [name, at(header)]);
        return [
          status,
          {
            description: response.description as string,
            headers: Object.fromEntries(headers) as Record<string, Node>,
            content: readContent(document, response),
          },
        ];
      }),
    ),
    node,
  };
}

function readContent(document: Document, holder: Node): Content | undefined {
  const media = (holder.content as Record<string, Node> | undefined)?.['application/json'];
  if (!media) return undefined;
  const examples = Object.entries((media.examples ?? {}) as Node).map(([name, example]) => [name, resolve(document, example as Node)]);
  return { schema: media.schema as Schema, examples: Object.fromEntries(examples) as Record<string, Example> };
}

/** Where a parameter stands. It may be shared: then it stands among the components. */
export function locateParameter(document: Document, { path, method, node }: Operation, index: number): Pointer {
  const shared = (document.paths[path]?.parameters ?? []) as Schema[];
  const own = (node.parameters ?? []) as Schema[];
  const parameter = [...shared, ...own][index];
  if (typeof parameter?.$ref === 'string') return parameter.$ref.slice(1);
  const at = joinPointer('/paths', path);
  return index < shared.length ? joinPointer(at, 'parameters', index) : joinPointer(at, method, 'parameters', index - shared.length);
}
