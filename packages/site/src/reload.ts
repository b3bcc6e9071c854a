import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';

const alive = '/docs/-/alive';
const script = '/docs/-/reload.js';

// The connection breaks when the server restarts; once it is back, the page is read anew.
const reload = `const alive = new EventSource('${alive}');
alive.onerror = () => { alive.onopen = () => location.reload(); };
`;

/**
 * Answers what lets open pages of the docs reload themselves after a restart: a script, the connection that it
 * watches, and pages that load it.
 * @returns false when the path is none of these
 */
export function answerReload(docs: string, path: string, response: ServerResponse): boolean {
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
  // As a URL, a path cannot lead out of where it begins.
  const file = join(docs, new URL(path, 'http://site').pathname.slice('/docs/'.length));
  try {
    const page = await readFile(file, 'utf8');
    const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
    response.writeHead(200, headers).end(`${page}<script src="${script}"></script>`);
  } catch (error) {
    response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end(`${(error as Error).message}\n`);
  }
}
