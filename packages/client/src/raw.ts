import type { Client } from 'openapi-fetch';
import createClient, { defaultPathSerializer } from 'openapi-fetch';
import type { Connection } from './connection.ts';
import { connectionOf } from './connection.ts';
import { DliInputError } from './errors/index.ts';
import type { paths } from './generated/schema.ts';
import { parseJson } from './json/parse-json.ts';
import { stringifyJson } from './json/stringify-json.ts';
import type { DliCoreOptions } from './options.ts';
import { pathSegmentProblem } from './path-segment.ts';
import type { Answer } from './transport/answer.ts';
import { isIdempotent, newCall } from './transport/call.ts';

/**
 * An openapi-fetch client, which calls by method and path: the way out where named methods do not go. It has the client's
 * address, credentials, retries, time limits and hooks. It takes `project_id` with every call and leaves answers as they
 * are: it does not look at `is_success` and does not throw for a status. As in named methods, an integer beyond 2^53 is a
 * bigint, in bodies and in `data`; digits in a string stay a string. Its middleware sees its own calls only, before they are
 * authenticated; where middleware makes another `Response`, integers are rounded.
 */
export type DliRaw = Client<paths>;

/**
 * Creates an openapi-fetch client by itself.
 * @throws {DliConfigurationError} when the options cannot work
 */
export function createDliRaw(options: DliCoreOptions): DliRaw {
  return rawOf(connectionOf(options));
}

/** An openapi-fetch client whose calls go out by a connection. */
export function rawOf({ baseUrl, limits, transport }: Connection): DliRaw {
  const fetch = async (request: Request) => {
    const { method, url, signal } = request;
    const operationId = `${method} ${new URL(url).pathname}`;
    const call = newCall({ operationId, idempotent: isIdempotent(method), limits, signal });
    const { response } = await transport(
      { method, url, headers: new Map(request.headers), body: await bodyOf(request), request, read },
      call,
    );
    return response;
  };
  return createClient<paths>({
    baseUrl,
    fetch,
    pathSerializer: (url, values) => pathOf(url, values, baseUrl),
    bodySerializer: (body: unknown) => (body instanceof FormData ? body : stringifyJson(body)),
  });
}

/** The bytes of a request's body, read once so that every attempt can send them. */
async function bodyOf(request: Request): Promise<Uint8Array<ArrayBuffer> | undefined> {
  // Older browsers have no `body`; there a request that may have one is read.
  if (request.method === 'GET' || request.method === 'HEAD' || request.body === null) return undefined;
  return new Uint8Array(await request.arrayBuffer());
}

/** An answer as a whole that can still be read, for openapi-fetch and for middleware. */
async function read(response: Response): Promise<Answer> {
  // A redirect that is not followed has status 0 in browsers. No Response can be made with it, and it has no body.
  if (response.status < 200) return { response, text: '' };
  const bytes = await response.arrayBuffer();
  const { status, statusText, url } = response;
  // What came in chunks tells no length, and what came compressed another one. openapi-fetch asks for `json` only with one.
  const headers = new Headers(response.headers);
  headers.set('content-length', String(bytes.byteLength));
  const whole = new Response(bytes.byteLength === 0 ? null : bytes, { status, statusText, headers });
  Object.defineProperties(whole, { url: { value: url }, json: { value: async () => parseJson(await whole.text()) } });
  return { response: whole, text: '' };
}

function pathOf(url: string, values: Record<string, unknown>, baseUrl: string): string {
  for (const [, name = ''] of url.matchAll(/\{(\w+)\}/g)) {
    const value = values[name] ?? undefined;
    const problem = value === undefined ? 'is missing. It is part of the path' : pathSegmentProblem(String(value));
    if (problem !== undefined) throw new DliInputError(url.slice(baseUrl.length), name, `${problem}.`);
  }
  return defaultPathSerializer(url, values);
}
