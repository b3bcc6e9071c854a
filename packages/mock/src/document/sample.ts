import { getKeyword } from '../generated/openapi/index.ts';
import type { Operation } from './operations.ts';

/** The path of the first operation that can be called with a bare GET, its variables filled with the document's examples. */
export function samplePath(operations: readonly Operation[]): string {
  const operation = operations.find(
    ({ method, parameters }) => method === 'GET' && parameters.every((parameter) => parameter.in === 'path' || !parameter.required),
  );
  if (operation === undefined) return '/';
  return operation.path.replace(/\{(.+?)\}/g, (_, name) => {
    const schema = operation.parameters.find((parameter) => parameter.name === name)?.schema;
    const [example = name] = (schema && (getKeyword(schema, 'examples') as unknown[] | undefined)) ?? [];
    return encodeURIComponent(String(example));
  });
}
