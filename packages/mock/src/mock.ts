import defaultDocument from '@dli-openapi/spec';
import { loadDocument } from './document/load.ts';
import { MockError } from './errors.ts';
import type { Handler, Observer } from './handler.ts';
import { createHandler } from './handler.ts';
import { createFetch } from './http/fetch.ts';
import type { Address, ListenOptions } from './http/listen.ts';
import { createListener } from './http/listen.ts';
import type { Calls } from './journal/journal.ts';
import { createJournal } from './journal/journal.ts';
import type { OperationId } from './operation-types.ts';
import type { Latency } from './options.ts';
import { latencyRange, refuseUnknownNames } from './options.ts';
import { jobRows } from './page/jobs.ts';
import type { LivePage } from './page/live.ts';
import { aboutExamples, aboutSandbox, createLivePage } from './page/live.ts';
import type { OperationReplies } from './replies/replies.ts';
import { createReplies } from './replies/replies.ts';
import type { AuthOptions } from './request/credentials.ts';
import { createAuthenticate } from './request/credentials.ts';
import type { SandboxControls, SandboxOptions } from './sandbox/sandbox.ts';
import { createSandbox } from './sandbox/sandbox.ts';

export interface MockOptions {
  /** The OpenAPI 3.1 document to answer from, parsed and bundled. That of `@dli-openapi/spec` unless given. It is not changed. */
  document?: object | undefined;
  /**
   * Refuse query parameters that the document does not know (without it they are ignored; unknown body properties never are), and
   * planned bodies with properties that it does not know, and have {@link Mock.close} reject where {@link Mock.verify} would throw.
   */
  strict?: boolean | undefined;
  /** Wait before each answer, such as `'200ms'` or `{ from: 100, to: 500 }`. Answers leave at once unless given. */
  latency?: Latency | undefined;
  /**
   * Answer from a state of its own instead of with examples: what is created is listed, jobs run, and illegal moves are refused.
   * With `true`, or with options.
   */
  sandbox?: boolean | SandboxOptions | undefined;
  /**
   * Which credentials to take: `{ token }`, access keys whose signatures are verified, or a function. Others are answered with 401
   * and the reason. Any token that is not empty and any signature that names its algorithm unless given.
   */
  auth?: AuthOptions | undefined;
  /** How many of the latest calls {@link Mock.calls} keeps: 1,000 unless given; 0 for none. */
  keepCalls?: number | undefined;
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
  /**
   * Forgets planned replies and recorded calls, and puts a sandbox back to how it was when the mock was made: projects, time,
   * plans and counted IDs. What listens goes on to listen.
   */
  reset(): void;
}

/** A mock whose answers come from a state that they change, as DLI's do. The state is this mock's own, and gone with the process. */
export interface SandboxMock extends Mock, Omit<SandboxControls, 'reset'> {}

const optionNames = Object.keys({
  document: true,
  strict: true,
  latency: true,
  sandbox: true,
  auth: true,
  keepCalls: true,
} satisfies Record<keyof MockOptions, true>);

/**
 * Makes a mock. It takes any token that is not empty, and any signature that names its algorithm, unless told otherwise.
 * @throws {MockError} when the document cannot be served: it is no OpenAPI 3.1, or a schema or pattern in it does not compile;
 * or when an option is unknown or cannot be used
 */
export function createMock(options: MockOptions & { sandbox: true | SandboxOptions }): SandboxMock;
export function createMock(options?: MockOptions): Mock;
export function createMock(options: MockOptions = {}): Mock | SandboxMock {
  refuseUnknownNames('The option', options, optionNames);
  const loaded = loadDocument(options.document ?? defaultDocument);
  const { strict = false, auth, keepCalls = 1000 } = options;
  const latency = options.latency === undefined ? undefined : latencyRange(options.latency);
  const replies = createReplies(loaded, strict);
  const journal = createJournal(keepCalls);
  const sandbox = options.sandbox ? createSandbox(loaded, options.sandbox === true ? {} : options.sandbox) : undefined;
  const observers = new Set<Observer>([journal.observe]);
  const handler = createHandler(loaded, {
    strict,
    authenticate: auth && createAuthenticate(auth),
    interrupters: [replies.breakOff],
    responders: sandbox ? [replies.answer, sandbox.respond] : [replies.answer],
    observers,
    latency,
  });
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

  function verify(): void {
    const faults = replies.faults();
    if (faults.length > 0) throw new MockError(`Not all went as planned:\n${faults.join('\n')}`);
  }

  const mock: Mock = {
    fetch: createFetch(handler),
    listen: (listenOptions = {}) => listener.listen(listenOptions.page ? withPage(listenOptions) : listenOptions),
    async close() {
      // Open pages would hold it up.
      page?.close();
      await listener.close();
      if (strict) verify();
    },
    operation: (operationId) => replies.operation(operationId),
    get calls() {
      return journal.calls;
    },
    verify,
    reset() {
      for (const each of [replies, journal, sandbox?.controls]) each?.reset();
    },
  };
  internals.set(mock, { handler, observers });
  if (!sandbox) return Object.defineProperties(mock, missingControls);
  // Not by a spread, which would read the state once and for all.
  const { reset: _, ...controls } = Object.getOwnPropertyDescriptors(sandbox.controls);
  return Object.defineProperties(mock, controls);
}

/** JavaScript does not see that a mock without a sandbox has no controls. They are not enumerable, so that nothing trips over them. */
const missingControls: PropertyDescriptorMap = Object.fromEntries(
  (['clock', 'state', 'plan', 'seed'] satisfies (keyof SandboxControls)[]).map((name) => [
    name,
    {
      get() {
        throw new MockError(`mock.${name} needs createMock({ sandbox: true }).`);
      },
    },
  ]),
);

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
