import type { Node } from './document.ts';

export type Key = string | number;

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Gets the object at a key, or an empty one. */
export function getNode(node: Node, key: string): Node {
  const child = node[key];
  return isNode(child) ? child : {};
}

/** Gets the list at a key, or an empty one. */
export function getList(node: Node, key: string): unknown[] {
  const child = node[key];
  return Array.isArray(child) ? child : [];
}

/** Copies a node without one key. */
export function omitKey(node: Node, key: string): Node {
  const { [key]: _gone, ...rest } = node;
  return rest;
}

/** Copies a node with one key renamed, in the same position. */
export function renameKey(node: Node, from: string, to: string): Node {
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key === from ? to : key, value]));
}

/** Copies a tree with another value at one place; what is not on the way there is shared. */
export function replaceAt<Root>(root: Root, [key, ...rest]: readonly Key[], value: unknown): Root {
  if (key === undefined) return value as Root;
  if (Array.isArray(root)) return root.with(Number(key), replaceAt(root[Number(key)], rest, value)) as Root;
  const node = root as Node;
  return { ...node, [key]: replaceAt(node[key], rest, value) } as Root;
}

/** Formats a value for a message, cut after 60 characters. */
export function formatValue(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
