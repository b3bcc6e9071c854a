import { isDeepStrictEqual } from 'node:util';
import type { Operation } from '@dli-openapi/openapi';
import type { Input } from '../requests.ts';

/** A request as it came in, not looked into yet. */
export interface Received {
  method: string;
  /** Path and query. */
  target: string;
  body: string;
}

/** What of an input did not come in as it was given, one line for each. Empty when all of it did, and nothing else. */
export function lossesOf(operation: Operation, input: Input, { method, target, body }: Received): string[] {
  const [path = '', query = '', ...more] = target.split('?');
  const losses: string[] = [];
  const compare = (what: string, given: unknown, got: unknown) => {
    if (!isDeepStrictEqual(given, got)) losses.push(`${what}: given ${shown(given)}, got ${shown(got)}`);
  };
  compare('method', operation.method.toUpperCase(), method);
  compare('question marks', 0, more.length);
  compare('path', segmentsOf(operation, input), path.split('/').map(decodeURIComponent));
  compare('query', new Map(Object.entries(input.query).map(([name, value]) => [name, [value].flat().map(String)])), queryOf(query));
  compare('body', operation.requestBody ? input.body : undefined, body === '' ? undefined : JSON.parse(body));
  return losses;
}

function segmentsOf({ path }: Operation, input: Input): string[] {
  return path.split('/').map((segment) => segment.replace(/^\{(\w+)\}$/, (_match, name: string) => String(input.path[name])));
}

/** The values of each name, in order. */
function queryOf(query: string): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const pair of query === '' ? [] : query.split('&')) {
    const [name = '', ...texts] = pair.split('=').map((text) => decodeURIComponent(text.replaceAll('+', ' ')));
    values.set(name, [...(values.get(name) ?? []), ...texts]);
  }
  return values;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value instanceof Map ? [...value] : value) ?? 'nothing';
  return text.length <= 500 ? text : `${text.slice(0, 500)}… (${text.length} characters)`;
}
