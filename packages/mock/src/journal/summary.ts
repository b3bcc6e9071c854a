import { redact } from '@dli-openapi/client';
import type { Exchange } from '../exchange.ts';
import { listSecrets, redactPath } from '../redaction.ts';
import type { MockResponse } from '../response/response.ts';
import type { Violation } from '../validation/violation.ts';

/** An exchange as the log and the live page show it, without secrets. */
export interface CallSummary {
  /** When the request had come whole, in ISO 8601. */
  time: string;
  method: string;
  /** With the query, in which the values of secret parameters are replaced. */
  path: string;
  /** Null where the request led to no operation. */
  operationId: string | null;
  /** 0 where a planned fault came before any response. */
  status: number;
  /** How long it took to find the response, without its delay, in milliseconds. */
  milliseconds: number;
  /** The message of an error of the mock itself, or the planned fault that struck, or how a response broke off; null for any other response. */
  message: string | null;
  /** How the request violates the document; no more than the first twenty. */
  violations: Violation[];
  /** How the response violates it. Always empty for the mock's own responses. */
  responseViolations: Violation[];
}

const violationsKept = 20;

export function summarize({ request, call, response, responseViolations = [], cut, startedAt, milliseconds }: Exchange): CallSummary {
  const secrets = listSecrets(request);
  const summary = {
    time: new Date(startedAt).toISOString(),
    method: request.method,
    path: redactPath(request.url, secrets),
    operationId: call?.operation.operationId ?? null,
    status: response.status,
    milliseconds: Math.round(milliseconds * 10) / 10,
    message: cut ?? readMessage(response),
    violations: (call?.violations ?? response.violations).slice(0, violationsKept),
    responseViolations: responseViolations.slice(0, violationsKept),
  };
  return redact(summary, secrets);
}

/** Not of the errors of a real endpoint, which may hold anything. */
function readMessage({ status, body, delivery }: MockResponse): string | null {
  if (delivery?.fault !== undefined) return `A planned fault: ${delivery.fault}`;
  if (status < 400 || body === undefined) return null;
  const messages = [parseErrors(body)].flat().map((error) => Object(error).error_msg);
  return messages.filter((message) => typeof message === 'string').join('; ') || null;
}

/** One error, or a list of them; undefined in a planned body that is not JSON. */
function parseErrors(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
