// A server on this machine whose behaviour, good or bad, is the first part of the path.
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Behaviour, behaviours } from './behaviours.ts';

/** A request as it arrived. */
export interface Received {
  method: string;
  /** Without the name of the behaviour, which is part of the client's `baseUrl`. */
  path: string;
  /** As the client sent it. */
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
  /** How many requests with this behaviour came before it. */
  before: number;
}

/** A server for one program. */
export interface Service {
  url: string;
  /** An address that refuses connections. */
  refusing: string;
  /** The received requests, in order. */
  received: Received[];
  /** How many requests without a response the client cancelled. */
  givenUp: () => number;
  close(): Promise<void>;
}

/** Starts a server on a free port. */
export async function startService(): Promise<Service> {
  const received: Received[] = [];
  const counts = new Map<string, number>();
  let givenUp = 0;

  const server = await listen(async (request, response) => {
    if (respondToPreflight(request, response)) return;
    const { method = '', url = '', headers } = request;
    const [, name = '', ...rest] = url.split('/');
    const before = counts.get(name) ?? 0;
    counts.set(name, before + 1);
    const behaviour: Behaviour | undefined = behaviours[name];
    const arrived = {
      method,
      path: `/${rest.join('/')}`,
      url: formatAddress(server) + url,
      headers,
      body: await readBody(request),
      before,
    };
    received.push(arrived);
    if (name === 'silent') response.on('close', () => (givenUp += 1));
    if (behaviour === undefined) response.writeHead(404).end();
    else behaviour(arrived, response);
  });
  const refusing = await listen(() => undefined);
  const refusingAddress = formatAddress(refusing);
  await close(refusing);

  return { url: formatAddress(server), refusing: refusingAddress, received, givenUp: () => givenUp, close: () => close(server) };
}

/** Browsers send a preflight request before a page may call another address. */
function respondToPreflight({ method, headers }: IncomingMessage, response: ServerResponse): boolean {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-expose-headers', '*');
  if (method !== 'OPTIONS') return false;
  response.writeHead(204, {
    'access-control-allow-methods': 'GET, POST, PUT, DELETE',
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '',
    'access-control-max-age': '600',
  });
  response.end();
  return true;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function listen(listener: RequestListener): Promise<Server> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function formatAddress(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
