import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Handler } from '../exchange.ts';
import { MockError } from '../mock-error.ts';
import { createHostCheck } from './hosts.ts';
import type { BeforeRequest, HttpServer } from './server.ts';
import { createHttpServer } from './server.ts';

/** Where a mock listens. */
export interface ListenOptions {
  /** The port, 0 to 65535; 0 takes any free one. Default 4010. */
  port?: number | undefined;
  /** The address or name of a network interface of this machine. Default `127.0.0.1`, which only this machine reaches. */
  host?: string | undefined;
  /**
   * Other names that requests may have in their header `Host`: without port. Always allowed are `localhost`, the addresses of the
   * loopback, and `host`; where that is a wildcard, every address.
   */
  allowHosts?: readonly string[] | undefined;
  /**
   * Sees each request first. One that it takes over, by returning true, does not reach the mock: for pages on the same address.
   * Where a request has the header `expect`, the client may wait for `response.writeContinue()` before it sends the body.
   */
  beforeRequest?: BeforeRequest | undefined;
  /** Give browsers that ask for `/`, or anyone that asks for `/-/`, a page with the last calls and what was wrong with them. */
  page?: boolean | undefined;
}

/** Where a mock can be reached. */
export interface Address {
  /** Such as `http://127.0.0.1:4010`, without a slash at the end. */
  url: string;
  port: number;
  host: string;
}

/** Serves a handler over HTTP, on one address at a time. */
export interface Listener {
  /** @throws {MockError} when it listens already, the port is taken or out of range, or the host is not of this machine */
  listen(options?: Omit<ListenOptions, 'page'>): Promise<Address>;
  /** Stops serving, within a second: pending responses have so long to leave. Safe to call at any time, more than once. */
  close(): Promise<void>;
}

export function createListener(handler: Handler): Listener {
  let server: HttpServer | undefined;
  let starting: Promise<unknown> = Promise.resolve();

  async function start(own: HttpServer, options: ListenOptions): Promise<Address> {
    try {
      return await bind(own.server, options);
    } catch (error) {
      if (server === own) server = undefined;
      await own.stop();
      throw error;
    }
  }

  return {
    async listen(options = {}) {
      if (server) throw new MockError('The mock listens already. Close it first, or make another one.');
      server = createHttpServer(handler, createHostCheck(options.host || defaultHost, options.allowHosts ?? []), options.beforeRequest);
      const started = start(server, options);
      starting = started.catch(() => {});
      return started;
    },
    async close() {
      await starting;
      const own = server;
      server = undefined;
      await own?.stop();
    },
  };
}

const defaultHost = '127.0.0.1';

async function bind(server: Server, { port = 4010, host = defaultHost }: ListenOptions): Promise<Address> {
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new MockError(`The port must be a whole number from 0 to 65535, found ${port}.`);
  }
  // Node would take it for all addresses of this machine.
  if (host === '') throw new MockError('The host must not be empty. Choose 127.0.0.1, or 0.0.0.0 for all addresses of this machine.');
  await new Promise<void>((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => reject(new MockError(explainFailure(error, port, host), { cause: error }));
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      // From now on an error is a connection that could not be accepted: no reason to stop.
      server.on('error', () => {});
      resolve();
    });
  });
  const bound = (server.address() as AddressInfo).port;
  return { url: `http://${toReachable(host)}:${bound}`, port: bound, host };
}

/** A wildcard address can be listened on, but not always called. */
function toReachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

function explainFailure(error: NodeJS.ErrnoException, port: number, host: string): string {
  if (error.code === 'EADDRINUSE') return `Port ${port} on ${host} is in use. Choose another port, or port 0 for any free one.`;
  if (error.code === 'EACCES') return `Port ${port} needs rights that this user does not have. Choose a port above 1023.`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') {
    return `This machine has no address ${host}. Choose 127.0.0.1, or 0.0.0.0 for all of its addresses.`;
  }
  return `Cannot listen on ${host}, port ${port}: ${error.message}.`;
}
