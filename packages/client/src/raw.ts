import type { Client, Middleware } from 'openapi-fetch';
import createClient, { createFinalURL, createQuerySerializer, mergeHeaders } from 'openapi-fetch';
import type { paths } from './generated/schema.ts';
import type { Call, KeepResponse, Limits, ReceivedResponse, Send } from './http.ts';
import { createCall, isIdempotent, keepText, replaceText } from './http.ts';
import { parseJson, stringifyJson } from './json.ts';
import type { Operation } from './operation.ts';
import { redactText } from './redaction.ts';
import type { HttpRequest, RequestParts } from './request.ts';
import { writePath } from './request.ts';

/** Calls an operation through openapi-fetch and gives the last response, whatever its status. */
export type RequestOperation = (operation: Operation<never, unknown>, parts: RequestParts, call: Call) => Promise<ReceivedResponse>;

/** What openapi-fetch makes of a call in place of a `Request`, which would cost more than the rest of the call. */
class PlainRequest implements HttpRequest {
  declare readonly method: string;
  declare readonly headers: Headers;
  declare readonly body: string | undefined;
  readonly url: string;

  constructor(url: string, init: Pick<HttpRequest, 'method' | 'headers' | 'body'>) {
    Object.assign(this, init);
    this.url = url;
  }
}

const querySerializer = createQuerySerializer();

/** Creates what calls operations of a core, with what openapi-fetch serializes with: a whole client is 1.4 KB of a program more. */
export function createRequest({ baseUrl }: Pick<RawSettings, 'baseUrl'>, send: Send): RequestOperation {
  return async ({ operationId, method, path }, { params, body }, call) => {
    const pathSerializer = (url: string, values: Record<string, unknown>) => writePath(operationId, url, values);
    const url = createFinalURL(path, { baseUrl, params, querySerializer, pathSerializer });
    const headers = mergeHeaders(body === undefined ? {} : { 'content-type': 'application/json' }, params.header);
    return send({ method: method.toUpperCase(), url, headers, body }, call);
  };
}

/** Calls operations through a client that has no middleware. */
function createPlainRequest(client: Client<paths>, send: Send): RequestOperation {
  return async (operation, parts, call) => {
    const fetch = async (request: PlainRequest) => (await send(request, call, keepText)).response;
    const { response } = await requestOperation(client, operation, parts, { Request: PlainRequest, fetch });
    return { response, text: await response.text() };
  };
}

interface RequestInitOf<Sent> {
  Request?: new (url: string, init: Pick<HttpRequest, 'method' | 'headers' | 'body'>) => Sent;
  fetch: (request: Sent) => Promise<Response>;
}

interface FetchResult {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/** Hands an operation to openapi-fetch, whose own types ask for a path that is known to the compiler. */
function requestOperation<Sent>(
  client: Client<paths>,
  { operationId, method, path }: Operation<never, unknown>,
  { params, body }: RequestParts,
  init: RequestInitOf<Sent>,
): Promise<FetchResult> {
  const request = client.request as unknown as (method: string, path: string, init: object) => Promise<FetchResult>;
  return request(method, path, {
    params,
    body,
    bodySerializer: (text: string) => text,
    pathSerializer: (url: string, values: Record<string, unknown>) => writePath(operationId, url, values),
    parseAs: 'text',
    ...init,
  });
}

interface RawSettings {
  baseUrl: string;
  limits: Limits;
}

/** Creates the openapi-fetch client of `dli.raw`, and what calls operations through it and its middleware. */
export function createRaw(
  { baseUrl, limits }: RawSettings,
  send: Send,
  inherited: Iterable<Middleware> = [],
): { raw: Client<paths>; request: RequestOperation; middleware: Iterable<Middleware> } {
  const raw = createClient<paths>({
    baseUrl,
    fetch: async (request) => {
      const { method, url, signal } = request;
      const operationId = `${method} ${redactText(new URL(url).pathname)}`;
      const call = createCall({ operationId, idempotent: isIdempotent(method), limits, signal });
      return (await send(await readRequest(request), call, keepWhole)).response;
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

  raw.use(...inherited);

  const requestPlainly = createPlainRequest(raw, send);
  const request: RequestOperation = async (operation, parts, call) => {
    if (middleware.size === 0) return requestPlainly(operation, parts, call);
    // Middleware expects a Request and a Response of the run time, and may replace both.
    const fetch = async (request: Request) => (await send(await readRequest(request), call, keepWhole)).response;
    const { data, error, response } = await requestOperation(raw, operation, parts, { fetch });
    const content = data ?? error ?? '';
    return replaceText(response, typeof content === 'string' ? content : stringifyJson(content));
  };
  return { raw, request, middleware };
}

/** A request with its body, read once so that every attempt can send it. */
async function readRequest(request: Request): Promise<HttpRequest> {
  const { method, url, headers, cache, credentials, integrity, keepalive, mode, referrer, referrerPolicy } = request;
  const init = { cache, credentials, integrity, keepalive, mode, referrer, referrerPolicy };
  // Older browsers have no `body`; there a request that may have one is read.
  const hasBody = method !== 'GET' && method !== 'HEAD' && request.body !== null;
  return { method, url, headers, body: hasBody ? new Uint8Array(await request.arrayBuffer()) : undefined, init };
}

/** Makes a response that openapi-fetch and middleware can read. */
const keepWhole: KeepResponse = (response, body) => {
  const { status, statusText, url } = response;
  // A redirect that is not followed has status 0 in browsers. No Response can be made with it, and it has no body.
  if (status < 200) return { response, text: '' };
  // What came in chunks has no length, and what came compressed another one. openapi-fetch calls `json` only with one.
  const headers = new Headers(response.headers);
  headers.set('content-length', String(body.length));
  headers.delete('transfer-encoding');
  const whole = new Response(body.length === 0 ? null : body, { status, statusText, headers });
  Object.defineProperties(whole, { url: { value: url }, json: { value: async () => parseJson(await whole.text()) } });
  return { response: whole, text: '' };
};
