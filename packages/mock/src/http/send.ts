import type { ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { MockResponse } from '../response/response.ts';
import { createError } from '../response/response.ts';

const lingerMilliseconds = 500;

/** Sends a response the way it is meant to leave: whole, late, in part or not at all. One that never comes keeps its connection open. */
export async function send(outgoing: ServerResponse, response: MockResponse): Promise<void> {
  const { delayMilliseconds = 0, fault } = response.delivery ?? {};
  if (delayMilliseconds > 0) await waitOrClose(delayMilliseconds, outgoing);
  if (outgoing.destroyed || fault === 'hang') return;
  if (fault === 'reset' || (fault === 'truncate' && !response.body)) outgoing.socket?.resetAndDestroy();
  else if (fault === 'truncate') sendHalf(outgoing, response);
  else sendWhole(outgoing, response);
}

/** Sends a response whole and at once. */
export function sendWhole(outgoing: ServerResponse, { status, headers, bytes, body }: MockResponse): void {
  outgoing.writeHead(status, headers);
  outgoing.end(bytes ?? body);
}

function waitOrClose(milliseconds: number, outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    outgoing.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Promises the whole body, sends half of it, and closes. */
function sendHalf(outgoing: ServerResponse, { status, headers, body = '' }: MockResponse): void {
  const bytes = Buffer.from(body);
  outgoing.writeHead(status, headers);
  outgoing.write(bytes.subarray(0, bytes.length / 2), () => outgoing.destroy());
}

/** Writes a response where Node has none to write it with, and ends the connection. */
export function sendRaw(socket: Duplex, { status, headers, body }: MockResponse): void {
  socket.on('error', () => {});
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const lines = Object.entries({ ...headers, connection: 'close' }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body ?? ''}`);
  // To close at once, with data of the other end unread, would reset the connection and lose the response.
  const linger = setTimeout(() => socket.destroy(), lingerMilliseconds);
  socket.once('end', () => socket.destroy());
  socket.once('close', () => clearTimeout(linger));
}

/** The error for what Node's parser refuses. */
export function createParserError(code: string | undefined): MockResponse {
  if (code === 'HPE_HEADER_OVERFLOW') return createError(431, 'The headers must be at most 16 KiB long together');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return createError(408, 'The request did not come in time');
  return createError(400, `The request is not HTTP/1.1 (${code ?? 'unreadable'})`);
}
