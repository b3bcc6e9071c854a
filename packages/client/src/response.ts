import { createApiError, DliResponseError } from './errors.ts';
import type { Call, ReceivedResponse } from './http.ts';
import { parseIntegers } from './json.ts';
import type { Operation } from './operation.ts';
import { readRetryAfter } from './retry.ts';
import { createHide } from './secrets.ts';

/**
 * The output of a call, from its last response.
 * @throws {DliApiError} if the status is not 2xx, or `is_success` is false
 * @throws {DliResponseError} if the body of a 2xx is neither a JSON object nor a JSON array, and the document has one
 */
export function readOutput(operation: Operation<never, unknown>, call: Call, { response, text }: ReceivedResponse): unknown {
  const { ok, status, headers } = response;
  const content = parse(text, operation.parse);
  if (ok && isObject(content) && !isFailure(content)) return content;
  if (ok && !isObject(content) && operation.emptyStatuses?.includes(status)) return undefined;
  const hide = createHide(call);
  const requestId = readRequestId(response, content);
  const failure = { ...call, status, requestId: requestId && hide(requestId) };
  const shown = hide(text);
  if (ok && !isObject(content)) throw new DliResponseError({ ...failure, body: shown });
  const body = content === undefined ? shown || undefined : parse(shown);
  throw createApiError({ ...failure, body, retryAfter: readRetryAfter(headers, Date.now()) });
}

function parse(text: string, parseBody = parseIntegers): unknown {
  try {
    return parseBody(text);
  } catch {
    return undefined;
  }
}

function isObject(content: unknown): content is object {
  return typeof content === 'object' && content !== null;
}

// The operations under /streaming/ send the flag as a string, most others as a boolean.
function isFailure(body: object): boolean {
  return 'is_success' in body && String(body.is_success).toLowerCase() === 'false';
}

/** The ID of a request: in a header of the response, otherwise in its body. */
export function readRequestId(response: Response, body: unknown): string | undefined {
  const header = response.headers.get('x-request-id');
  if (header) return header;
  const named = isObject(body) && 'request_id' in body ? body.request_id : undefined;
  return typeof named === 'string' && named !== '' ? named : undefined;
}
