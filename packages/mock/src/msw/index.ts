// Request handlers for MSW 2, https://mswjs.io: a mock responds to what a test sends to DLI's endpoints.
import { regions } from '@dli-openapi/client';
import type { HttpHandler } from 'msw';
import { HttpResponse, http } from 'msw';
import { readAddress } from '../address.ts';
import type { Mock } from '../mock.ts';

/** Which requests the handlers are for. */
export interface HandlersOptions {
  /** Where DLI is called, such as `https://dli.example.com`; a path in it belongs to the mock. Default: the endpoints of all regions. */
  baseUrl?: string | readonly string[] | undefined;
}

/**
 * Creates handlers that give a mock's responses, its planned replies and faults included, to whatever is sent to DLI's endpoints.
 * @throws {MockError} if an address has anything but scheme, host, port and path
 * @example const server = setupServer(...createHandlers(mock));
 */
export function createHandlers(mock: Pick<Mock, 'fetch'>, { baseUrl = Object.values(regions) }: HandlersOptions = {}): HttpHandler[] {
  return [baseUrl].flat().map((base) => http.all(`${readAddress('baseUrl', base)}/*`, ({ request }) => respond(mock, request)));
}

async function respond({ fetch }: Pick<Mock, 'fetch'>, request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    // MSW makes a response of anything thrown, except of its own sign for a connection that broke.
    return HttpResponse.error();
  }
}
