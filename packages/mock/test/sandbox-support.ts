import type { Loose } from './support.ts';
import { copyOfDocument, token } from './support.ts';

/** What a call sends. */
export interface CallInput {
  project?: string;
  /** Of the path, all but the project. */
  path?: Record<string, string | number | bigint>;
  query?: Record<string, string | number>;
  /** JSON, or its text. */
  body?: unknown;
}

export interface Reply {
  status: number;
  text: string;
  body: Loose;
}

const operations = new Map(
  Object.entries(copyOfDocument().paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { operationId }]) => [String(operationId), { path, method: method.toUpperCase() }]),
  ),
);

export const operationIds = [...operations.keys()];

/** Calls operations of a mock by their names, in the project `test` unless another one is given. */
export function createCaller(mock: { fetch: typeof fetch }) {
  return async (operationId: string, { project = 'test', path = {}, query = {}, body }: CallInput = {}): Promise<Reply> => {
    const operation = operations.get(operationId);
    if (operation === undefined) throw new Error(`There is no operation ${operationId}.`);
    const values: Record<string, unknown> = { project_id: project, ...path };
    const filled = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])));
    const search = new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]));
    const response = await mock.fetch(`http://mock${filled}?${search}`, {
      method: operation.method,
      headers: { ...token, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, text, body: text === '' ? {} : JSON.parse(text) };
  };
}
