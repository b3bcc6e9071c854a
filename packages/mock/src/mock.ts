import defaultDocument from '@dli-openapi/spec';
import { loadDocument } from './document/load.ts';
import type { Handler, Observer } from './exchange.ts';
import { createHandler, handleRequest } from './handler.ts';
import { createFetch } from './http/fetch.ts';
import type { Address, ListenOptions } from './http/listen.ts';
import { createListener } from './http/listen.ts';
import { chooseIssued, createIdentity } from './identity/identity.ts';
import type { RecordedCall } from './journal/journal.ts';
import { createJournal } from './journal/journal.ts';
import { MockError } from './mock-error.ts';
import type { KnownOperation, OperationId } from './operation-types.ts';
import type { Latency } from './options.ts';
import { parseLatency, refuseUnknownNames } from './options.ts';
import type { LivePage } from './page/live.ts';
import { aboutExamples, aboutSandbox, createLivePage } from './page/live.ts';
import type { OperationReplies } from './replies/replies.ts';
import { createReplies } from './replies/replies.ts';
import type { AuthOptions } from './request/credentials.ts';
import { createAuthenticate } from './request/credentials.ts';
import type { MockClock } from './sandbox/engine/time.ts';
import { createClock } from './sandbox/engine/time.ts';
import type { Sandbox, SandboxControls, SandboxOptions } from './sandbox/sandbox.ts';
import { createSandbox } from './sandbox/sandbox.ts';

export interface MockOptions {
  /** The OpenAPI 3.1 document to respond from, parsed and bundled. It is not changed. Default: that of `@dli-openapi/spec`. */
  document?: object | undefined;
  /**
   * Refuse query parameters that the document does not know and preferences that the mock does not know (otherwise they are
   * ignored; unknown body properties never are), digits in a string where it has a number, and planned bodies with properties that it
   * does not know, and have {@link Mock.close} reject where {@link Mock.verify} would throw.
   * Default false.
   */
  strict?: boolean | undefined;
  /** Wait before each response, such as `'200ms'` or `{ from: 100, to: 500 }`. Default 0. */
  latency?: Latency | undefined;
  /**
   * Respond from a state of its own instead of with examples: what is created is listed, jobs run, and illegal moves are refused.
   * With `true`, or with options. Default false.
   */
  sandbox?: boolean | SandboxOptions | undefined;
  /**
   * Which credentials to take: `{ token }`, access keys whose signatures are verified, or a function. Others get a 401 with the reason.
   * Default: any token that is not empty, and any signature that names its algorithm.
   */
  auth?: AuthOptions | undefined;
  /**
   * Respond as IAM, too: tokens (`/v3/auth/tokens`), projects by name (`/v3/projects`) and the exchange of an identity provider's token.
   * Any complete identity is taken, and gets what `auth` has; what `auth` lacks is issued, and taken, as well. Default false.
   */
  iam?: boolean | undefined;
  /**
   * Respond as the metadata service of an ECS with an agency, too. Its temporary keys are those of `auth`, or others that are taken as
   * well. Default false.
   */
  metadata?: boolean | undefined;
  /** How many of the latest calls {@link Mock.calls} keeps, 0 for none. Default 1,000. */
  keepCalls?: number | undefined;
}

/** A mock of DLI. It responds with the document's examples to what fits the document, and to anything else with why it does not fit. */
export interface Mock {
  /** Responds in process, without a socket; of the URL only path and query count. Give it to any client that takes a `fetch`. */
  readonly fetch: typeof globalThis.fetch;
  /**
   * Serves over HTTP as well, until {@link Mock.close}.
   * @throws {MockError} when it listens already, the port is taken or out of range, or the host is not of this machine
   */
  listen(options?: ListenOptions): Promise<Address>;
  /**
   * Stops serving, within a second: pending responses have so long to leave, then every connection is cut.
   * Safe to call at any time, more than once; `fetch` continues to work.
   * @throws {MockError} if `strict`, when everything is closed, as {@link Mock.verify} does
   */
  close(): Promise<void>;
  /**
   * An operation: its planned responses, in place of the document's first example, and its calls.
   * @throws {MockError} when the document has no such operation
   */
  operation<Id extends string>(operationId: KnownOperation<Id>): MockOperation<Id & OperationId>;
  /**
   * A time that stands still until it is advanced; without a sandbox, it begins when the mock is made. Give `clock.timer` to a
   * client, and no wait takes time.
   */
  readonly clock: MockClock;
  /** The calls received until now, by `fetch` and over HTTP, the first one first. Read it again to see later ones. */
  readonly calls: readonly RecordedCall[];
  /**
   * Makes sure that every planned reply was used, that every plan of a sandbox happened, and that no function that replies failed.
   * @throws {MockError} that lists those
   */
  verify(): void;
  /**
   * Forgets planned replies and recorded calls, puts the clock back, and a sandbox to how it was when the mock was made:
   * projects, plans and counted IDs. It continues to listen.
   */
  reset(): void;
}

/** One operation of a mock. */
export interface MockOperation<Id extends OperationId> extends OperationReplies<Id> {
  /** The calls of the operation, as {@link Mock.calls} has them. */
  readonly calls: readonly RecordedCall<Id>[];
}

