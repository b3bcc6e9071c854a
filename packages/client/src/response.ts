import { apiErrorOf } from './errors/api-error.ts';
import { DliResponseError } from './errors/index.ts';
import { parseJson } from './json/parse-json.ts';
import { redacted } from './redaction.ts';
import type { Call } from './transport/call.ts';
import { retryAfterOf } from './transport/retry.ts';

/**
 * The body of an answer that says the call succeeded.
 * @throws {DliApiError} when the status is not 2xx, or `is_success` is false
 * @throws {DliResponseError} when a 2xx body is neither a JSON object nor a JSON array
 */
export function outputOf(call: Call, response: Response, text: string): unknown {
  const { ok, status, headers } = response;
  const content = parsed(text);
  if (ok && isObject(content) && !saysFailed(content)) return content;
  const body = redacted(content === undefined ? text || undefined : content, call.secrets);
  const failure = { ...call, status, requestId: redacted(requestIdOf(response, content), call.secrets) };
  if (ok && !isObject(content)) throw new DliResponseError({ ...failure, body: redacted(text, call.secrets) });
  throw apiErrorOf({ ...failure, body, retryAfter: retryAfterOf(headers, Date.now()) });
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function isObject(content: unknown): content is object {
  return typeof content === 'object' && content !== null;
}

// The operations under /streaming/ send the flag as a string, most others as a boolean.
function saysFailed(body: object): boolean {
  return 'is_success' in body && String(body.is_success).toLowerCase() === 'false';
}

/** The ID that an answer gives its request: in a header, or else in the body. */
export function requestIdOf(response: Response, body: unknown): string | undefined {
  const header = response.headers.get('x-request-id');
  if (header) return header;
  const named = isObject(body) && 'request_id' in body ? body.request_id : undefined;
  return typeof named === 'string' && named !== '' ? named : undefined;
}
