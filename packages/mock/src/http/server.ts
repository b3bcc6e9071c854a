import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Handler } from '../exchange.ts';
import { largestBody } from '../request/call.ts';
import { createError, createFailure } from '../response/response.ts';
import type { CheckHost } from './hosts.ts';
import { createParserError, send, sendRaw, sendWhole } from './send.ts';

const nothing = Buffer.alloc(0);
const drainMilliseconds = 700;

/** Sees a request first. With true it has taken the request over, and the mock does not respond. */
export type BeforeRequest = (request: IncomingMessage, response: ServerResponse) => boolean;

/** An HTTP server, and how to end it. */
export interface HttpServer {
  server: Server;
  /** Takes no more connections, gives pending responses a moment to leave, and cuts what is open then. */
  stop(): Promise<void>;
}

/** How long a client may take, in milliseconds. */
export interface HttpLimits {
  /** To send a request's headers, from its first byte or the opening of the connection. */
  headersMilliseconds: number;
  /** To send a request whole. */
  requestMilliseconds: number;
}

const defaultLimits: HttpLimits = { headersMilliseconds: 10_000, requestMilliseconds: 30_000 };

/** Creates an HTTP server that sends a handler's responses, and its own to what Node's parser refuses. */
export function createHttpServer(
  handler: Handler,
  checkHost: CheckHost,
  beforeRequest: BeforeRequest = () => false,
  limits = defaultLimits,
): HttpServer {
  const pending = new PendingResponses();
  const refused = new WeakSet<Duplex>();
  const server = createServer({
    // Node would respond to a request without Host itself, in a shape of its own.
    requireHostHeader: false,
    headersTimeout: limits.headersMilliseconds,
    requestTimeout: limits.requestMilliseconds,
    connectionsCheckingInterval: Math.min(limits.headersMilliseconds, 1000),
  });

  /** Whether a request was taken over, or is not for this server. */
  const takeOver: BeforeRequest = (request, response) => {
    pending.add(response);
    const refusal = checkHost(request);
    if (refusal === undefined) return beforeRequest(request, response);
    request.resume();
    sendWhole(response, refusal);
    return true;
  };

  server.on('request', (request, response) => {
    if (!takeOver(request, response)) respond(handler, request, response);
  });
  // curl asks before it sends a large body: one that is too large need not be sent.
  server.on('checkContinue', (request, response) => {
    if (takeOver(request, response)) return;
    if (!isDeclaredTooLarge(request)) response.writeContinue();
    respond(handler, request, response);
  });
  server.on('checkExpectation', (request, response) => {
    request.resume();
    sendWhole(response, createError(417, 'The one expectation that is known is 100-continue'));
  });
  server.on('connect', (_request, socket: Duplex) => {
    const headers = { allow: 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS' };
    sendRaw(socket, createError(405, 'The mock does not support CONNECT', headers));
  });
  server.on('clientError', async (error: NodeJS.ErrnoException, socket) => {
    // Node reports the same connection again with each piece of data that follows.
    if (refused.has(socket)) return;
    refused.add(socket);
    await pending.waitFor(socket);
    sendRaw(socket, createParserError(error.code));
  });
  return { server, stop: () => stop(server, pending) };
}

function stop(server: Server, pending: PendingResponses): Promise<void> {
  return new Promise((resolve) => {
    const cut = () => server.closeAllConnections();
    const late = setTimeout(cut, drainMilliseconds);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    pending.onEmpty(cut);
  });
}

async function respond(handler: Handler, request: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  try {
    const body = await readBody(request, outgoing);
    if (body === undefined) return;
    const url = parseTarget(request.url ?? '/');
    if (url === undefined) return sendWhole(outgoing, createError(400, `The request target must begin with a slash, found ${request.url}`));
    await send(outgoing, await handler({ method: request.method ?? 'GET', url, headers: readHeaders(request), body }));
  } catch (error) {
    // Such as a header in the document's examples that cannot be sent: not for anything in the request.
    if (outgoing.headersSent) outgoing.destroy();
    else sendWhole(outgoing, createFailure(error));
  }
}

/**
 * The body, whole; of one that is too large, so much that it shows. The rest is read all the same: a client that is still sending
 * would see a reset connection instead of the response. Undefined when the connection ended first.
 */
async function readBody(request: IncomingMessage, outgoing: ServerResponse): Promise<Buffer | undefined> {
  if (request.headers.expect !== undefined && isDeclaredTooLarge(request)) {
    outgoing.setHeader('connection', 'close');
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

function readHeaders({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function isDeclaredTooLarge(request: IncomingMessage): boolean {
  return Number(request.headers['content-length']) > largestBody;
}

/** Reads a path, an absolute URL or, for OPTIONS, an asterisk; undefined for anything else. */
export function parseTarget(target: string): URL | undefined {
  if (target === '*') return new URL('http://mock/*');
  // After a host, any path can be parsed.
  if (target.startsWith('/')) return new URL(`http://mock${target}`);
  return /^https?:\/\//i.test(target) && URL.canParse(target) ? new URL(target) : undefined;
}

/** The responses that a server has not sent yet. */
class PendingResponses {
  readonly #pending = new Set<ServerResponse>();
  #whenEmpty: (() => void) | undefined;

  add(response: ServerResponse): void {
    this.#pending.add(response);
    response.once('close', () => {
      this.#pending.delete(response);
      if (this.#pending.size === 0) this.#whenEmpty?.();
    });
  }

  /** Resolves when the requests that came whole on a connection have their responses. */
  async waitFor(socket: Duplex): Promise<void> {
    const whole = [...this.#pending].filter(({ req }) => req.socket === socket && req.complete);
    await Promise.all(whole.map((response) => new Promise((resolve) => response.once('close', resolve))));
  }

  /** Calls back once nothing is pending, which may be now. */
  onEmpty(callback: () => void): void {
    this.#whenEmpty = callback;
    if (this.#pending.size === 0) callback();
  }
}
