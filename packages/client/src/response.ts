import { createApiError, DliResponseError, DliResponseTooLargeError } from './errors.ts';
import type { Call, FetchResponse, ReceivedResponse } from './http.ts';
import { parseIntegers } from './json.ts';
import type { Operation } from './operation.ts';
import { readRetryAfter } from './retry.ts';
import { createHide } from './secrets.ts';

/**
 * The body of a response, decompressed.
 * @throws {DliResponseTooLargeError} as soon as it is longer than the call allows
 */
export async function readBody(response: FetchResponse, call: Call): Promise<Uint8Array<ArrayBuffer>> {
  const { body, status } = response;
  const { maxResponseBytes } = call.limits;
  let bytes = new Uint8Array(0);
  let length = 0;
  const add = (part: Uint8Array<ArrayBuffer>) => {
    const end = length + part.length;
    if (end > maxResponseBytes) throw new DliResponseTooLargeError({ ...call, status }, maxResponseBytes);
    // Most bodies come in one part.
    if (length === 0) bytes = part;
    else {
      if (end > bytes.length) {
        const larger = new Uint8Array(2 * end);
        larger.set(bytes);
        bytes = larger;
      }
      bytes.set(part, length);
    }
    length = end;
  };
  const reader = (body as Partial<ReadableStream<Uint8Array<ArrayBuffer>>> | null | undefined)?.getReader?.();
  if (reader) {
    try {
      for (let part = await reader.read(); !part.done; part = await reader.read()) add(part.value);
    } catch (error) {
      reader.cancel().catch(() => undefined);
      throw error;
    }
  } else if (body !== null) {
    // That of node-fetch is a stream of Node.
    add(new Uint8Array(await response.arrayBuffer()));
  }
  return length === bytes.length ? bytes : bytes.subarray(0, length);
}

/**
 * The output of a call, from its last response.
 * @throws {DliApiError} if the status is not 2xx, or `is_success` is false
 * @throws {DliResponseError} if the body of a 2xx is neither a JSON object nor a JSON array, and the document has one
 */
export function readOutput(operation: Operation<never, unknown>, call: Call, { response, text }: ReceivedResponse): unknown {
  const { ok, status, headers } = response;
  const content = parse(text, operation.parse);
  if (ok && isObject(content) && !isFailure(content)) {
    operation.receiveHide?.((shown) => createHide(call)(shown));
    return content;
  }
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
