import type { Document, Node } from '@dli-openapi/scripts/document';
import { isNode } from '../../node.ts';

/** A document that stands in another one, under a name of its own. */
export interface Graft {
  /** Goes before the paths and behind the names of components. */
  name: string;
  document: Document;
}

/** One document of many, each found under `/<name>`. What is not paths or components is that of the first. */
export function documentOf(grafts: readonly Graft[]): Document {
  const paths: Document['paths'] = {};
  const components: Document['components'] = {};
  for (const { name, document } of grafts) {
    for (const [path, item] of Object.entries(document.paths)) paths[`/${name}${path}`] = withOwnReferences(item, name) as Node;
    const { securitySchemes = {}, ...others } = document.components;
    components.securitySchemes = securitySchemes;
    for (const [group, nodes] of Object.entries(others)) {
      components[group] ??= {};
      for (const [key, node] of Object.entries(nodes)) Object.assign(components[group], { [key + name]: withOwnReferences(node, name) });
    }
  }
  return { ...grafts[0]?.document, paths, components };
}

function withOwnReferences(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((item) => withOwnReferences(item, name));
  if (!isNode(value)) return value;
  const entries = Object.entries(value).map(([key, child]) => [key, key === '$ref' ? `${child}${name}` : withOwnReferences(child, name)]);
  return Object.fromEntries(entries);
}
