import type { IncomingMessage, ServerResponse } from 'node:http';
import { folderOf, languages } from '@dli-openapi/docs/languages';
import type { Address, Mock } from '@dli-openapi/mock';
import sirv from 'sirv';
import { respondToReload } from './reload.ts';

export interface SiteOptions {
  /** The folder of the built docs. */
  docs: string;
  host: string;
  port: number;
  /** Makes open pages reload themselves once the server is back after a restart. */
  reload?: boolean;
}

/** Folders with pages, whose relative links need the slash at the end. */
const folders: ReadonlySet<string> = new Set(['/docs', ...languages.map((language) => `/docs/${folderOf(language)}`.replace(/\/$/, ''))]);

/** Replaces the docs' own file, to enable calls from the pages. */
const mockIsHere = 'globalThis.dliMockIsHere = true;\n';

/**
 * Serves docs and mock on one address: docs below `/docs/`, the mock's live page at `/-/`, the mock everywhere else.
 * @throws {MockError} if the address cannot be listened on
 */
export function serveSite(mock: Mock, { docs, host, port, reload = false }: SiteOptions): Promise<Address> {
  const files = sirv(docs, { dev: true, setHeaders: setCharset });
  return mock.listen({
    host,
    port,
    page: true,
    beforeRequest(request, response) {
      const path = request.url?.split('?')[0] ?? '/';
      if (path === '/') response.writeHead(302, { location: '/docs/' }).end();
      else if (folders.has(path)) response.writeHead(302, { location: `${path}/` }).end();
      else if (!path.startsWith('/docs/')) return false;
      else if (path === '/docs/mock.js') response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(mockIsHere);
      else if (!(reload && respondToReload(docs, path, response))) files(rewriteUrl(request), response, () => sendNotFound(response));
      return true;
    },
  });
}

const texts: Record<string, string> = { md: 'markdown', txt: 'plain', yaml: 'yaml' };

/** Sets the charset of text, which browsers would guess wrong for Chinese. */
function setCharset(response: ServerResponse, path: string): void {
  const type = texts[path.slice(path.lastIndexOf('.') + 1)];
  if (type !== undefined) response.setHeader('Content-Type', `text/${type}; charset=utf-8`);
}

/** Rewrites the URL of a request relative to the folder of the docs. */
function rewriteUrl(request: IncomingMessage): IncomingMessage {
  request.url = request.url?.slice('/docs'.length) ?? '/';
  return request;
}

function sendNotFound(response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('No such page. The docs begin at /docs/\n');
}
