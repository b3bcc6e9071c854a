import type { IncomingMessage, ServerResponse } from 'node:http';
import { folderOf, languages } from '@dli-openapi/docs/languages';
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

/** Folders with pages: without the slash at the end, links within them would lead astray. */
const folders: ReadonlySet<string> = new Set(['/docs', ...languages.map((language) => `/docs/${folderOf(language)}`.replace(/\/$/, ''))]);

/** In place of the docs' own file: with it, pages let calls be tried. */
const mockIsHere = 'globalThis.dliMockIsHere = true;\n';

/**
 * Serves docs and mock on one address: docs below `/docs/`, the mock's live page at `/-/`, the mock everywhere else.
 * @throws {MockError} when the address cannot be listened on
 */
export function serveSite(mock: Mock, { docs, host, port, reload = false }: SiteOptions): Promise<Address> {
  const files = sirv(docs, { dev: true, setHeaders: withCharset });
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
      else if (!(reload && answerReload(docs, path, response))) files(below(request), response, () => notFound(response));
      return true;
    },
  });
}

const texts: Record<string, string> = { md: 'markdown', txt: 'plain', yaml: 'yaml' };

/** What text is written in: browsers guess otherwise, and guess wrong for Chinese. */
function withCharset(response: ServerResponse, path: string): void {
  const type = texts[path.slice(path.lastIndexOf('.') + 1)];
  if (type !== undefined) response.setHeader('Content-Type', `text/${type}; charset=utf-8`);
}

/** The request as the docs' own folder sees it. */
function below(request: IncomingMessage): IncomingMessage {
  request.url = request.url?.slice('/docs'.length) ?? '/';
  return request;
}

function notFound(response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('No such page. The docs begin at /docs/\n');
}