/** A mock whose responses come from a state that they change, as DLI's do. The state is this mock's own, and gone with the process. */
export interface SandboxMock extends Mock, Omit<SandboxControls, 'clock' | 'reset'> {}

const optionNames = Object.keys({
  document: true,
  strict: true,
  latency: true,
  sandbox: true,
  auth: true,
  iam: true,
  metadata: true,
  keepCalls: true,
} satisfies Record<keyof MockOptions, true>);

const listenOptionNames = Object.keys({
  port: true,
  host: true,
  allowHosts: true,
  beforeRequest: true,
  page: true,
} satisfies Record<keyof ListenOptions, true>);

/**
 * Creates a mock.
 * @throws {MockError} when the document cannot be served: it is not OpenAPI 3.1, or a schema or pattern in it does not compile;
 * or when an option is unknown or invalid
 */
export function createMock(options: MockOptions & { sandbox: true | SandboxOptions }): SandboxMock;
export function createMock(options?: MockOptions): Mock;
export function createMock(options: MockOptions = {}): Mock | SandboxMock {
  return assembleMock(options).mock;
}

/** A mock, and the parts that the command serves one mock after another with. */
export interface AssembledMock {
  mock: Mock | SandboxMock;
  handler: Handler;
  sandbox: Sandbox | undefined;
}

/** @param observeToo sees each exchange beside the journal */
export function assembleMock(options: MockOptions, observeToo?: Observer): AssembledMock {
  refuseUnknownNames('The option', options, optionNames);
  const loaded = loadDocument(options.document ?? defaultDocument);
  const { strict = false, auth, iam = false, metadata = false, keepCalls = 1000 } = options;
  const latency = options.latency === undefined ? undefined : parseLatency(options.latency);
  const replies = createReplies(loaded, strict);
  const journal = createJournal(keepCalls);
  const sandbox = options.sandbox ? createSandbox(loaded, options.sandbox === true ? {} : options.sandbox) : undefined;
  const ownClock = createClock({ realTime: false, start: new Date() });
  const issued = chooseIssued(auth);
  const taken = { ...(iam && issued), ...(metadata && { keys: issued.keys }) };
  const settings = {
    strict,
    authenticate:
      auth === undefined
        ? undefined
        : createAuthenticate(auth, () => [Date.now(), ...(sandbox ? [sandbox.controls.clock.now] : [])], taken),
    respondBeside: createIdentity({ iam, metadata, issued, now: () => sandbox?.controls.clock.now ?? Math.max(ownClock.now, Date.now()) }),
    interrupt: replies.interrupt,
    responders: sandbox ? [replies.respond, sandbox.respond] : [replies.respond],
  };
  let page: LivePage | undefined;
  const observe: Observer = (exchange) => {
    journal.observe(exchange);
    page?.observe(exchange);
    observeToo?.(exchange);
  };
  const handler = createHandler((request) => handleRequest(loaded, settings, request), { observe, latency });
  const listener = createListener(handler);

  function addPage({ beforeRequest, ...others }: ListenOptions): ListenOptions {
    const about = sandbox ? aboutSandbox : aboutExamples;
    page ??= createLivePage(() => ({ about, operations: loaded.operations, listResources: () => sandbox?.listResources() }));
    const own = page.beforeRequest;
    return { ...others, beforeRequest: (request, response) => (beforeRequest?.(request, response) ?? false) || own(request, response) };
  }

  function verify(): void {
    const unused = sandbox?.listUnusedPlans() ?? [];
    const faults = [...replies.listFaults(), ...unused.map((plan) => `${plan} never happened`)];
    if (faults.length > 0) throw new MockError(`Not all went as planned:\n${faults.join('\n')}`);
  }

  const mock: Mock = {
    fetch: createFetch(handler),
    async listen(listenOptions = {}) {
      refuseUnknownNames('The listen option', listenOptions, listenOptionNames);
      return listener.listen(listenOptions.page ? addPage(listenOptions) : listenOptions);
    },
    async close() {
      // Open pages would hold it up.
      page?.close();
      await listener.close();
      if (strict) verify();
    },
    operation<Id extends string>(operationId: KnownOperation<Id>) {
      return Object.defineProperty(replies.operation(operationId), 'calls', {
        get: () => journal.calls.filter((call) => call.operationId === operationId),
      }) as MockOperation<Id & OperationId>;
    },
    clock: sandbox?.controls.clock ?? ownClock,
    get calls() {
      return journal.calls;
    },
    verify,
    reset() {
      for (const each of [replies, journal, ownClock, sandbox?.controls]) each?.reset();
    },
  };
  if (!sandbox) return { mock: Object.defineProperties(mock, missingControls), handler, sandbox };
  // Not by a spread, which would read the state once and for all.
  const { reset: _, ...controls } = Object.getOwnPropertyDescriptors(sandbox.controls);
  return { mock: Object.defineProperties(mock, controls), handler, sandbox };
}

/** JavaScript does not see that a mock without a sandbox has no controls. They are not enumerable, so that nothing trips over them. */
const missingControls: PropertyDescriptorMap = Object.fromEntries(
  (['state', 'plan', 'seed'] satisfies (keyof SandboxControls)[]).map((name) => [
    name,
    {
      get() {
        throw new MockError(`mock.${name} needs createMock({ sandbox: true }).`);
      },
    },
  ]),
);
