import type { Exchange } from '../handler.ts';
import { redactPath } from '../redaction.ts';
import type { Answer } from '../response/response.ts';
import type { Violation } from '../validation/violation.ts';

/** What a log and the live page show of an exchange. It holds no secret. */
export interface CallSummary {
  /** When the request had come whole, in ISO 8601. */
  time: string;
  method: string;
  /** With the query, in which the values of secret parameters are replaced. */
  path: string;
  /** Null where the request led to no operation. */
  operationId: string | null;
  /** 0 where a planned fault came before any answer. */
  status: number;
  /** How long it took to find the answer, without its delay, in milliseconds. */
  milliseconds: number;
  /** What an error of the mock itself says, or which planned fault struck; null for any other answer. */
  message: string | null;
  /** How the request departs from the document; no more than the first twenty. */
  violations: Violation[];
  /** How the answer departs from it. Always empty for the mock's own answers. */
  answerViolations: Violation[];
}

const violationsKept = 20;

export function summarise({ request, call, answer, answerViolations = [], startedAt, milliseconds }: Exchange): CallSummary {
  return {
    time: new Date(startedAt).toISOString(),
    method: request.method,
    path: redactPath(request.url),
    operationId: call?.operation.operationId ?? null,
    status: answer.status,
    milliseconds: Math.round(milliseconds * 10) / 10,
    message: messageOf(answer),
    violations: (call?.violations ?? answer.violations).slice(0, violationsKept),
    answerViolations: answerViolations.slice(0, violationsKept),
  };
}

/** What the mock's own errors say, and planned ones: not those of a real endpoint, which may hold anything. */
function messageOf({ status, body, delivery }: Answer): string | null {
  if (delivery?.fault !== undefined) return `A planned fault: ${delivery.fault}`;
  if (status < 400 || body === undefined) return null;
  const messages = [errorsIn(body)].flat().map((error) => Object(error).error_msg);
  return messages.filter((message) => typeof message === 'string').join('; ') || null;
}

/** One error, or a list of them; undefined in a planned body that is no JSON. */
function errorsIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
