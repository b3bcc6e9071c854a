import type { Client } from 'openapi-fetch';
import type { paths } from './generated/schema.ts';
import type { Call, ReceivedResponse, Send } from './http.ts';
import type { Operation } from './operation.ts';
import type { HttpRequest, RequestParts } from './request.ts';
import { writePath } from './request.ts';

/** Calls an operation through openapi-fetch and gives the last response, whatever its status. */
export type RequestOperation = (operation: Operation<never, unknown>, parts: RequestParts, call: Call) => Promise<ReceivedResponse>;

/** What openapi-fetch makes of a call in place of a `Request`, which would cost more than the rest of the call. */
export class PlainRequest implements HttpRequest {
  declare readonly method: string;
  declare readonly headers: Headers;
  declare readonly body: string | undefined;
  readonly url: string;

  constructor(url: string, init: Pick<HttpRequest, 'method' | 'headers' | 'body'>) {
    Object.assign(this, init);
    this.url = url;
  }
}

/** Calls operations through a client that has no middleware. */
export function createPlainRequest(client: Client<paths>, send: Send): RequestOperation {
  return async (operation, parts, call) => {
    const fetch = async (request: PlainRequest) => (await send(request, call, readTwice)).response;
    const { response } = await requestOperation(client, operation, parts, { Request: PlainRequest, fetch });
    return { response, text: await response.text() };
  };
}

/** Reads a response so that openapi-fetch can read its text again. */
async function readTwice(response: Response): Promise<ReceivedResponse> {
  const text = await response.text();
  Object.assign(response, { text: async () => text });
  return { response, text };
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
export function requestOperation<Sent>(
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
