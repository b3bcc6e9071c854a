import type { ServerResponse } from 'node:http';

const alive = '/docs/-/alive';
const script = '/docs/-/reload.js';

// The connection breaks when the server restarts; once it is back, the page reloads.
const reload = `const alive = new EventSource('${alive}');
alive.onerror = () => { alive.onopen = () => location.reload(); };
`;

/**
 * Responds with what lets open pages of the docs reload themselves after a restart: a script, and the connection that it watches.
 * @returns false for any other path
 */
export function respondToReload(path: string, response: ServerResponse): boolean {
  if (path === alive) response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).write(': alive\n\n');
  else if (path === script) response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(reload);
  else return false;
  return true;
}
