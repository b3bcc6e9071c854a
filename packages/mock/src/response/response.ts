import { randomUUID } from 'node:crypto';
import { writeJson } from '../json.ts';
import type { LatencyRange } from '../options.ts';
import type { Violation } from '../validation/violation.ts';
import { formatViolations, formatViolationsHeader } from '../validation/violation.ts';

/** Break off the connection before the response, never respond, or break off in the middle of the body. */
export type Fault = 'reset' | 'hang' | 'truncate';

/** How a response leaves that does not leave whole and at once. */
export interface Delivery {
  /** How long to wait first. */
  delayMilliseconds?: number;
  fault?: Fault;
}

/** A response, whichever way it leaves. */
export interface MockResponse {
  /** 0 where nothing is sent. */
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** JSON; undefined where there is no body. */
  body: string | undefined;
  /** In place of `body`, one that need not be text. */
  bytes?: Uint8Array | undefined;
  /** How the request violates the document, where it led to no call that says so. */
  violations: readonly Violation[];
  delivery?: Delivery;
}

/**
 * The codes of the mock's own errors. The published pages name only APIGW.0101, 0301 and the DLI codes; APIGW.0106 and APIGW.0201
 * stand for what a gateway says about methods, sizes and malformed messages, and are not published.
 */
const codes: Record<number, string> = {
  400: 'DLI.0001',
  401: 'APIGW.0301',
  404: 'APIGW.0101',
  405: 'APIGW.0106',
  408: 'APIGW.0201',
  413: 'APIGW.0201',
  417: 'APIGW.0201',
  431: 'APIGW.0201',
  500: 'DLI.0999',
  502: 'APIGW.0201',
  504: 'APIGW.0201',
};

const exposed = 'x-request-id, x-dli-violations, retry-after, allow';

/** A response whose body is JSON already, or absent. It has a request id, and pages of any origin can read it. */
export function createResponse(status: number, text: string | undefined, headers: Readonly<Record<string, string>> = {}): MockResponse {
  return {
    status,
    headers: {
      ...headers,
      ...(text !== undefined && { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }),
      'x-request-id': randomUUID().replaceAll('-', ''),
      'access-control-allow-origin': '*',
      'access-control-expose-headers': exposed,
    },
    body: text,
    violations: [],
  };
}

/** An error in the documented shape. */
export function createError(status: number, message: string, headers: Readonly<Record<string, string>> = {}): MockResponse {
  return createResponse(status, writeJson({ error_code: codes[status] ?? 'DLI.0999', error_msg: message }), headers);
}

/** For what the request did not cause: Prism that is missing or cannot build the response, or a fault of the mock or of a test. */
export function createFailure(error: unknown): MockResponse {
  return createError(500, `The mock failed: ${error instanceof Error ? error.message : String(error)}`);
}

/** The error for a request that violates the document. */
export function createViolationsError(
  violations: readonly Violation[],
  { status = 400, message = formatViolations(violations), headers = {} } = {},
): MockResponse {
  return { ...createError(status, message, { ...headers, 'x-dli-violations': formatViolationsHeader(violations) }), violations };
}

/** No response at all. */
export function createFault(delivery: Delivery): MockResponse {
  return { status: 0, headers: {}, body: undefined, violations: [], delivery };
}

/** A response that leaves later by a random time of a range. A caller who gives up, or a server that closes, does not wait for it. */
export function delayResponse(response: MockResponse, { from, to }: LatencyRange): MockResponse {
  const { delayMilliseconds = 0, ...delivery } = response.delivery ?? {};
  return { ...response, delivery: { ...delivery, delayMilliseconds: delayMilliseconds + from + Math.random() * (to - from) } };
}
