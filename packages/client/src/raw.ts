import type { Client, Middleware } from 'openapi-fetch';
import createClient, { createFinalURL, createQuerySerializer } from 'openapi-fetch';
import type { paths } from './generated/schema.ts';
import type { Call, KeepResponse, Limits, ReceivedResponse, Send } from './http.ts';
import { createCall, isIdempotent } from './http.ts';
import { parseJson, stringifyJson } from './json.ts';
import type { Operation } from './operation.ts';
import { redactText } from './redaction.ts';
import type { HttpRequest, RequestParts } from './request.ts';
import { writePath } from './request.ts';

/** Calls an operation and gives the last response, whatever its status. */
export type RequestOperation = (operation: Operation<never, unknown>, parts: RequestParts, call: Call) => Promise<ReceivedResponse>;

const querySerializer = createQuerySerializer();

/** Creates what calls operations without middleware. Of openapi-fetch it uses the serializers: a whole client costs more CPU and 1.4 KB. */
export function createRequest({ baseUrl }: Pick<RawSettings, 'baseUrl'>, send: Send): RequestOperation {
  return ({ operationId, method, path }, { params, body }, call) => {
    const pathSerializer = (url: string, values: Record<string, unknown>) => writePath(operationId, url, values);
    const url = createFinalURL(path, { baseUrl, params, querySerializer, pathSerializer });
    const headers = Object.entries(body === undefined ? params.header : { 'content-type': 'application/json', ...params.header });
    return send({ method: method.toUpperCase(), url, headers, body }, call);
  };
}

interface FetchResult {
  data?: unknown;
  error?: unknown;
  response: Response;
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

  const requestPlainly = createRequest({ baseUrl }, send);
  // Its own types ask for a path that is known to the compiler.
  const requestAny = raw.request as unknown as (method: string, path: string, init: object) => Promise<FetchResult>;
  const requestThrough: RequestOperation = async (operation, parts, call) => {
    const { data, error, response } = await requestAny(operation.method, operation.path, {
      ...parts,
      bodySerializer: (text: string) => text,
      pathSerializer: (url: string, values: Record<string, unknown>) => writePath(operation.operationId, url, values),
      parseAs: 'text',
      // Middleware expects a Request and a Response of the run time, and may replace both.
      fetch: async (request: Request) => (await send(await readRequest(request), call, keepWhole)).response,
    });
    const content = data ?? error ?? '';
    return { response, text: typeof content === 'string' ? content : stringifyJson(content) };
  };
  const request: RequestOperation = (...args) => (middleware.size === 0 ? requestPlainly(...args) : requestThrough(...args));
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
