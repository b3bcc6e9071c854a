// The document as it would be with more operations: the same ones again under other names, with schemas of their own.
import type { Document, Node } from '@dli-openapi/openapi';
import { listOperations } from '@dli-openapi/openapi';

/** A document of so many operations. */
export function withOperations(document: Document, count: number): Document {
  const copies = Math.ceil(count / listOperations(document).length);
  const all = Array.from({ length: copies }, (_, copy) => (copy === 0 ? document : copyOf(document, copy)));
  const merged: Document = {
    ...document,
    tags: all.flatMap(({ tags }) => tags as Node[]),
    paths: Object.assign({}, ...all.map(({ paths }) => paths)),
    components: { ...document.components, schemas: Object.assign({}, ...all.map(({ components }) => components.schemas)) },
  };
  const kept = new Set(listOperations(merged).slice(0, count));
  const ids = new Set([...kept].map(({ operationId }) => operationId));
  const paths = Object.entries(merged.paths).map(([path, item]) => [
    path,
    Object.fromEntries(Object.entries(item).filter(([, operation]) => ids.has((operation as { operationId: string }).operationId))),
  ]);
  return { ...merged, paths: Object.fromEntries(paths.filter(([, item]) => Object.keys(item as object).length > 0)) };
}

function copyOf(document: Document, copy: number): Document {
  const renamed = JSON.parse(
    JSON.stringify(document).replace(/"#\/components\/schemas\/(\w+)/g, `"#/components/schemas/$1${copy}`),
  ) as Document;
  for (const { node } of listOperations(renamed)) {
    node.operationId = `${node.operationId}${copy}`;
    node.summary = `${node.summary} (${copy})`;
    node.tags = (node.tags as string[]).map((tag) => `${tag} ${copy}`);
  }
  for (const tag of renamed.tags as Node[]) {
    tag.name = `${tag.name} ${copy}`;
    tag['x-displayName'] = tag.name;
  }
  const rename = (entries: object, nameOf: (name: string) => string) =>
    Object.fromEntries(Object.entries(entries).map(([name, entry]) => [nameOf(name), entry]));
  return {
    ...renamed,
    paths: rename(renamed.paths, (path) => path.replace(/^\/[^/]*/, `$&-${copy}`)) as Document['paths'],
    components: {
      ...renamed.components,
      schemas: rename(renamed.components.schemas ?? {}, (name) => `${name}${copy}`) as Record<string, Node>,
    },
  };
}
