import { redacted } from '../redaction.ts';
import type { ErrorEvent, Hooks, RequestEvent, ResponseEvent, RetryEvent } from '../transport/hooks.ts';
import { requestBehind } from '../transport/hooks.ts';

type Write = (message: string, details: Readonly<Record<string, unknown>>) => unknown;

/**
 * Takes log entries: a line of text, and the same as data. `console` is one. Levels that it has no method for are left out.
 *
 * - `debug`: every request as it goes out, with address, headers and body. Bodies and addresses may hold SQL.
 * - `info`: every answer, whatever its status.
 * - `warn`: every request that is sent again or got no answer.
 *
 * Tokens, keys, signatures and passwords are replaced at every level, and nothing turns that off.
 */
export interface Logger {
  debug?: Write | undefined;
  info?: Write | undefined;
  warn?: Write | undefined;
}

/** Hooks that write down what happens on the wire. */
export function loggingHooks(logger: Logger): Hooks {
  return {
    onRequest: (event) => logger.debug?.(`${lineOf(event)} is sent`, { ...event, ...shownOf(event) }),
    onResponse: (event) => logger.info?.(`${lineOf(event.request)}: ${event.status} after ${event.duration} ms`, responseOf(event)),
    onError: (event) => logger.warn?.(`${lineOf(event.request)}: ${event.error.message}`, errorOf(event)),
    onRetry: (event) =>
      logger.warn?.(`${lineOf(event.request)} is sent again in ${Math.round(event.delay)} ms: ${event.reason}`, retryOf(event)),
  };
}

function lineOf({ operationId, attempt }: RequestEvent): string {
  return `${operationId}, attempt ${attempt}`;
}

function shownOf(event: RequestEvent): object | undefined {
  const request = requestBehind(event);
  if (request === undefined) return undefined;
  const { url, body, secrets } = request;
  const text = body instanceof Uint8Array ? new TextDecoder().decode(body) : body;
  return { url: redacted(url, secrets), ...(text === undefined ? undefined : { body: redacted(text, secrets) }) };
}

function responseOf({ request, status, requestId, duration }: ResponseEvent) {
  return { ...callOf(request), status, requestId, duration };
}

function errorOf({ request, error, duration }: ErrorEvent) {
  return { ...callOf(request), error: error.name, duration };
}

function retryOf({ request, reason, delay }: RetryEvent) {
  return { ...callOf(request), reason, delay };
}

function callOf({ operationId, method, url, attempt }: RequestEvent) {
  return { operationId, method, url, attempt };
}
