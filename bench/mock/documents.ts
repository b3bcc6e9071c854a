// Documents with the number of operations that a benchmark needs, made of the document's own.
import document, { type OpenApiDocument, type PathItem } from '@dli-openapi/spec';

const methods = ['get', 'put', 'post', 'delete'] as const;

/** How many operations the document has. */
export const allOperations = countOperations(Object.values(document.paths));

/**
 * Creates a document with a number of operations. If the document has fewer, they are repeated below `/copy1`, `/copy2` and so on.
 * The list of Flink jobs, which the benchmarks call, is always included.
 */
export function createDocument(operations: number): OpenApiDocument {
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

/** Takes operations of a path until the number is reached. */
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

function countOperations(items: PathItem[]): number {
  return items.flatMap((item) => methods.filter((method) => item[method] !== undefined)).length;
}
