import type { Server } from 'node:http';
import defaultDocument from '@dli-openapi/spec';
import { loadDocument } from './document/load.ts';
import { MockError } from './errors.ts';
import { createFetch } from './fetch.ts';
import { createHandler } from './handle.ts';
import type { Address, ListenOptions } from './http/address.ts';
import { listenOn } from './http/address.ts';
import { createHttpServer } from './http/server.ts';
import type { SandboxControls, SandboxOptions } from './sandbox/sandbox.ts';
import { createSandbox } from './sandbox/sandbox.ts';

export interface MockOptions {
  /** The OpenAPI 3.1 document to answer from, parsed and bundled. That of `@dli-openapi/spec` unless given. It is not changed. */
  document?: object;
  /** Refuse query parameters that the document does not know. Without it they are ignored; unknown body properties never are. */
  strict?: boolean;
  /**
   * Answer from a state of its own instead of with examples: what is created is listed, jobs run, and illegal moves are refused.
   * With `true`, or with options.
   */
  sandbox?: boolean | SandboxOptions;
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
  /** Stops serving and cuts open connections. Safe to call at any time, more than once; `fetch` goes on to answer. */
  close(): Promise<void>;
}

/** A mock whose answers come from a state that they change, as DLI's do. The state is this mock's own, and gone with the process. */
export interface SandboxMock extends Mock, SandboxControls {}

/**
 * Makes a mock. It takes any token that is not empty, and any signature that names its algorithm.
 * @throws {MockError} when the document cannot be served: it is no OpenAPI 3.1, or a schema or pattern in it does not compile;
 * or when an option of the sandbox cannot be used
 */
export function createMock(options: MockOptions & { sandbox: true | SandboxOptions }): SandboxMock;
export function createMock(options?: MockOptions): Mock;
export function createMock(options: MockOptions = {}): Mock | SandboxMock {
  const loaded = loadDocument(options.document ?? defaultDocument);
  const sandbox = options.sandbox ? createSandbox(loaded, options.sandbox === true ? {} : options.sandbox) : undefined;
  const responders = sandbox ? [sandbox.respond] : [];
  const handler = createHandler(loaded, { strict: options.strict ?? false, responders, observers: [] });
  let server: Server | undefined;
  let starting: Promise<unknown> = Promise.resolve();

  async function start(own: Server, listenOptions: ListenOptions): Promise<Address> {
    try {
      const address = await listenOn(own, listenOptions);
      await loaded.engine.load();
      return address;
    } catch (error) {
      if (server === own) server = undefined;
      await stop(own);
      throw error;
    }
  }

  const mock: Mock = {
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
      if (own) await stop(own);
    },
  };
  // Not by a spread, which would read the state once and for all.
  return sandbox ? Object.defineProperties(mock, Object.getOwnPropertyDescriptors(sandbox.controls)) : mock;
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
