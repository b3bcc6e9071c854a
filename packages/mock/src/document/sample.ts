import type { Operation } from './contract.ts';

/** The path of the first operation that can be called with a bare GET, its variables filled with the document's examples. */
export function samplePath(operations: readonly Operation[]): string {
  const operation = operations.find(
    ({ method, parameters }) => method === 'GET' && parameters.every((parameter) => parameter.in === 'path' || !parameter.required),
  );
  if (operation === undefined) return '/';
  return operation.path.replace(/\{(.+?)\}/g, (_, name) => {
    const examples = operation.parameters.find((parameter) => parameter.name === name)?.schema.node.examples;
    return encodeURIComponent(String(Array.isArray(examples) ? examples[0] : name));
  });
}
