import type { OutgoingRequest } from '../credentials/authentication.ts';
import type { DliError } from '../errors/index.ts';
import { redacted, redactedHeaders } from '../redaction.ts';
import type { Call } from './call.ts';

/** A request as it goes out. Nothing in it is secret, and it holds neither query nor body: those may carry SQL. */
export interface RequestEvent {
  /** The operation; method and path for a call through `raw`. */
  readonly operationId: string;
  readonly method: string;
  /** The address without its query. */
  readonly url: string;
  /** The operation's path with its parameters in braces; `undefined` for a call through `raw`. */
  readonly path: string | undefined;
  /** 1 for the first time it is sent. */
  readonly attempt: number;
  /** By lower-case name. The values of those that hold secrets are replaced. */
  readonly headers: Readonly<Record<string, string>>;
}

/** An answer that has arrived as a whole, whatever its status. */
export interface ResponseEvent {
  readonly request: RequestEvent;
  readonly status: number;
  /** By lower-case name. The values of those that hold secrets are replaced. */
  readonly headers: Readonly<Record<string, string>>;
  /** The request's ID, if the answer names one. */
  readonly requestId: string | undefined;
  /** From sending to the end of the answer, in milliseconds. */
  readonly duration: number;
}

/** An attempt that got no whole answer. */
export interface ErrorEvent {
  readonly request: RequestEvent;
  readonly error: DliError;
  /** From sending to the failure, in milliseconds. */
  readonly duration: number;
}

/** A request that is about to be sent again. */
export interface RetryEvent {
  /** The attempt that failed. */
  readonly request: RequestEvent;
  /** Why it is sent again, in words. */
  readonly reason: string;
  /** How long the wait is before that, in milliseconds. */
  readonly delay: number;
}

/**
 * Functions that are told what happens on the wire, attempt by attempt. They cannot change or stop a call: what they
 * return is not looked at, and what they throw is dropped.
 */
export interface Hooks {
  onRequest?(event: RequestEvent): unknown;
  onResponse?(event: ResponseEvent): unknown;
  onError?(event: ErrorEvent): unknown;
  onRetry?(event: RetryEvent): unknown;
}

type EventOf<Name extends keyof Hooks> = Parameters<NonNullable<Hooks[Name]>>[0];

/** Tells every hook of that name. */
export function tell<Name extends keyof Hooks>(hooks: readonly Hooks[], name: Name, event: EventOf<Name>): void {
  for (const hook of hooks) {
    try {
      const result = hook[name]?.(event as never);
      if (result instanceof Promise) result.catch(() => undefined);
    } catch {
      // Watching a call must not break it.
    }
  }
}

const sent = new WeakMap<RequestEvent, OutgoingRequest>();

/** The event of a request. What it leaves out stays within the package: see {@link requestBehind}. */
export function requestEventOf(request: OutgoingRequest, { operationId, path, attempts, secrets }: Call): RequestEvent {
  const { method, url, headers } = request;
  const event = {
    operationId,
    method,
    url: url.replace(/\?.*/, ''),
    path,
    attempt: attempts,
    // To look for secrets costs a good part of a call, and few look at headers.
    get headers() {
      return redactedHeaders(headers, secrets);
    },
  };
  sent.set(event, request);
  return event;
}

/** The event of an answer. */
export function responseEventOf(
  request: RequestEvent,
  { status, headers }: Response,
  duration: number,
  secrets: ReadonlySet<string>,
): ResponseEvent {
  return {
    request,
    status,
    get headers() {
      return redactedHeaders(headers, secrets);
    },
    requestId: redacted(headers.get('x-request-id'), secrets) || undefined,
    duration,
  };
}

/** The request that an event tells of, secrets and all. For the logger, which shows more of it at its lowest level. */
export function requestBehind(event: RequestEvent): OutgoingRequest | undefined {
  return sent.get(event);
}
