// A server on this machine that records requests and sends the response of a test.
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished, vi } from 'vitest';
import type { Clock, DliClient, DliClientOptions } from '../src/index.ts';
import { createDliClient } from '../src/index.ts';

export const token = 'secret-token-4711';

/** The system's clock, which takes no time to sleep. */
export const hurriedClock: Clock = { now: () => Date.now(), sleep: async () => undefined };

export interface Received {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as it is when it is a string, as JSON otherwise. */
  body?: unknown;
}

export interface Service {
  baseUrl: string;
  received: Received[];
  dli: DliClient;
}

/** A service that gives every request the same response, and a client of it. */
export async function startService(reply: Reply = { body: {} }, options: Partial<DliClientOptions> = {}): Promise<Service> {
  const { status = 200, headers = {}, body } = reply;
  const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  const received: Received[] = [];
  const baseUrl = await listen(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url, headers: sent } = request;
    received.push({ method, url, headers: sent, body: Buffer.concat(chunks).toString() });
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
  });
  return { baseUrl, received, dli: createClient(baseUrl, options) };
}

/** A client of the service at an address. */
export function createClient(baseUrl: string, options: Partial<DliClientOptions> = {}): DliClient {
  return createDliClient({ baseUrl, projectId: 'p1', credentials: { token }, clock: hurriedClock, ...options });
}

/** Listens on a free port until the test is over. */
export async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An address that refuses connections. */
export async function findRefusingAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

/** Makes every wait before a retry this part of the longest that it may be, until the test is over. */
export function stubRandom(value: number): void {
  const random = vi.spyOn(Math, 'random').mockReturnValue(value);
  onTestFinished(() => random.mockRestore());
}

/** What a promise rejects with. */
export async function catchRejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => {
      throw new Error(`expected a rejection, got ${JSON.stringify(value)}`);
    },
    (error: unknown) => error,
  );
}

/** A promise, and the function that fulfils it. */
export function deferred<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}
