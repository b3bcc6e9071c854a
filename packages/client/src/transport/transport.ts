import type { Authenticate } from './credentials.ts';

/** Sends a request and gives the answer. The global `fetch` is one. */
export type FetchFunction = (request: Request) => Promise<Response>;

/**
 * The `fetch` below openapi-fetch. Whatever has to see each request as it goes out belongs here, because the raw
 * client and the named methods both send through it.
 */
export function createTransport(send: FetchFunction, authenticate: Authenticate): FetchFunction {
  return async (request) => {
    await authenticate(request);
    return send(request);
  };
}
