import defaultDocument from '@dli-openapi/spec';
import { loadDocument } from './document/load.ts';
import { MockError } from './errors.ts';
import { createFetch } from './fetch.ts';
import { createHandler } from './handle.ts';
import type { Address, ListenOptions } from './http/address.ts';
import { listenOn } from './http/address.ts';
import type { HttpServer } from './http/server.ts';
import { createHttpServer } from './http/server.ts';

export interface MockOptions {
  /** The OpenAPI 3.1 document to answer from, parsed and bundled. That of `@dli-openapi/spec` unless given. It is not changed. */
  document?: object;
  /** Refuse query parameters that the document does not know. Without it they are ignored; unknown body properties never are. */
  strict?: boolean;
}

/** A mock of DLI. It answers what fits the document with the document's examples, and says of anything else why it does not fit. */
export interface Mock {
  /** Answers in process, without a socket; of the URL only path and query count. Give it to any client that takes a `fetch`. */
  readonly fetch: typeof globalThis.fetch;
  /**
   * Serves over HTTP as well, until {@link Mock.close}.
   * @throws {MockError} when it listens already, the port is taken or out of range, or the host is not of this machine
   */
  listen(options?: ListenOptions): Promise<Address>;
  /**
   * Stops serving, within a second: answers under way have so long to leave, then every connection is cut.
   * Safe to call at any time, more than once; `fetch` goes on to answer.
   */
  close(): Promise<void>;
}

/**
 * Makes a mock. It takes any token that is not empty, and any signature that names its algorithm.
 * @throws {MockError} when the document cannot be served: it is no OpenAPI 3.1, or a schema or pattern in it does not compile
 */
export function createMock(options: MockOptions = {}): Mock {
  const loaded = loadDocument(options.document ?? defaultDocument);
  const handler = createHandler(loaded, { strict: options.strict ?? false, responders: [], observers: [] });
  let server: HttpServer | undefined;
  let starting: Promise<unknown> = Promise.resolve();

  async function start(own: HttpServer, listenOptions: ListenOptions): Promise<Address> {
    try {
      return await listenOn(own.server, listenOptions);
    } catch (error) {
      if (server === own) server = undefined;
      await own.stop();
      throw error;
    }
  }

  return {
    fetch: createFetch(handler),
    async listen(listenOptions = {}) {
      if (server) throw new MockError('The mock listens already. Close it first, or make another one.');
      server = createHttpServer(handler, listenOptions.beforeRequest);
      const started = start(server, listenOptions);
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
