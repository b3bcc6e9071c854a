import { randomUUID } from 'node:crypto';
import { writeJson } from '../json.ts';
import type { Violation } from '../validation/violation.ts';
import { inHeader, inWords } from '../validation/violation.ts';

/** How an answer leaves, where it does not leave whole and at once. */
export interface Delivery {
  /** How long to wait first. */
  delayMilliseconds?: number;
  /** Break off the connection before the answer, never answer, or break off in the middle of the body. */
  fault?: 'reset' | 'hang' | 'truncate';
}

/** An answer, whichever way it leaves. */
export interface Answer {
  /** 0 where none is sent. */
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** JSON; undefined where there is no body. */
  body: string | undefined;
  /** The body of a recorded answer that is no text; it takes the place of `body`. */
  bytes?: Uint8Array | undefined;
  violations: readonly Violation[];
  delivery?: Delivery;
}

/**
 * The errors that the mock itself gives. The published pages name only APIGW.0101, 0301 and the DLI codes;
 * APIGW.0106 and APIGW.0201 stand for what a gateway says about methods, sizes and malformed messages, and are not published.
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

/** An answer as JSON, with a request id, readable by pages of any origin. */
export function jsonAnswer(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return textAnswer(status, body === undefined ? undefined : writeJson(body), headers);
}

/** An answer whose body is written already. */
export function textAnswer(status: number, text: string | undefined, headers: Record<string, string> = {}): Answer {
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

/** No answer at all. */
export function unansweredAnswer(delivery: Delivery): Answer {
  return { status: 0, headers: {}, body: undefined, violations: [], delivery };
}

/** An error in the documented shape. */
export function errorAnswer(status: number, message: string, headers: Record<string, string> = {}): Answer {
  return jsonAnswer(status, { error_code: codes[status] ?? 'DLI.0999', error_msg: message }, headers);
}

/** The answer to a request that departs from the document: 400 that says how, unless told otherwise. */
export function violationsAnswer(
  violations: readonly Violation[],
  {
    status = 400,
    message = inWords(violations),
    headers = {},
  }: { status?: number; message?: string; headers?: Record<string, string> } = {},
): Answer {
  return { ...errorAnswer(status, message, { ...headers, 'x-dli-violations': inHeader(violations) }), violations };
}
