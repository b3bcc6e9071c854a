import type { Operation } from '@dli-openapi/openapi';
import type { Input } from '../requests.ts';

/** A request as it goes out, built by hand: it must not depend on the client. */
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

/**
 * The request that an input comes to. A bigint in it goes out as an integer of all its digits, a list in the query as its
 * items, each with the name.
 */
export function wireOf({ method, path, requestBody }: Operation, input: Input): WireRequest {
  const body = requestBody === undefined || input.body === undefined ? undefined : jsonText(input.body);
  return {
    method: method.toUpperCase(),
    path: path.replace(/\{(\w+)\}/g, (_match, name: string) => encodeURIComponent(String(input.path[name]))),
    query: Object.entries(input.query)
      .flatMap(([name, value]) => [value].flat().map((item) => pairOf(name, item)))
      .join('&'),
    mediaType: body === undefined ? undefined : 'application/json',
    body,
  };
}

/** A name and a value as a query has them. */
export function pairOf(name: string, value: unknown): string {
  return `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`;
}

export function requestTo(baseUrl: string, { method, path, query, mediaType, body }: WireRequest): Request {
  return new Request(`${baseUrl}${path}${query === '' ? '' : `?${query}`}`, {
    method,
    headers: { 'x-auth-token': 'token', ...(mediaType !== undefined && { 'content-type': mediaType }) },
    ...(body !== undefined && { body }),
  });
}

// The types do not know it yet.
const { rawJSON } = JSON as typeof JSON & { rawJSON(text: string): unknown };

function jsonText(value: unknown): string {
  return JSON.stringify(value, (_name, child: unknown) => (typeof child === 'bigint' ? rawJSON(String(child)) : child));
}
