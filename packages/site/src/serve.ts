import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Address, Mock } from '@dli-openapi/mock';
import sirv from 'sirv';
import { answerReload } from './reload.ts';

export interface SiteOptions {
  /** The folder of the built docs. */
  docs: string;
  host: string;
  port: number;
  /** Makes open pages reload themselves once the server is back after a restart. */
  reload?: boolean;
}

/** In place of the docs' own file: with it, pages let calls be tried. */
const mockIsHere = 'globalThis.dliMockIsHere = true;\n';

/**
 * Serves docs and mock on one address: docs below `/docs/`, the mock's live page at `/-/`, the mock everywhere else.
 * @throws {MockError} when the address cannot be listened on
 */
export function serveSite(mock: Mock, { docs, host, port, reload = false }: SiteOptions): Promise<Address> {
  const files = sirv(docs, { dev: true });
  return mock.listen({
    host,
    port,
    page: true,
    beforeRequest(request, response) {
      const path = request.url?.split('?')[0] ?? '/';
      if (path === '/' || path === '/docs') response.writeHead(302, { location: '/docs/' }).end();
      else if (!path.startsWith('/docs/')) return false;
      else if (path === '/docs/mock.js') response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(mockIsHere);
      else if (!(reload && answerReload(docs, path, response))) files(below(request), response, () => notFound(response));
      return true;
    },
  });
}

/** The request as the docs' own folder sees it. */
function below(request: IncomingMessage): IncomingMessage {
  request.url = request.url?.slice('/docs'.length) ?? '/';
  return request;
}

function notFound(response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('No such page. The docs begin at /docs/\n');
}
