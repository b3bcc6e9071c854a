import type { OutgoingRequest } from './credentials/authentication.ts';
import type { FailureEvent, Hooks, LoggingHooks, RequestEvent, ResponseEvent, RetryEvent } from './hooks.ts';
import { onSent } from './hooks.ts';
import type { Call } from './http.ts';
import { listSecrets, redact } from './redaction.ts';

type Write = (message: string, details: Readonly<Record<string, unknown>>) => unknown;

/**
 * Takes log entries: a line of text, and the same as data. `console` is one. Levels without a method are not logged.
 *
 * - `debug`: every request as it is sent, with URL, headers and body. Bodies and URLs may hold SQL.
 * - `info`: every response, whatever its status.
 * - `warn`: every retry, and every request that received no response.
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
  const text = body instanceof Uint8Array ? new TextDecoder().decode(body) : body;
  return { ...event, ...redact(text === undefined ? { url } : { url, body: text }, listSecrets(call)) };
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
