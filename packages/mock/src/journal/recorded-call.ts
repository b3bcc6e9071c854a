import { parseJson } from '@dli-openapi/client/json';
import type { Answer } from '../answers/answer.ts';
import type { Exchange } from '../handle.ts';
import type { OperationId, OperationInput } from '../operation.ts';
import { receivedCall } from '../received.ts';
import { redactHeaders, redactPath } from '../traffic/secrets.ts';
import type { Violation } from '../validation/violation.ts';

/** A call that a mock was sent, and what it answered. */
export interface RecordedCall<Id extends OperationId | undefined = OperationId | undefined> {
  /** Undefined where the request led to no operation, or its credentials were refused. */
  readonly operationId: Id;
  readonly method: string;
  /** With the query, in which the values of parameters that hold secrets are replaced. */
  readonly path: string;
  /**
   * Path, query and body fields together, as the client's methods take them; without `project_id`. An integer that a number would
   * round is a bigint. What was not sent, or could not be read, is not there; where there are violations, values may be of any type.
   */
  readonly input: Readonly<Id extends OperationId ? Partial<OperationInput<Id>> : Record<string, unknown>>;
  /** By lower-case name; the values of those that hold secrets are replaced. */
  readonly headers: Readonly<Record<string, string>>;
  /** In what the request departed from the document. */
  readonly violations: readonly Violation[];
  readonly answer: RecordedAnswer;
  /** When the request had come. */
  readonly time: Date;
  /** How long it took to find the answer, without its delay. */
  readonly milliseconds: number;
}

/** What was answered. */
export interface RecordedAnswer {
  /** 0 where a planned fault came before any answer. */
  readonly status: number;
  /** The body's JSON, or its text where it is none; undefined where there is no body. */
  readonly body: unknown;
  /** The planned fault that struck. */
  readonly fault: 'reset' | 'hang' | 'truncate' | undefined;
}

export function recordedCall({ request, call, answer, startedAt, milliseconds }: Exchange): RecordedCall {
  const received = call && receivedCall(call);
  return Object.freeze({
    operationId: received?.operationId,
    method: request.method,
    path: redactPath(request.url),
    input: received?.input ?? {},
    headers: redactHeaders(request.headers),
    violations: call?.violations ?? answer.violations,
    answer: { status: answer.status, body: bodyOf(answer), fault: answer.delivery?.fault },
    time: new Date(startedAt),
    milliseconds,
  });
}

function bodyOf({ body }: Answer): unknown {
  try {
    return body === undefined ? undefined : parseJson(body);
  } catch {
    return body;
  }
}
