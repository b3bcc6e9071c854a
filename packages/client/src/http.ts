import { findUnknownName } from './checks.ts';
import type { Clock, Failure } from './clock.ts';
import { readTimer, runWithin } from './clock.ts';
import type { Authentication, AuthenticationContext, OutgoingRequest } from './credentials/credentials.ts';
import { DliAbortError, DliCallError, DliConnectionError, DliCredentialsError, DliError, DliTimeoutError } from './errors.ts';
import type { Hooks, RequestEvent } from './hooks.ts';
import { createRequestEvent, createResponseEvent, notify, onSent } from './hooks.ts';
import type { HttpRequest } from './request.ts';
import { readBody } from './response.ts';
import { createRetryBudget, formatRetryReason, getRetryDelay, isRetryable } from './retry.ts';
import type { Redaction, SentSecrets } from './secrets.ts';
import { createHide, namedRedaction, readText, redactError } from './secrets.ts';

/** How long a call may take, how often it may be sent, and how long its response may be. */
export interface LimitOptions {
  /** How often a request is sent at most, the first time included: an integer of at least 1. Default: 3. */
  maxAttempts?: number | undefined;
  /** Time limits in milliseconds, above 0; `Infinity` for none. They include connecting and reading the whole response. */
  timeout?:
    | {
        /** For each attempt. Default: 60,000. */
        attempt?: number | undefined;
        /** For the call with all its attempts, the waits between them and getting credentials. Default: 180,000. */
        total?: number | undefined;
      }
    | undefined;
  /**
   * The longest body of a response that is read, in bytes after decompression, above 0; `Infinity` for no limit. Default:
   * 67,108,864 (64 MiB).
   */
  maxResponseBytes?: number | undefined;
}

export interface Limits {
  maxAttempts: number;
  maxResponseBytes: number;
  attempt: number;
  total: number;
}

const defaultLimits: Limits = { maxAttempts: 3, maxResponseBytes: 64 * 1024 * 1024, attempt: 60_000, total: 180_000 };

/** Headers by lower-case name; `undefined` if one cannot be sent. */
export function createHeaders(headers: HeadersOption = {}): Map<string, string> | undefined {
  try {
    // A `Headers` would make text of it.
    if (Object.values(headers).some((value) => (value ?? undefined) === undefined)) return undefined;
    return listHeaders(new Headers(headers as ConstructorParameters<typeof Headers>[0]));
  } catch {
    return undefined;
  }
}

/** Headers as an option has them. */
export type HeadersOption = Headers | Readonly<Record<string, string>>;

export const headerProblem = 'hold what a header cannot have, such as undefined or a line break.';

/** The limits that options set, the others from a default; if the options are invalid, what is wrong with them. */
export function readLimits(options: LimitOptions, defaults: Limits = defaultLimits): Limits | string {
  const { maxAttempts, timeout, maxResponseBytes } = options;
  const limits = {
    maxAttempts: maxAttempts ?? defaults.maxAttempts,
    maxResponseBytes: maxResponseBytes ?? defaults.maxResponseBytes,
    attempt: timeout?.attempt ?? defaults.attempt,
    total: timeout?.total ?? defaults.total,
  };
  if (!Number.isInteger(limits.maxAttempts) || limits.maxAttempts < 1) return 'maxAttempts has to be an integer of at least 1.';
  const unknown = findUnknownName(timeout ?? {}, 'attempt total');
  if (unknown !== undefined) return `timeout has no ${unknown}. It has attempt and total.`;
  const isValid = (limit: unknown) => typeof limit === 'number' && limit > 0;
  if (!isValid(limits.maxResponseBytes)) return 'maxResponseBytes has to be a number of bytes above 0.';
  if (typeof (timeout ?? {}) === 'object' && isValid(limits.attempt) && isValid(limits.total)) return limits;
  return 'timeout has to be { attempt, total }, each a number of milliseconds above 0.';
}

/** One call, with all its attempts. */
export interface Call extends SentSecrets {
  readonly operationId: string;
  /** The operation's path with its parameters in braces; unknown for a call through `raw`. */
  readonly path?: string | undefined;
  /** Whether sending the request twice does no more than sending it once. */
  readonly idempotent: boolean;
  readonly limits: Limits;
  readonly signal?: AbortSignal | undefined;
  /** Sent in place of the client's headers of that name. Names in lower case. */
  readonly headers?: Iterable<readonly [string, string]> | undefined;
  /** When its time is over, once it has begun. */
  deadline: number | undefined;
  /** How many times the request was sent so far. */
  attempts: number;
  /** The status of the response to the last attempt, as soon as it is known. */
  status?: number | undefined;
  redaction: Redaction;
  readonly secrets: Set<string>;
  readonly sent: OutgoingRequest[];
}

