import type { Node } from './document.ts';

export type Key = string | number;

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object at a key, or an empty one. */
export function getNode(node: Node, key: string): Node {
  const child = node[key];
  return isNode(child) ? child : {};
}

/** The list at a key, or an empty one. */
export function getList(node: Node, key: string): unknown[] {
  const child = node[key];
  return Array.isArray(child) ? child : [];
}

/** A copy without one key. */
export function omitKey(node: Node, key: string): Node {
  const { [key]: _gone, ...rest } = node;
  return rest;
}

/** A copy in which one key has another name, in the same place. */
export function renameKey(node: Node, from: string, to: string): Node {
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key === from ? to : key, value]));
}

/** A copy in which one place has another value; what is not on the way to it is shared. */
export function replaceAt<Root>(root: Root, [key, ...rest]: readonly Key[], value: unknown): Root {
  if (key === undefined) return value as Root;
  if (Array.isArray(root)) return root.with(Number(key), replaceAt(root[Number(key)], rest, value)) as Root;
  const node = root as Node;
  return { ...node, [key]: replaceAt(node[key], rest, value) } as Root;
}

/** A value of the document as messages show it, cut after 60 characters. */
export function formatValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
