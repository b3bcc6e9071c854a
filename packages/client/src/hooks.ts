import type { OutgoingRequest } from './credentials/credentials.ts';
import type { DliError } from './errors.ts';
import type { Call } from './http.ts';
import { listHeaders } from './http.ts';
import { fullRedaction } from './redaction.ts';
import { createHide, hideInHeaders, readText } from './secrets.ts';

/** A request as it is sent. Nothing in it is secret, and it has neither query nor body: those may hold SQL. */
export interface RequestEvent {
  /** The operation; method and path for a call through `raw`. */
  readonly operationId: string;
  readonly method: string;
  /** The URL without its query. */
  readonly url: string;
  /** The operation's path with its parameters in braces; `undefined` for a call through `raw`. */
  readonly path: string | undefined;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** By lower-case name. The values of secret ones are replaced. */
  readonly headers: Readonly<Record<string, string>>;
}

/** A response that has arrived as a whole, whatever its status. */
export interface ResponseEvent {
  readonly request: RequestEvent;
  readonly status: number;
  /** By lower-case name. The values of secret ones are replaced. */
  readonly headers: Readonly<Record<string, string>>;
  /** The ID to quote to support, if the response has one. */
  readonly requestId: string | undefined;
  /** From sending to the end of the response, in milliseconds. */
  readonly duration: number;
}

/** An attempt that received no complete response. */
export interface FailureEvent {
  readonly request: RequestEvent;
  readonly error: DliError;
  /** From sending to the failure, in milliseconds. */
  readonly duration: number;
}

/** A request that is about to be sent again. */
export interface RetryEvent {
  /** The attempt that failed. */
  readonly request: RequestEvent;
  /** Why it is sent again, for logs. */
  readonly reason: string;
  /** The wait before that, in milliseconds. */
  readonly delay: number;
}

/**
 * Functions that are called for each attempt. They cannot change or stop a call: what they return is ignored, and what
 * they throw is dropped; with a logger it is a warning.
 */
export interface Hooks {
  onRequest?(event: RequestEvent): unknown;
  onResponse?(event: ResponseEvent): unknown;
  onError?(event: FailureEvent): unknown;
  onRetry?(event: RetryEvent): unknown;
}

/** Names a hook that only the logger has: it shows more of a request than others may see. */
export const onSent: unique symbol = Symbol('onSent');

interface LoggingHooks extends Hooks {
  [onSent]?(event: RequestEvent, request: OutgoingRequest, call: Call): unknown;
}

/** Calls every hook of that name. */
export function notify<Name extends keyof LoggingHooks>(
  hooks: readonly LoggingHooks[],
  name: Name,
  ...args: Parameters<NonNullable<LoggingHooks[Name]>>
): void {
  for (const hook of hooks) {
    try {
      const result = (hook[name] as ((...args: unknown[]) => unknown) | undefined)?.(...args);
      if (result instanceof Promise) result.catch(() => undefined);
    } catch {
      // A hook must not break the call that it observes.
    }
  }
}

/** Hooks that log what they throw, which is dropped otherwise. */
export function logFaults(hooks: Hooks, logger: Logger): Hooks {
  const wrap = (name: keyof Hooks) => (event: never) => {
    const log = (fault: unknown) => void logger.warn?.(`The hook ${name} failed: ${fault}`, { hook: name });
    try {
      const result = hooks[name]?.(event);
      if (result instanceof Promise) result.catch(log);
    } catch (fault) {
      log(fault);
    }
  };
  return { onRequest: wrap('onRequest'), onResponse: wrap('onResponse'), onError: wrap('onError'), onRetry: wrap('onRetry') };
}

export function createRequestEvent(request: OutgoingRequest, call: Call): RequestEvent {
  const { operationId, path, attempts } = call;
  const { method, url, headers } = request;
  return {
    operationId,
    method,
    path,
    attempt: attempts,
    // Redaction costs a good part of a call, and few hooks read all.
    get url() {
      return createHide(call)(url.replace(/\?.*/, ''));
    },
    get headers() {
      return hideInHeaders(headers, createHide(call));
    },
  };
}

export function createResponseEvent(request: RequestEvent, { status, headers }: Response, duration: number, call: Call): ResponseEvent {
  return {
    request,
    status,
    get headers() {
      return hideInHeaders(listHeaders(headers), createHide(call));
    },
    get requestId() {
      const id = headers.get('x-request-id');
      return id ? createHide(call)(id) : undefined;
    },
    duration,
  };
}

type Write = (message: string, details: Readonly<Record<string, unknown>>) => unknown;

/**
 * Takes log entries: a line of text, and the same as data. `console` is one. Levels without a method are not logged.
 *
 * - `debug`: every request as it is sent, with URL, headers and body. Bodies and URLs may hold SQL.
 * - `info`: every response, whatever its status.
 * - `warn`: every retry, every request that received no response, and what a hook throws.
 *
 * Tokens, keys, signatures and passwords are replaced at every level, and nothing turns that off.
 */
export interface Logger {
  debug?: Write | undefined;
  info?: Write | undefined;
  warn?: Write | undefined;
}

/** Hooks that log requests, responses, retries and failures. */
export function createLoggingHooks(logger: Logger): Hooks {
  const hooks: LoggingHooks = {
    [onSent]: (event, request, call) => logger.debug?.(`${formatAttempt(event)}: sent`, describeSent(event, request, call)),
    onResponse: (event) =>
      logger.info?.(`${formatAttempt(event.request)}: ${event.status} after ${event.duration} ms`, describeResponse(event)),
    onError: (event) => logger.warn?.(`${formatAttempt(event.request)}: ${event.error.message}`, describeFailure(event)),
    onRetry: (event) =>
      logger.warn?.(`${formatAttempt(event.request)}: retry in ${Math.round(event.delay)} ms (${event.reason})`, describeRetry(event)),
  };
  return hooks;
}

function formatAttempt({ operationId, attempt }: RequestEvent): string {
  return `${operationId}, attempt ${attempt}`;
}

function describeSent(event: RequestEvent, { url, body }: OutgoingRequest, call: Call) {
  const { operationId, method, path, attempt, headers } = event;
  const hide = createHide(call.redaction === fullRedaction ? call : { ...call, redaction: fullRedaction });
  const sent = { operationId, method, path, attempt, url: hide(url), headers };
  return body === undefined ? sent : { ...sent, body: hide(readText(body)) };
}

function describeResponse({ request, status, requestId, duration }: ResponseEvent) {
  return { ...describeRequest(request), status, requestId, duration };
}

function describeFailure({ request, error, duration }: FailureEvent) {
  return { ...describeRequest(request), error: error.name, duration };
}

function describeRetry({ request, reason, delay }: RetryEvent) {
  return { ...describeRequest(request), reason, delay };
}

function describeRequest({ operationId, method, url, attempt }: RequestEvent) {
  return { operationId, method, url, attempt };
}
