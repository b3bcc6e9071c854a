import type { Server } from 'node:http';
import { MockError } from '../errors.ts';
import type { Handler } from '../handle.ts';
import type { Address, ListenOptions } from './address.ts';
import { listenOn } from './address.ts';
import { createHttpServer } from './server.ts';

/** Serves a handler over HTTP, on one address at a time. */
export interface Listener {
  /** @throws {MockError} when it listens already, the port is taken or out of range, or the host is not of this machine */
  listen(options?: ListenOptions): Promise<Address>;
  /**
   * Stops listening, and cuts the connections that are still open after a while. Safe to call at any time, more than once.
   * @param drainMilliseconds how long requests that have come may take to be answered
   */
  close(drainMilliseconds?: number): Promise<void>;
}

const idleCheckMilliseconds = 20;

/** @param load makes the handler ready; the address is given out when it is */
export function createListener(handler: Handler, load: () => Promise<void>): Listener {
  let server: Server | undefined;
  let starting: Promise<unknown> = Promise.resolve();

  async function start(own: Server, options: ListenOptions): Promise<Address> {
    try {
      const address = await listenOn(own, options);
      await load();
      return address;
    } catch (error) {
      if (server === own) server = undefined;
      await stop(own, 0);
      throw error;
    }
  }

  return {
    async listen(options = {}) {
      if (server) throw new MockError('The mock listens already. Close it first, or make another one.');
      server = createHttpServer(handler, options.beforeRequest);
      const started = start(server, options);
      starting = started.catch(() => {});
      return started;
    },
    async close(drainMilliseconds = 0) {
      await starting;
      const own = server;
      server = undefined;
      if (own) await stop(own, drainMilliseconds);
    },
  };
}

function stop(server: Server, drainMilliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    // A connection that is kept alive becomes idle only when its last answer has left.
    const idle = setInterval(() => server.closeIdleConnections(), idleCheckMilliseconds);
    const limit = setTimeout(() => server.closeAllConnections(), drainMilliseconds);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(limit);
      resolve();
    });
    if (drainMilliseconds === 0) server.closeAllConnections();
  });
}
