import type { Document, FlatSchema, Operation } from '@dli-openapi/openapi';
import { joinPointer, SchemaReader } from '@dli-openapi/openapi';
import { sampleValue } from './sample-value.ts';

/** What a call sends, before it is put on the wire. */
export interface Input {
  path: Record<string, unknown>;
  query: Record<string, unknown>;
  body: unknown;
}

/** The schemas of an operation's request, by where they apply. */
export interface RequestViews {
  parameters: { name: string; in: 'path' | 'query'; required: boolean; view: FlatSchema }[];
  body: FlatSchema | undefined;
}

export function requestViews(document: Document, operation: Operation): RequestViews {
  const reader = new SchemaReader(document);
  const at = joinPointer('', 'paths', operation.path, operation.method);
  return {
    parameters: operation.parameters
      .filter((parameter) => parameter.in !== 'header')
      .map(({ name, in: place, required, schema }) => ({
        name,
        in: place as 'path' | 'query',
        required,
        view: reader.flatten(schema, joinPointer(at, 'parameters', name)),
      })),
    body: operation.requestBody && reader.flatten(operation.requestBody.schema, joinPointer(at, 'requestBody')),
  };
}

/** The smallest input that is valid. */
export function smallestInput({ parameters, body }: RequestViews): Input {
  const ofPlace = (place: string) => {
    const needed = parameters.filter((parameter) => parameter.in === place && parameter.required);
    return Object.fromEntries(needed.map(({ name, view }) => [name, sampleValue(view)]));
  };
  return { path: ofPlace('path'), query: ofPlace('query'), body: body && sampleValue(body) };
}

/** The request that an input comes to, by hand: it must not depend on the client. */
export function requestOf(operation: Operation, { path, query, body }: Input, baseUrl = 'http://dli.test'): Request {
  const segments = operation.path.replace(/\{(\w+)\}/g, (_match, name: string) => encodeURIComponent(String(path[name])));
  const url = new URL(baseUrl + segments);
  for (const [name, value] of Object.entries(query)) for (const item of [value].flat()) url.searchParams.append(name, String(item));
  return new Request(url, {
    method: operation.method.toUpperCase(),
    headers: { 'x-auth-token': 'token', ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
