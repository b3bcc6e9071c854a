// The document with more operations: copies of its own under other names, with their own schemas.
import type { Document, Node } from '@dli-openapi/openapi';
import { listOperations } from '@dli-openapi/openapi';

/** Enlarges a document to a number of operations. */
export function enlargeDocument(document: Document, count: number): Document {
  const copies = Math.ceil(count / listOperations(document).length);
  const all = Array.from({ length: copies }, (_, copy) => (copy === 0 ? document : copyDocument(document, copy)));
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

function copyDocument(document: Document, copy: number): Document {
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
  const rename = (entries: object, formatName: (name: string) => string) =>
    Object.fromEntries(Object.entries(entries).map(([name, entry]) => [formatName(name), entry]));
  return {
    ...renamed,
    paths: rename(renamed.paths, (path) => path.replace(/^\/[^/]*/, `$&-${copy}`)) as Document['paths'],
    components: {
      ...renamed.components,
      schemas: rename(renamed.components.schemas ?? {}, (name) => `${name}${copy}`) as Record<string, Node>,
    },
  };
}
