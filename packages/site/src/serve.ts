import type { ServerResponse } from 'node:http';
import type { Address, Mock } from '@dli-openapi/mock';
import { respondToReload } from './reload.ts';
import { createFiles } from './static-files.ts';

export interface SiteOptions {
  /** The folder of the built docs. */
  docs: string;
  host: string;
  port: number;
  /** Makes open pages reload themselves once the server is back after a restart. */
  reload?: boolean;
}

/** Replaces the docs' own file, to enable calls from the pages. */
const mockIsHere = 'globalThis.dliMockIsHere = true;\n';

/**
 * Serves docs and mock on one address: docs below `/docs/`, the mock's live page at `/-/`, the mock everywhere else.
 * @throws {MockError} if the address cannot be listened on
 */
export function serveSite(mock: Mock, { docs, host, port, reload = false }: SiteOptions): Promise<Address> {
  const files = createFiles(docs, '/docs/', { 'mock.js': mockIsHere });
  return mock.listen({
    host,
    port,
    page: true,
    beforeRequest(request, response) {
      const path = request.url?.split('?')[0] ?? '/';
      if (path === '/') redirect(response, '/docs/');
      else if (path === '/docs') redirect(response, '/docs/');
      else if (!path.startsWith('/docs/')) return false;
      else if (!(reload && respondToReload(path, response))) files.respond(request, response, reload);
      return true;
    },
  });
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location }).end();
}
