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
import { jobRows } from './page/jobs.ts';
import type { LivePage } from './page/live.ts';
import { aboutExamples, aboutSandbox, createLivePage } from './page/live.ts';
import type { SandboxControls, SandboxOptions } from './sandbox/sandbox.ts';
import { createSandbox } from './sandbox/sandbox.ts';

export interface MockOptions {
  /** The OpenAPI 3.1 document to answer from, parsed and bundled. That of `@dli-openapi/spec` unless given. It is not changed. */
  document?: object;
  /** Refuse query parameters that the document does not know. Without it they are ignored; unknown body properties never are. */
  strict?: boolean;
  /** Wait before each answer. Answers leave at once unless given. */
  latency?: Latency;
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
  /**
   * Stops serving, within a second: answers under way have so long to leave, then every connection is cut.
   * Safe to call at any time, more than once; `fetch` goes on to answer.
   */
  close(): Promise<void>;
}

/** A mock whose answers come from a state that they change, as DLI's do. The state is this mock's own, and gone with the process. */
export interface SandboxMock extends Mock, SandboxControls {}

/**
 * Makes a mock. It takes any token that is not empty, and any signature that names its algorithm.
 * @throws {MockError} when the document cannot be served: it is no OpenAPI 3.1, or a schema or pattern in it does not compile;
 * or when the latency or an option of the sandbox cannot be used
 */
export function createMock(options: MockOptions & { sandbox: true | SandboxOptions }): SandboxMock;
export function createMock(options?: MockOptions): Mock;
export function createMock(options: MockOptions = {}): Mock | SandboxMock {
  const loaded = loadDocument(options.document ?? defaultDocument);
  const latency = options.latency && checkLatency(options.latency);
  const observers = new Set<Observer>();
  const sandbox = options.sandbox ? createSandbox(loaded, options.sandbox === true ? {} : options.sandbox) : undefined;
  const responders = sandbox ? [sandbox.respond] : [];
  const handler = createHandler(loaded, { strict: options.strict ?? false, responders, observers, latency });
  const listener = createListener(handler);
  let page: LivePage | undefined;

  function withPage({ beforeRequest, ...others }: ListenOptions): ListenOptions {
    page ??= createLivePage(() => ({
      about: sandbox ? aboutSandbox : aboutExamples,
      operations: loaded.operations,
      jobs: () => sandbox && jobRows(sandbox.controls.state),
    }));
    observers.add(page.observe);
    const { answer } = page;
    return { ...others, beforeRequest: (request, response) => (beforeRequest?.(request, response) ?? false) || answer(request, response) };
  }

  const mock: Mock = {
    fetch: createFetch(handler),
    listen: (listenOptions = {}) => listener.listen(listenOptions.page ? withPage(listenOptions) : listenOptions),
    close() {
      // Open pages would hold it up.
      page?.close();
      return listener.close();
    },
  };
  internals.set(mock, { handler, observers });
  // Not by a spread, which would read the state once and for all.
  return sandbox ? Object.defineProperties(mock, Object.getOwnPropertyDescriptors(sandbox.controls)) : mock;
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