export function createCall(call: Omit<Call, 'deadline' | 'attempts' | 'status' | keyof SentSecrets>, secrets = new Set<string>()): Call {
  const { operationId, path, idempotent, limits, signal, headers } = call;
  const known = { deadline: undefined, attempts: 0, status: undefined, redaction: namedRedaction, secrets, sent: [], listed: undefined };
  return { operationId, path, idempotent, limits, signal, headers, ...known };
}

/** Whether sending a request twice does no more than sending it once, by its method. */
export function isIdempotent(method: string): boolean {
  return !/^(post|patch)$/i.test(method);
}

/** Headers by lower-case name, in which not every `Headers` has them: that of happy-dom keeps their case. */
export function listHeaders(headers: Iterable<readonly [string, string]>): Map<string, string> {
  return new Map(Array.from(headers, ([name, value]) => [name.toLowerCase(), value]));
}

/** What `fetch` gets with the URL. */
export interface FetchInit {
  method: string;
  /** By lower-case name. */
  headers: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
  redirect: 'manual';
  signal: AbortSignal;
}

/** The part of a `Response` that is used. */
export interface FetchResponse extends Pick<Response, 'ok' | 'status' | 'statusText' | 'url' | 'arrayBuffer'> {
  /** A web stream; of anything else the length is known only when all of it has been read. */
  readonly body?: unknown;
  readonly headers: Iterable<[string, string]> & { get(name: string): string | null };
}

/** Sends one request. The global `fetch` is one, and so are those of undici, node-fetch and the mock. */
export type FetchFunction = (url: string, init: FetchInit) => Promise<FetchResponse>;

/** A response of which the whole body has arrived. */
export interface ReceivedResponse {
  response: Response;
  /** The body; empty if `keep` put it into the response. */
  text: string;
}

/** Makes a response whose body has been read into one that can be handed on. */
export type KeepResponse = (response: Response, body: Uint8Array<ArrayBuffer>) => ReceivedResponse;

/** Keeps the text apart: run times hold on to a response for a while, and would to its text. */
export const keepText: KeepResponse = (response, body) => ({ response, text: readText(body) });

/** Lets others read the text of a response again. */
export function restoreText({ response, text }: ReceivedResponse): Response {
  // Assigning fails where prototypes are frozen.
  return Object.defineProperty(response, 'text', { value: async () => text, configurable: true });
}

export interface HttpSettings {
  fetch: FetchFunction | undefined;
  authentication: Authentication;
  clock: Clock;
  /** Sent with every request that has none of that name. Names in lower case. */
  headers: ReadonlyMap<string, string>;
  hooks: readonly Hooks[];
  /** For requests of the authentication itself. */
  limits: Limits;
  /** The project's ID; `undefined` as long as it has not been looked up. */
  projectId: string | undefined;
  region: string | undefined;
  iamEndpoint: string | undefined;
  redaction: Redaction;
}

export interface Send {
  /** Sends the request of a call, again if that is safe, and gives the last response, whatever its status. */
  (request: HttpRequest, call: Call, keep?: KeepResponse): Promise<ReceivedResponse>;
  /** What credentials know, within the time of a call. */
  ask<Value>(question: (authentication: Authentication, context: AuthenticationContext) => Promise<Value>, call: Call): Promise<Value>;
}

