import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';

const alive = '/docs/-/alive';
const script = '/docs/-/reload.js';

// The connection breaks when the server restarts; once it is back, the page reloads.
const reload = `const alive = new EventSource('${alive}');
alive.onerror = () => { alive.onopen = () => location.reload(); };
`;

/**
 * Responds with what lets open pages of the docs reload themselves after a restart: a script, the connection that it watches, and
 * pages that load it.
 * @returns false for any other path
 */
export function respondToReload(docs: string, path: string, response: ServerResponse): boolean {
  if (path === alive) {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).write(': alive\n\n');
  } else if (path === script) {
    response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(reload);
  } else if (path.endsWith('.html') || path.endsWith('/')) {
    void sendPage(docs, path.endsWith('/') ? `${path}index.html` : path, response);
  } else {
    return false;
  }
  return true;
}

async function sendPage(docs: string, path: string, response: ServerResponse): Promise<void> {
  // A URL resolves `..`, so that the path cannot leave the folder.
  const file = join(docs, new URL(path, 'http://site').pathname.slice('/docs/'.length));
  try {
    const page = await readFile(file, 'utf8');
    const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
    response.writeHead(200, headers).end(`${page}<script src="${script}"></script>`);
  } catch (error) {
    response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end(`${(error as Error).message}\n`);
  }
}
