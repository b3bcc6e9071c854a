// Documents of as many operations as a benchmark needs, made of the document's own.
import document from '@dli-openapi/spec';

type Path = Record<string, unknown>;
const methods: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'patch']);

/** How many operations the document has. */
export const allOperations = countOf(Object.values(document.paths));

/**
 * A document of so many operations. Where the document has fewer, its operations come again below `/copy1`, `/copy2` and so on.
 * That which lists Flink jobs, which the benchmarks call, is always there.
 */
export function documentOf(operations: number): typeof document {
  const paths: Record<string, Path> = {};
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
function take(item: Path, copy: number, left: { count: number }): Path {
  const taken: Path = {};
  for (const [method, operation] of Object.entries(item)) {
    if (!methods.has(method) || left.count === 0) continue;
    const { operationId } = operation as { operationId: string };
    taken[method] = { ...structuredClone(operation as Path), operationId: `${operationId}${copy || ''}` };
    left.count -= 1;
  }
  return taken;
}

function countOf(items: Path[]): number {
  return items.flatMap((item) => Object.keys(item).filter((method) => methods.has(method))).length;
}
