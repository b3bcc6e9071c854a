// Documents of as many operations as a benchmark needs, made of the document's own.
import document, { type OpenApiDocument, type PathItem } from '@dli-openapi/spec';

const methods = ['get', 'put', 'post', 'delete'] as const;

/** How many operations the document has. */
export const allOperations = countOf(Object.values(document.paths));

/**
 * A document of so many operations. Where the document has fewer, its operations come again below `/copy1`, `/copy2` and so on.
 * That which lists Flink jobs, which the benchmarks call, is always there.
 */
export function documentOf(operations: number): OpenApiDocument {
  const paths: Record<string, PathItem> = {};
  const left = { count: operations };
  for (let copy = 0; left.count > 0; copy += 1) {
    for (const [path, item] of Object.entries(document.paths)) {
      const taken = take(item, copy, left);
      if (Object.keys(taken).length > 0) paths[copy === 0 ? path : `/copy${copy}${path}`] = taken;
    }
  }
  return { ...structuredClone(document), paths };
}

/** As many operations of a path as are left to take. */
function take(item: PathItem, copy: number, left: { count: number }): PathItem {
  const taken: PathItem = {};
  for (const method of methods) {
    const operation = item[method];
    if (operation === undefined || left.count === 0) continue;
    taken[method] = { ...structuredClone(operation), operationId: `${operation.operationId}${copy || ''}` };
    left.count -= 1;
  }
  return taken;
}

function countOf(items: PathItem[]): number {
  return items.flatMap((item) => methods.filter((method) => item[method] !== undefined)).length;
}
