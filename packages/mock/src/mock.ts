import type { Server } from 'node:http';
import defaultDocument from '@dli-openapi/spec';
import type { AuthOptions } from './authentication/authenticate.ts';
import { createAuthenticate } from './authentication/authenticate.ts';
import { loadDocument } from './document/load.ts';
import { MockError } from './errors.ts';
import { createFetch } from './fetch.ts';
import { createHandler } from './handle.ts';
import type { Address, ListenOptions } from './http/address.ts';
import { listenOn } from './http/address.ts';
import { createHttpServer } from './http/server.ts';
import type { Calls } from './journal/journal.ts';
import { createJournal } from './journal/journal.ts';
import type { OperationId } from './operation.ts';
import type { OperationReplies } from './replies/operation-replies.ts';
import { createReplies } from './replies/replies.ts';

export interface MockOptions {
  /** The OpenAPI 3.1 document to answer from, parsed and bundled. That of `@dli-openapi/spec` unless given. It is not changed. */
  document?: object;
  /**
   * Refuse query parameters that the document does not know (without it they are ignored; unknown body properties never are), and
   * have {@link Mock.close} reject where {@link Mock.verify} would throw.
   */
  strict?: boolean;
  /**
   * Which credentials to take: `{ token }`, access keys whose signatures are verified, or a function. Others are answered with 401
   * and the reason. Any token that is not empty and any signature that names its algorithm unless given.
   */
  auth?: AuthOptions;
  /** How many of the latest calls {@link Mock.calls} keeps: 1,000 unless given; 0 for none. */
  keepCalls?: number;
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
   * Stops serving and cuts open connections. Safe to call at any time, more than once; `fetch` goes on to answer.
   * @throws {MockError} if `strict`, when everything is closed, as {@link Mock.verify} does
   */
  close(): Promise<void>;
  /**
   * Plans what an operation answers, in place of the document's first example.
   * @throws {MockError} when the document has no such operation
   */
  operation<Id extends OperationId>(operationId: Id): OperationReplies<Id>;
  /** The calls that came until now, those of `fetch` and those over HTTP, the first one first. Read it again to see later ones. */
  readonly calls: Calls;
  /**
   * Makes sure that every planned reply was given, and that no function which gives replies failed.
   * @throws {MockError} that lists those
   */
  verify(): void;
  /** Forgets planned replies and recorded calls. What listens goes on to listen. */
  reset(): void;
}

/**
 * Makes a mock. It takes any token that is not empty, and any signature that names its algorithm, unless told otherwise.
 * @throws {MockError} when the document cannot be served: it is no OpenAPI 3.1, or a schema or pattern in it does not compile;
 * or when an option makes no sense
 */
export function createMock(options: MockOptions = {}): Mock {
  const loaded = loadDocument(options.document ?? defaultDocument);
  const { strict = false, auth, keepCalls = 1000 } = options;
  const replies = createReplies(loaded);
  const journal = createJournal(keepCalls);
  const resettable: { reset(): void }[] = [replies, journal];
  const handler = createHandler(loaded, {
    strict,
    authenticate: auth && createAuthenticate(auth),
    interrupters: [replies.breakOff],
    responders: [replies.answer],
    observers: [journal.observe],
  });
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

  function verify(): void {
    const faults = replies.faults();
    if (faults.length > 0) throw new MockError(`Not all went as planned:\n${faults.join('\n')}`);
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
      if (own) await stop(own);
      if (strict) verify();
    },
    operation: (operationId) => replies.operation(operationId),
    get calls() {
      return journal.calls;
    },
    verify,
    reset() {
      for (const each of resettable) each.reset();
    },
  };
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
