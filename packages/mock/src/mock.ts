import defaultDocument from '@dli-openapi/spec';
import { loadDocument } from './document/load.ts';
import { MockError } from './errors.ts';
import { createFetch } from './fetch.ts';
import type { Handler, Observer } from './handle.ts';
import { createHandler } from './handle.ts';
import type { Address, ListenOptions } from './http/address.ts';
import { createListener } from './http/listener.ts';
import type { Latency } from './latency.ts';
import { checkLatency } from './latency.ts';
import type { LivePage } from './page/live.ts';
import { aboutExamples, createLivePage } from './page/live.ts';

export interface MockOptions {
  /** The OpenAPI 3.1 document to answer from, parsed and bundled. That of `@dli-openapi/spec` unless given. It is not changed. */
  document?: object;
  /** Refuse query parameters that the document does not know. Without it they are ignored; unknown body properties never are. */
  strict?: boolean;
  /** Wait before each answer. Answers leave at once unless given. */
  latency?: Latency;
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

/**
 * Makes a mock. It takes any token that is not empty, and any signature that names its algorithm.
 * @throws {MockError} when the document cannot be served: it is no OpenAPI 3.1, or a schema or pattern in it does not compile; or when the latency is none
 */
export function createMock(options: MockOptions = {}): Mock {
  const loaded = loadDocument(options.document ?? defaultDocument);
  const latency = options.latency && checkLatency(options.latency);
  const observers = new Set<Observer>();
  const handler = createHandler(loaded, { strict: options.strict ?? false, responders: [], observers, latency });
  const listener = createListener(handler, () => loaded.engine.load());
  let page: LivePage | undefined;

  function withPage({ beforeRequest, ...others }: ListenOptions): ListenOptions {
    page ??= createLivePage(() => ({ about: aboutExamples, operations: loaded.operations, jobs: () => undefined }));
    observers.add(page.observe);
    const { answer } = page;
    return { ...others, beforeRequest: (request, response) => (beforeRequest?.(request, response) ?? false) || answer(request, response) };
  }

  const mock: Mock = {
    fetch: createFetch(handler),
    listen: (listenOptions = {}) => listener.listen(listenOptions.page ? withPage(listenOptions) : listenOptions),
    close: () => listener.close(),
  };
  internals.set(mock, { handler, observers });
  return mock;
}

/** What a mock is made of, for the command: it serves one mock after another on the same address. */
export interface MockInternals {
  handler: Handler;
  observers: Set<Observer>;
}

const internals = new WeakMap<Mock, MockInternals>();

/** @throws {MockError} when the mock is not one that {@link createMock} made */
export function internalsOf(mock: Mock): MockInternals {
  const found = internals.get(mock);
  if (found === undefined) throw new MockError('This is no mock that createMock made.');
  return found;
}
