import { MockError } from '../errors.ts';
import type { Handler } from '../handle.ts';
import type { Address, ListenOptions } from './address.ts';
import { listenOn } from './address.ts';
import type { HttpServer } from './server.ts';
import { createHttpServer } from './server.ts';

/** Serves a handler over HTTP, on one address at a time. */
export interface Listener {
  /** @throws {MockError} when it listens already, the port is taken or out of range, or the host is not of this machine */
  listen(options?: ListenOptions): Promise<Address>;
  /** Stops serving, within a second: answers under way have so long to leave. Safe to call at any time, more than once. */
  close(): Promise<void>;
}

export function createListener(handler: Handler): Listener {
  let server: HttpServer | undefined;
  let starting: Promise<unknown> = Promise.resolve();

  async function start(own: HttpServer, options: ListenOptions): Promise<Address> {
    try {
      return await listenOn(own.server, options);
    } catch (error) {
      if (server === own) server = undefined;
      await own.stop();
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
    async close() {
      await starting;
      const own = server;
      server = undefined;
      await own?.stop();
    },
  };
}
