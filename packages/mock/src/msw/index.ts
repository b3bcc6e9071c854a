// Request handlers for MSW 2, https://mswjs.io: what a test sends to DLI's endpoints, a mock answers.
import { regions } from '@dli-openapi/client';
import type { HttpHandler } from 'msw';
import { HttpResponse, http } from 'msw';
import type { Mock } from '../mock.ts';

/** Which requests to answer. */
export interface HandlersOptions {
  /** Where DLI is called, such as `https://dli.example.com`; a path in it belongs to the mock. The endpoints of all regions unless given. */
  baseUrl?: string | readonly string[] | undefined;
}

/**
 * Handlers that give a mock's answers, its planned replies and faults included, to whatever is sent to DLI's endpoints.
 * @example const server = setupServer(...handlersOf(mock));
 */
export function handlersOf(mock: Pick<Mock, 'fetch'>, { baseUrl = Object.values(regions) }: HandlersOptions = {}): HttpHandler[] {
  return [baseUrl].flat().map((base) => http.all(`${base.replace(/\/$/, '')}/*`, ({ request }) => answerOf(mock, request)));
}

async function answerOf({ fetch }: Pick<Mock, 'fetch'>, request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    // MSW makes an answer of anything thrown, except of its own sign for a connection that broke.
    return HttpResponse.error();
  }
}
