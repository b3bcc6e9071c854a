import { DliApiError, DliResponseError } from './errors/index.ts';

/** An answer as openapi-fetch hands it over: the text of a 2xx, or the body of anything else, parsed if it is JSON. */
export interface Answer {
  data?: string | undefined;
  error?: unknown;
  response: Response;
}

/**
 * The body of an answer that says the call succeeded.
 * @throws {DliApiError} when the status is not 2xx, or `is_success` is false
 * @throws {DliResponseError} when a 2xx body is neither a JSON object nor a JSON array
 */
export function outputOf(operationId: string, { data, error, response }: Answer): unknown {
  const { status } = response;
  if (!response.ok) {
    const refusal = error === '' ? undefined : error;
    throw new DliApiError(operationId, { status, requestId: requestIdOf(response, refusal), body: refusal });
  }
  const body = parsed(data);
  if (body === undefined) {
    throw new DliResponseError(operationId, { status, requestId: requestIdOf(response, undefined), body: data ?? '' });
  }
  if (saysFailed(body)) throw new DliApiError(operationId, { status, requestId: requestIdOf(response, body), body });
  return body;
}

function parsed(text: string | undefined): object | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

// The operations under /streaming/ send the flag as a string, most others as a boolean.
function saysFailed(body: object): boolean {
  return 'is_success' in body && String(body.is_success).toLowerCase() === 'false';
}

function requestIdOf(response: Response, body: unknown): string | undefined {
  const header = response.headers.get('x-request-id');
  if (header) return header;
  const named = typeof body === 'object' && body !== null && 'request_id' in body ? body.request_id : undefined;
  return typeof named === 'string' && named !== '' ? named : undefined;
}
