import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Handler } from '../handler.ts';
import { largestBody } from '../handler.ts';
import { errorAnswer } from '../response/response.ts';
import type { BeforeRequest } from './listen.ts';
import { deliver, parserAnswer, send, sendRaw } from './send.ts';

const nothing = Buffer.alloc(0);
const drainMilliseconds = 700;

/** An HTTP server, and how to end it. */
export interface HttpServer {
  server: Server;
  /** Takes no more connections, gives the answers that are owed a moment to leave, and cuts what is open then. */
  stop(): Promise<void>;
}

/** How long a client may take, in milliseconds. */
export interface HttpLimits {
  /** To send a request's headers, from its first byte or the opening of the connection. */
  headersMilliseconds: number;
  /** To send a request whole. */
  requestMilliseconds: number;
}

const limitsForAll: HttpLimits = { headersMilliseconds: 10_000, requestMilliseconds: 30_000 };

/** Makes an HTTP server that gives a handler's answers, and answers itself what Node's parser refuses. */
export function createHttpServer(handler: Handler, beforeRequest: BeforeRequest = () => false, limits = limitsForAll): HttpServer {
  const unanswered = new Unanswered();
  const refused = new WeakSet<Duplex>();
  const server = createServer({
    // Node would answer a request without Host itself, in a shape of its own.
    requireHostHeader: false,
    headersTimeout: limits.headersMilliseconds,
    requestTimeout: limits.requestMilliseconds,
    connectionsCheckingInterval: Math.min(limits.headersMilliseconds, 1000),
  });

  server.on('request', (request, response) => {
    unanswered.add(response);
    if (!beforeRequest(request, response)) respond(handler, request, response);
  });
  // curl asks before it sends a large body: one that is too large need not be sent.
  server.on('checkContinue', (request, response) => {
    unanswered.add(response);
    if (beforeRequest(request, response)) return;
    if (!isDeclaredTooLarge(request)) response.writeContinue();
    respond(handler, request, response);
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
    await unanswered.allOf(socket);
    sendRaw(socket, parserAnswer(error.code));
  });
  return { server, stop: () => stop(server, unanswered) };
}

function stop(server: Server, unanswered: Unanswered): Promise<void> {
  return new Promise((resolve) => {
    const cut = () => server.closeAllConnections();
    const late = setTimeout(cut, drainMilliseconds);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    unanswered.whenNone(cut);
  });
}

async function respond(handler: Handler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const body = await readBody(request, response);
    if (body === undefined) return;
    const url = targetUrl(request.url ?? '/');
    if (url === undefined) return send(response, errorAnswer(400, `The request target must begin with a slash, found ${request.url}`));
    const answer = await handler({ method: request.method ?? 'GET', url, headers: headersOf(request), body });
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
  if (request.headers['content-length'] === undefined && request.headers['transfer-encoding'] === undefined) return nothing;
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      if (length <= largestBody) chunks.push(chunk);
      length += chunk.length;
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', () => resolve(undefined));
    request.once('close', () => resolve(undefined));
  });
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const name in headers) texts[name] = String(headers[name]);
  return texts;
}

function isDeclaredTooLarge(request: IncomingMessage): boolean {
  return Number(request.headers['content-length']) > largestBody;
}

/** Reads a path, an absolute URL or, for OPTIONS, an asterisk; undefined for anything else. */
function targetUrl(target: string): URL | undefined {
  if (target === '*') return new URL('http://mock/*');
  // After a host, any path can be parsed.
  if (target.startsWith('/')) return new URL(`http://mock${target}`);
  return /^https?:\/\//i.test(target) && URL.canParse(target) ? new URL(target) : undefined;
}

/** The answers that a server still owes. */
export class Unanswered {
  readonly #owed = new Set<ServerResponse>();
  #whenNone: (() => void) | undefined;

  add(response: ServerResponse): void {
    this.#owed.add(response);
    response.once('close', () => {
      this.#owed.delete(response);
      if (this.#owed.size === 0) this.#whenNone?.();
    });
  }

  /** Resolves when the requests that came whole on a connection have their answers. */
  async allOf(socket: Duplex): Promise<void> {
    const whole = [...this.#owed].filter(({ req }) => req.socket === socket && req.complete);
    await Promise.all(whole.map((response) => new Promise((resolve) => response.once('close', resolve))));
  }

  /** Calls back once no answer is owed: at once where none is. */
  whenNone(callback: () => void): void {
    this.#whenNone = callback;
    if (this.#owed.size === 0) callback();
  }
}
