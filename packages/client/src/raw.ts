import type { Client, Middleware } from 'openapi-fetch';
import createClient from 'openapi-fetch';
import type { paths } from './generated/schema.ts';
import type { Call, Limits, ReceivedResponse, Send } from './http.ts';
import { createCall, isIdempotent } from './http.ts';
import { parseJson, stringifyJson } from './json.ts';
import type { Operation } from './operation.ts';
import type { HttpRequest, RequestParts } from './request.ts';
import { writePath } from './request.ts';

/** The openapi-fetch client that carries every call. */
export interface RawClient {
  raw: Client<paths>;
  /** Calls an operation and gives the last response, whatever its status. */
  request(operation: Operation<never, unknown>, parts: RequestParts, call: Call): Promise<ReceivedResponse>;
}

interface RawSettings {
  baseUrl: string;
  limits: Limits;
  send: Send;
}

/** Creates an openapi-fetch client whose `fetch` authenticates, limits and retries. */
export function createRawClient({ baseUrl, limits, send }: RawSettings): RawClient {
  const middleware = new Set<Middleware>();
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
  const { use, eject } = raw;
  raw.use = (...added) => {
    use(...added);
    for (const one of added) middleware.add(one);
  };
  raw.eject = (...removed) => {
    eject(...removed);
    for (const one of removed) middleware.delete(one);
  };

  async function request({ operationId, method, path }: Operation<never, unknown>, { params, body }: RequestParts, call: Call) {
    let received: ReceivedResponse | undefined;
    // Middleware may do with a Request and a Response whatever it likes. Without any, both cost more than the call itself.
    const isPlain = middleware.size === 0;
    const { data, error, response } = await (raw.request as UntypedRequest)(method, path, {
      params,
      body,
      bodySerializer: (text) => text,
      pathSerializer: (url, values) => writePath(operationId, url, values),
      parseAs: 'text',
      ...(isPlain && { Request: PlainRequest }),
      fetch: async (request) => {
        received = isPlain ? await send(request, call, readPlain) : await send(await readRequest(request), call, readWhole);
        return received.response;
      },
    });
    if (isPlain && received) return received;
    const content = data ?? error;
    return { response, text: typeof content === 'string' ? content : (stringifyJson(content) ?? '') };
  }

  return { raw, request };
}

/** `request` of openapi-fetch for any operation. */
type UntypedRequest = (
  method: string,
  path: string,
  init: {
    params: object;
    body: string | undefined;
    bodySerializer: (body: string) => string;
    pathSerializer: (path: string, values: Record<string, unknown>) => string;
    parseAs: 'text';
    Request?: typeof PlainRequest;
    fetch: (request: Request & HttpRequest) => Promise<Response>;
  },
) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

/** What openapi-fetch makes of a call in place of a `Request`. */
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

/** A response whose text can be read once more, by openapi-fetch. */
async function readPlain(response: Response): Promise<ReceivedResponse> {
  const text = await response.text();
  Object.defineProperty(response, 'text', { value: async () => text });
  return { response, text };
}

/** A request with its body, read once so that every attempt can send it. */
async function readRequest(request: Request): Promise<HttpRequest> {
  const { method, url, headers } = request;
  // Older browsers have no `body`; there a request that may have one is read.
  const hasBody = method !== 'GET' && method !== 'HEAD' && request.body !== null;
  const { cache, credentials, integrity, keepalive, mode, referrer, referrerPolicy } = request;
  const init = { cache, credentials, integrity, keepalive, mode, referrer, referrerPolicy };
  return { method, url, headers, body: hasBody ? new Uint8Array(await request.arrayBuffer()) : undefined, init };
}

/** A response as a whole that can still be read, by openapi-fetch and by middleware. */
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
