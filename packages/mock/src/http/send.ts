import type { ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Answer } from '../response/response.ts';
import { errorAnswer } from '../response/response.ts';

const lingerMilliseconds = 500;

export function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, answer.headers);
  response.end(answer.bytes ?? answer.body);
}

/** Sends an answer the way it is meant to leave: late, in part or not at all. One that never comes keeps its connection open. */
export async function deliver(response: ServerResponse, answer: Answer): Promise<void> {
  const { delayMilliseconds = 0, fault } = answer.delivery ?? {};
  if (delayMilliseconds > 0) await waitOrClose(delayMilliseconds, response);
  if (response.destroyed || fault === 'hang') return;
  if (fault === 'reset' || (fault === 'truncate' && !answer.body)) response.socket?.resetAndDestroy();
  else if (fault === 'truncate') sendHalf(response, answer);
  else send(response, answer);
}

function waitOrClose(milliseconds: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    response.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Promises the whole body, sends half of it, and closes. */
function sendHalf(response: ServerResponse, { status, headers, body = '' }: Answer): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, headers);
  response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
}

/** Writes an answer where Node has no response to write it with, and ends the connection. */
export function sendRaw(socket: Duplex, answer: Answer): void {
  socket.on('error', () => {});
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const headers = { ...answer.headers, connection: 'close' };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status]}\r\n${lines.join('')}\r\n${answer.body ?? ''}`);
  // To close at once, with data of the other end unread, would reset the connection and lose the answer.
  const linger = setTimeout(() => socket.destroy(), lingerMilliseconds);
  socket.once('end', () => socket.destroy());
  socket.once('close', () => clearTimeout(linger));
}

/** The answer to what Node's parser refuses. */
export function parserAnswer(code: string | undefined): Answer {
  if (code === 'HPE_HEADER_OVERFLOW') return errorAnswer(431, 'The headers must be at most 16 KiB long together');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return errorAnswer(408, 'The request did not come in time');
  return errorAnswer(400, `The request is not HTTP/1.1 (${code ?? 'unreadable'})`);
}
