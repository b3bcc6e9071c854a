import type { Document, Key, Node } from '@dli-openapi/openapi';
import { isNode, listOperations } from '@dli-openapi/openapi';

/** A part of an operation. */
export interface Part {
  operationId: string;
  of: 'request' | 'response' | 'operation';
  /** It is only in the JSON that strings of it carry. */
  carried: boolean;
}

/** Finds the operations that a place of one document is part of. */
export class Reach {
  readonly #document: Document;
  /** By component, such as `schemas/FlinkJob`. */
  readonly #components = new Map<string, Part[]>();
  /** By path. */
  readonly #operations = new Map<string, { method: string; operationId: string }[]>();

  constructor(document: Document) {
    this.#document = document;
    for (const { operationId, path, method, node } of listOperations(document)) {
      this.#operations.set(path, [...(this.#operations.get(path) ?? []), { method, operationId }]);
      const { parameters, requestBody, responses } = node;
      this.#mark([document.paths[path]?.parameters, parameters, requestBody], operationId, 'request');
      this.#mark(responses, operationId, 'response');
    }
  }

  /** The operations that a change at a place can be seen in, each with the part of it that changes. Empty where it concerns none. */
  of(keys: readonly Key[]): Part[] {
    const [top, first, second, third] = keys;
    const carried = keys.includes('contentSchema');
    if (top === 'components') {
      return (this.#components.get(`${first}/${second}`) ?? []).map((part) => ({ ...part, carried: part.carried || carried }));
    }
    if (top !== 'paths') return [];
    return (this.#operations.get(String(first)) ?? [])
      .filter(({ method }) => second === undefined || second === 'parameters' || second === method)
      .map(({ operationId }) => ({ operationId, of: partOf(second === 'parameters' ? second : third), carried }));
  }

  #mark(value: unknown, operationId: string, of: Part['of']): void {
    const plain = componentsIn(this.#document, value, { carried: false });
    for (const component of componentsIn(this.#document, value)) {
      const part = { operationId, of, carried: !plain.has(component) };
      this.#components.set(component, [...(this.#components.get(component) ?? []), part]);
    }
  }
}

function partOf(key: Key | undefined): Part['of'] {
  if (key === 'parameters' || key === 'requestBody') return 'request';
  return key === 'responses' ? 'response' : 'operation';
}

/**
 * The components that a value refers to, directly or through others, such as `schemas/FlinkJob`.
 * @param options.carried whether to look into the schemas of JSON in strings
 */
export function componentsIn(document: Document, value: unknown, { carried } = { carried: true }): Set<string> {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const item of node) visit(item);
    if (!isNode(node)) return;
    const [, component] = /^#\/components\/(.+)$/.exec(String(node.$ref)) ?? [];
    if (component !== undefined && !found.has(component)) {
      found.add(component);
      visit(componentAt(document, component));
    }
    for (const [key, child] of Object.entries(node)) if (carried || key !== 'contentSchema') visit(child);
  };
  visit(value);
  return found;
}

/** The component of a name such as `schemas/FlinkJob`. */
export function componentAt(document: Document, component: string): Node | undefined {
  const [group = '', name = ''] = component.split('/');
  return document.components[group]?.[name];
}
