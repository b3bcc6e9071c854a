import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { errorAnswer } from '../answers/answer.ts';
import type { Handler } from '../handle.ts';
import { largestBody } from '../handle.ts';
import type { BeforeRequest } from './address.ts';
import { deliver, parserAnswer, send, sendRaw } from './send.ts';

/** The answers that a connection still owes. */
type Unanswered = WeakMap<Duplex, Set<ServerResponse>>;

/** Makes an HTTP server that gives a handler's answers, and answers itself what Node's parser refuses. */
export function createHttpServer(handler: Handler, beforeRequest: BeforeRequest = () => false): Server {
  const unanswered: Unanswered = new WeakMap();
  const refused = new WeakSet<Duplex>();
  // Node would answer a request without Host itself, in a shape of its own.
  const server = createServer({ requireHostHeader: false });

  server.on('request', (request, response) => {
    if (!beforeRequest(request, response)) respond(handler, unanswered, request, response);
  });
  // curl asks before it sends a large body: one that is too large need not be sent.
  server.on('checkContinue', (request, response) => {
    if (!isDeclaredTooLarge(request)) response.writeContinue();
    respond(handler, unanswered, request, response);
  });
  server.on('checkExpectation', (request, response) => {
    request.resume();
    send(response, errorAnswer(417, 'The one expectation that is known is 100-continue'));
  });
  server.on('connect', (_request, socket: Duplex) => {
    sendRaw(socket, errorAnswer(405, 'CONNECT is not answered: the mock is no proxy', { allow: 'GET, HEAD, POST, PUT, OPTIONS' }));
  });
  server.on('clientError', async (error: NodeJS.ErrnoException, socket) => {
    // Node tells of the same connection again with each piece of data that follows.
    if (refused.has(socket)) return;
    refused.add(socket);
    await answered(unanswered.get(socket));
    sendRaw(socket, parserAnswer(error.code));
  });
  return server;
}

async function respond(handler: Handler, unanswered: Unanswered, request: IncomingMessage, response: ServerResponse): Promise<void> {
  owe(unanswered, request.socket, response);
  try {
    const body = await readBody(request, response);
    if (body === undefined) return;
    const url = targetUrl(request.url ?? '/');
    if (url === undefined) return send(response, errorAnswer(400, `The request target must begin with a slash, found ${request.url}`));
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const answer = await handler({ method: request.method ?? 'GET', url, headers, body });
    if (answer.delivery === undefined) send(response, answer);
    else await deliver(response, answer);
  } catch (error) {
    // Such as a header in the document's examples that cannot be sent: not for anything in the request.
    if (response.headersSent) response.destroy();
    else send(response, errorAnswer(500, `The mock failed: ${(error as Error).message}`));
  }
}

/**
 * The body, whole; of one that is too large, so much that it shows. The rest is read all the same: a client that is still sending
 * would see a reset connection instead of the answer. Undefined when the connection ended first.
 */
async function readBody(request: IncomingMessage, response: ServerResponse): Promise<Buffer | undefined> {
  if (request.headers.expect !== undefined && isDeclaredTooLarge(request)) {
    response.setHeader('connection', 'close');
    return Buffer.alloc(largestBody + 1);
  }
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request) {
      if (length <= largestBody) chunks.push(chunk);
      length += chunk.length;
    }
    return Buffer.concat(chunks);
  } catch {
    return undefined;
  }
}

function isDeclaredTooLarge(request: IncomingMessage): boolean {
  return Number(request.headers['content-length']) > largestBody;
}

/** Reads a path, an absolute URL or, for OPTIONS, an asterisk; undefined for anything else. */
function targetUrl(target: string): URL | undefined {
  if (target === '*') return new URL('http://mock/*');
  const text = target.startsWith('/') ? `http://mock${target}` : target;
  return /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
}

function owe(unanswered: Unanswered, socket: Duplex, response: ServerResponse): void {
  const owed = unanswered.get(socket) ?? new Set();
  unanswered.set(socket, owed.add(response));
  response.once('close', () => owed.delete(response));
}

/** Resolves when the requests that came before a malformed one on the same connection have their answers. */
async function answered(owed: Set<ServerResponse> = new Set()): Promise<void> {
  const whole = [...owed].filter((response) => response.req.complete);
  await Promise.all(whole.map((response) => new Promise((resolve) => response.once('close', resolve))));
}
