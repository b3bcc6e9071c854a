import type { Client, Middleware } from 'openapi-fetch';
import createClient from 'openapi-fetch';
import type { paths } from './generated/schema.ts';
import type { Limits, ReceivedResponse, Send } from './http.ts';
import { createCall, isIdempotent } from './http.ts';
import { parseJson, stringifyJson } from './json.ts';
import type { RequestOperation } from './openapi-fetch.ts';
import { createPlainRequest, requestOperation } from './openapi-fetch.ts';
import type { HttpRequest } from './request.ts';
import { writePath } from './request.ts';

interface RawSettings {
  baseUrl: string;
  limits: Limits;
}

/** Creates the openapi-fetch client of `dli.raw`, and what calls operations through it and its middleware. */
export function createRaw({ baseUrl, limits }: RawSettings, send: Send): { raw: Client<paths>; request: RequestOperation } {
  const raw = createClient<paths>({
    baseUrl,
    fetch: async (request) => {
      const { method, url, signal } = request;
      const operationId = `${method} ${new URL(url).pathname}`;
      const call = createCall({ operationId, idempotent: isIdempotent(method), limits, signal });
      return (await send(await readRequest(request), call, readWhole)).response;
    },
    pathSerializer: (url, values) => writePath(url.slice(baseUrl.length), url, values),
    bodySerializer: (body: unknown) => (body instanceof FormData ? body : stringifyJson(body)),
  });
  const middleware = new Set<Middleware>();
  const { use, eject } = raw;
  raw.use = (...added) => {
    use(...added);
    for (const one of added) middleware.add(one);
  };
  raw.eject = (...removed) => {
    eject(...removed);
    for (const one of removed) middleware.delete(one);
  };

  const requestPlainly = createPlainRequest(raw, send);
  const request: RequestOperation = async (operation, parts, call) => {
    if (middleware.size === 0) return requestPlainly(operation, parts, call);
    // Middleware expects a Request and a Response of the run time, and may replace both.
    const fetch = async (request: Request) => (await send(await readRequest(request), call, readWhole)).response;
    const { data, error, response } = await requestOperation(raw, operation, parts, { fetch });
    const content = data ?? error ?? '';
    return { response, text: typeof content === 'string' ? content : stringifyJson(content) };
  };
  return { raw, request };
}

/** A request with its body, read once so that every attempt can send it. */
async function readRequest(request: Request): Promise<HttpRequest> {
  const { method, url, headers, cache, credentials, integrity, keepalive, mode, referrer, referrerPolicy } = request;
  const init = { cache, credentials, integrity, keepalive, mode, referrer, referrerPolicy };
  // Older browsers have no `body`; there a request that may have one is read.
  const hasBody = method !== 'GET' && method !== 'HEAD' && request.body !== null;
  return { method, url, headers, body: hasBody ? new Uint8Array(await request.arrayBuffer()) : undefined, init };
}

/** Reads a response as a whole, and gives one that openapi-fetch and middleware can read. */
async function readWhole(response: Response): Promise<ReceivedResponse> {
  // A redirect that is not followed has status 0 in browsers. No Response can be made with it, and it has no body.
  if (response.status < 200) return { response, text: '' };
  const bytes = await response.arrayBuffer();
  const { status, statusText, url } = response;
  // What came in chunks has no length, and what came compressed another one. openapi-fetch calls `json` only with one.
  const headers = new Headers(response.headers);
  headers.set('content-length', String(bytes.byteLength));
  const whole = new Response(bytes.byteLength === 0 ? null : bytes, { status, statusText, headers });
  Object.defineProperties(whole, { url: { value: url }, json: { value: async () => parseJson(await whole.text()) } });
  return { response: whole, text: '' };
}
