import type { Document, Node } from '@dli-openapi/openapi';
import { isNode } from '@dli-openapi/openapi';

/** A document that stands in another one, under a name of its own. */
export interface Graft {
  /** Goes before the paths and behind the names of components. */
  name: string;
  document: Document;
}

/**
 * One document of many, each found under `/<name>`. What is not paths or components is that of the first. What is as it was
 * in the original, and refers to nothing, is there once for all.
 */
export function documentOf(original: Document, grafts: readonly Graft[]): Document {
  const paths: Document['paths'] = {};
  const components: Document['components'] = {};
  const add = (group: string, name: string, node: Node): void => {
    components[group] ??= {};
    components[group][name] = node;
  };
  for (const { name, document } of grafts) {
    const own = new Set<string>();
    const each = Object.entries(document.components).flatMap(([group, nodes]) =>
      Object.entries(nodes).map(([key, node]) => ({ group, key, node })),
    );
    for (const { group, key, node } of each) {
      const isShared = group === 'securitySchemes' || (node === original.components[group]?.[key] && !refers(node));
      if (isShared) add(group, key, node);
      else own.add(`#/components/${group}/${key}`);
    }
    const renamed = (node: Node): Node => withOwnReferences(node, own, name) as Node;
    for (const { group, key, node } of each) if (own.has(`#/components/${group}/${key}`)) add(group, key + name, renamed(node));
    for (const [path, item] of Object.entries(document.paths)) paths[`/${name}${path}`] = renamed(item);
  }
  return { ...grafts[0]?.document, paths, components };
}

const known = new WeakMap<Node, boolean>();

function refers(node: Node): boolean {
  const does = known.get(node) ?? JSON.stringify(node).includes('"$ref"');
  known.set(node, does);
  return does;
}

function withOwnReferences(value: unknown, own: ReadonlySet<string>, name: string): unknown {
  if (Array.isArray(value)) return value.map((item) => withOwnReferences(item, own, name));
  if (!isNode(value)) return value;
  const entries = Object.entries(value).map(([key, child]) => [
    key,
    key === '$ref' && own.has(String(child)) ? `${child}${name}` : withOwnReferences(child, own, name),
  ]);
  return Object.fromEntries(entries);
}