/** What every request goes through: authentication, time limits, retries and hooks. Each attempt is authenticated anew. */
export function createSend(settings: HttpSettings): Send {
  const { clock, hooks, projectId, region, iamEndpoint, limits } = settings;
  const budget = createRetryBudget();
  const context: AuthenticationContext = {
    clock,
    get projectId() {
      return settings.projectId;
    },
    scope: projectId === undefined ? { name: region } : { id: projectId },
    iamEndpoint,
    send: async (operationId, request, secrets, { maxAttempts, attempt } = limits) => {
      const own = { ...limits, maxAttempts, attempt: Math.min(attempt, limits.attempt) };
      const call = createCall({ operationId, idempotent: true, limits: own }, secrets);
      return { ...(await send(request, call, keepText, undefined)), attempts: call.attempts };
    },
  };
  return Object.assign((request: HttpRequest, call: Call, keep = keepText) => send(request, call, keep, settings.authentication), {
    ask: <Value>(question: (authentication: Authentication, context: AuthenticationContext) => Promise<Value>, call: Call) =>
      getFrom(() => question(settings.authentication, context), call, begin(call)),
  });

  /** Gives a call what it has of the client, and its deadline, which it keeps. */
  function begin(call: Call): number {
    call.redaction = settings.redaction;
    call.deadline ??= readTimer(clock) + call.limits.total;
    return call.deadline;
  }

  async function send(request: HttpRequest, call: Call, keep: KeepResponse, authentication: Authentication | undefined) {
    const { signal } = call;
    const deadline = begin(call);
    let isRenewed = false;
    let spent = 0;
    for (let failures = 0; ; ) {
      if (signal?.aborted) throw createError({ by: 'signal', fault: signal.reason }, call, 'total');
      const headers = new Map(settings.headers);
      for (const [name, value] of call.headers ?? []) headers.set(name, value);
      for (const [name, value] of request.headers) headers.set(name.toLowerCase(), value);
      const outgoing = { method: request.method, url: request.url, headers, body: request.body, secrets: call.secrets };
      if (authentication) await getFrom(() => authentication.authenticate(outgoing, context), call, deadline);

      const { outcome, event, limit } = await sendOnce(outgoing, request, call, keep, deadline);
      if ('value' in outcome && outcome.value.response.ok) {
        budget.refund(spent);
        return outcome.value;
      }

      if ('value' in outcome && outcome.value.response.status === 401 && !isRenewed && authentication?.onUnauthorized) {
        isRenewed = true;
        const response = keep === keepText ? restoreText(outcome.value) : outcome.value.response;
        const reason = await getFrom(() => authentication.onUnauthorized?.(outgoing, response, context), call, deadline);
        if (reason !== undefined) {
          if (event) notify(hooks, 'onRetry', { request: event, reason, delay: 0 });
          continue;
        }
      }

      failures += 1;
      const delay = getRetryDelay(outcome, failures, clock.now());
      const mayWait = failures < call.limits.maxAttempts && readTimer(clock) + delay < deadline;
      spent = mayWait && isRetryable(outcome, call.idempotent) ? budget.spend(outcome) : 0;
      if (spent === 0) {
        if ('value' in outcome) return outcome.value;
        throw createError(outcome, call, limit);
      }
      if (event) notify(hooks, 'onRetry', { request: event, reason: formatRetryReason(outcome), delay });
      await clock.sleep(delay, signal);
    }
  }

  async function sendOnce(outgoing: OutgoingRequest, { init }: HttpRequest, call: Call, keep: KeepResponse, deadline: number) {
    const { method, url, headers, body } = outgoing;
    const started = readTimer(clock);
    const timeLeft = deadline - started;
    const limit = timeLeft < call.limits.attempt ? ('total' as const) : ('attempt' as const);
    call.attempts += 1;
    call.status = undefined;
    call.sent.push(outgoing);
    const event: RequestEvent | undefined = hooks.length === 0 ? undefined : createRequestEvent(outgoing, call);
    if (event) {
      notify(hooks, 'onRequest', event);
      notify(hooks, onSent, event, outgoing, call);
    }
    const outcome = await runWithin(
      async (signal) => {
        // A redirect that is followed would hand the token to whatever host it names.
        const sent: FetchInit = { ...init, method, headers: Object.fromEntries(headers), redirect: 'manual', signal };
        if (body !== undefined) sent.body = body;
        // Looked up for each attempt, so that what replaces the global fetch later, such as a test's interceptor, is used.
        const fetch: FetchFunction = settings.fetch ?? globalThis.fetch;
        const response = (await fetch(url, sent)) as Response;
        // An error of this package is not retried.
        if (!response?.headers?.get || !response.arrayBuffer) throw new DliCallError('failed: fetch gave no Response', call);
        call.status = response.status;
        return keep(response, await readBody(response, call));
      },
      Math.min(timeLeft, call.limits.attempt),
      call.signal,
    );
    if (event) {
      const duration = Math.round(readTimer(clock) - started);
      if ('value' in outcome) notify(hooks, 'onResponse', createResponseEvent(event, outcome.value.response, duration, call));
      else notify(hooks, 'onError', { request: event, error: createError(outcome, call, limit), duration });
    }
    return { outcome, event, limit };
  }

  /** What the authentication gives at once, or within the time that the call has left. */
  async function getFrom<Value>(work: () => Value | Promise<Value>, call: Call, deadline: number): Promise<Value> {
    try {
      const given = work();
      if (!isPromise(given)) return given;
      const outcome = await runWithin(() => Promise.resolve(given), deadline - readTimer(clock), call.signal);
      if ('value' in outcome) return outcome.value;
      throw outcome.by === 'fault' ? outcome.fault : createError(outcome, call, 'total');
    } catch (fault) {
      // A request of IAM has an error of its own.
      if (fault instanceof DliError) throw fault;
      const cause = redactError(fault, createHide(call));
      throw new DliCredentialsError(call, cause instanceof Error ? cause.message : String(cause), { cause });
    }
  }
}

function isPromise<Value>(value: Value | Promise<Value>): value is Promise<Value> {
  return typeof (value as Promise<Value> | undefined)?.then === 'function';
}

function createError({ by, fault }: Failure, call: Call, limit: 'attempt' | 'total'): DliError {
  if (by === 'timeout') return new DliTimeoutError(call, limit, call.limits[limit]);
  if (fault instanceof DliError) return fault;
  if (by === 'fault') return new DliConnectionError(call, redactError(fault, createHide(call)));
  // The reason of AbortSignal.timeout().
  const isTimeout = fault instanceof Error && fault.name === 'TimeoutError';
  return isTimeout ? new DliTimeoutError(call, 'signal', undefined, { cause: fault }) : new DliAbortError(call, fault);
}
