import { isDeepStrictEqual } from 'node:util';
import type { Operation } from '@dli-openapi/openapi';
import type { Input } from '../subject.ts';

/** An HTTP request, built without the client. */
export interface WireRequest {
  method: string;
  /** Percent-encoded, with a slash in front. */
  path: string;
  /** Percent-encoded, without the question mark. */
  query: string;
  /** The media type of the body. */
  mediaType: string | undefined;
  body: string | undefined;
}

/** Writes the request of an input. A bigint is written with all its digits, a list in the query item by item. */
export function writeRequest({ method, path, requestBody }: Operation, input: Input): WireRequest {
  const body = requestBody === undefined || input.body === undefined ? undefined : writeJson(input.body);
  return {
    method: method.toUpperCase(),
    path: path.replace(/\{(\w+)\}/g, (_match, name: string) => encodeURIComponent(String(input.path[name]))),
    query: Object.entries(input.query)
      .flatMap(([name, value]) => [value].flat().map((item) => writePair(name, item)))
      .join('&'),
    mediaType: body === undefined ? undefined : 'application/json',
    body,
  };
}

export function writePair(name: string, value: unknown): string {
  return `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`;
}

export function toRequest({ method, path, query, mediaType, body }: WireRequest, headers: Record<string, string>): Request {
  return new Request(`http://dli.test${path}${query === '' ? '' : `?${query}`}`, {
    method,
    headers: { ...headers, ...(mediaType !== undefined && { 'content-type': mediaType }) },
    ...(body !== undefined && { body }),
  });
}

// The types do not know these yet.
const { rawJSON } = JSON as typeof JSON & { rawJSON(text: string): unknown };
const parseWithSource = JSON.parse as (
  text: string,
  reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
) => unknown;

function writeJson(value: unknown): string {
  return JSON.stringify(value, (_name, child: unknown) => (typeof child === 'bigint' ? rawJSON(String(child)) : child));
}

/** Reads JSON, with integers that a number would round as bigints. */
function readJson(text: string): unknown {
  return parseWithSource(text, (_key, value, { source = '' }) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source) ? BigInt(source) : value,
  );
}

/** A request as it was received, unparsed. */
export interface Received {
  method: string;
  /** Path and query. */
  target: string;
  body: string;
}

/** Lists the parts of an input that were not received as they were sent, one line each. Empty if all were, and nothing else was. */
export function findLosses(operation: Operation, input: Input, { method, target, body }: Received): string[] {
  const [path = '', query = '', ...more] = target.split('?');
  const segments = operation.path
    .split('/')
    .map((segment) => segment.replace(/^\{(\w+)\}$/, (_match, name: string) => String(input.path[name])));
  const pairs = Object.entries(input.query).map(([name, value]) => [name, [value].flat().map(String)] as const);
  const compared: [what: string, given: unknown, got: unknown][] = [
    ['method', operation.method.toUpperCase(), method],
    ['question marks', 0, more.length],
    ['path', segments, path.split('/').map(decodeURIComponent)],
    ['query', new Map(pairs), readQuery(query)],
    [
      'body',
      operation.requestBody && input.body !== undefined ? readJson(writeJson(input.body)) : undefined,
      body === '' ? undefined : readJson(body),
    ],
  ];
  return compared
    .filter(([, given, got]) => !isDeepStrictEqual(given, got))
    .map(([what, given, got]) => `${what}: given ${show(given)}, got ${show(got)}`);
}

/** Reads the values of each name, in order. */
function readQuery(query: string): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const pair of query === '' ? [] : query.split('&')) {
    const [name = '', ...texts] = pair.split('=').map((text) => decodeURIComponent(text.replaceAll('+', ' ')));
    values.set(name, [...(values.get(name) ?? []), ...texts]);
  }
  return values;
}

function show(value: unknown): string {
  const text = JSON.stringify(value instanceof Map ? [...value] : value, (_key, child) =>
    typeof child === 'bigint' ? `${child}n` : child,
  );
  return text === undefined ? 'nothing' : text.length <= 500 ? text : `${text.slice(0, 500)}… (${text.length} characters)`;
}

/** Parses JSON; undefined if the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
