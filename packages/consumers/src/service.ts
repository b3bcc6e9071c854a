// A server on this machine that behaves as the first part of the path asks for, well or badly.
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Behaviour, behaviours } from './behaviours.ts';

/** A request as it arrived. */
export interface Received {
  method: string;
  /** Without the name of the behaviour, which the client takes for a part of its `baseUrl`. */
  path: string;
  /** As the client sent it to. */
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
  /** What arrived, in its order. */
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
    if (answerPreflight(request, response)) return;
    const { method = '', url = '', headers } = request;
    const [, name = '', ...rest] = url.split('/');
    const before = counts.get(name) ?? 0;
    counts.set(name, before + 1);
    const behaviour: Behaviour | undefined = behaviours[name];
    const arrived = { method, path: `/${rest.join('/')}`, url: addressOf(server) + url, headers, body: await bodyOf(request), before };
    received.push(arrived);
    if (name === 'silent') response.on('close', () => (givenUp += 1));
    if (behaviour === undefined) response.writeHead(404).end();
    else behaviour(arrived, response);
  });
  const refusing = await listen(() => undefined);
  const refusingAddress = addressOf(refusing);
  await close(refusing);

  return { url: addressOf(server), refusing: refusingAddress, received, givenUp: () => givenUp, close: () => close(server) };
}

/** Browsers ask before they send what a page on another address wants to send. */
function answerPreflight({ method, headers }: IncomingMessage, response: ServerResponse): boolean {
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

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function listen(listener: RequestListener): Promise<Server> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
