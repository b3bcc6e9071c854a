import { readFile } from 'node:fs/promises';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sirv from 'sirv';

/** What handles the requests that are not for the docs. */
export type RequestListener = (request: IncomingMessage, response: ServerResponse) => void;

export interface SiteOptions {
  /** The folder of the built docs. */
  docs: string;
  /** Answers everything outside of `/docs/`. */
  mock: RequestListener;
  host: string;
  port: number;
  /** Makes open pages reload themselves once the server is back after a restart. */
  reload?: boolean;
}

/**
 * Serves docs and mock on one address: docs below `/docs/`, the mock everywhere else.
 * @returns the server, listening
 * @throws {Error} what `listen` throws, such as `EADDRINUSE`
 */
export function serveSite({ docs, mock, host, port, reload = false }: SiteOptions): Promise<Server> {
  const files = sirv(docs, { dev: true });
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/' || pathname === '/docs') {
      response.writeHead(302, { location: '/docs/' }).end();
    } else if (!pathname.startsWith('/docs/')) {
      mock(request, response);
    } else if (reload && pathname === alive) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).write(': alive\n\n');
    } else if (reload && /(\/|\.html)$/.test(pathname)) {
      void sendReloadingPage(join(docs, pathname.slice('/docs/'.length).replace(/(^|\/)$/, '$1index.html')), response);
    } else {
      request.url = request.url?.slice('/docs'.length) ?? '/';
      files(request, response, () => notFound(response));
    }
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => resolve(server));
  });
}

/** The address of a listening server, such as `http://127.0.0.1:4010`. */
export function addressOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

function notFound(response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('No such page. The docs begin at /docs/\n');
}

const alive = '/docs/-/alive';
// The connection breaks when the server restarts; once it is back, the page is read anew.
const reloadScript = `<script>
  const alive = new EventSource('${alive}');
  alive.onerror = () => { alive.onopen = () => location.reload(); };
</script>`;

async function sendReloadingPage(file: string, response: ServerResponse): Promise<void> {
  try {
    const page = await readFile(file, 'utf8');
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(page + reloadScript);
  } catch {
    notFound(response);
  }
}
