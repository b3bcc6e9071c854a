import { parseJson } from '@dli-openapi/client/json';
import { MockError } from '../errors.ts';
import type { Exchange, Observer } from '../handler.ts';
import { isPreflight } from '../handler.ts';
import type { OperationId, OperationInput } from '../operation-types.ts';
import { redactHeaders, redactPath } from '../redaction.ts';
import { receivedCall } from '../request/received.ts';
import type { Answer } from '../response/response.ts';
import type { Violation } from '../validation/violation.ts';

/** The calls that a mock was sent, the first one first. */
export interface Calls extends ReadonlyArray<RecordedCall> {
  /** Those to one operation. */
  of<Id extends OperationId>(operationId: Id): RecordedCall<Id>[];
}

export interface Journal {
  observe: Observer;
  readonly calls: Calls;
  reset(): void;
}

/** Bodies that are kept may fill so many bytes together. */
const largestInBytes = 64 * 1024 * 1024;

/**
 * Makes a journal of the latest exchanges.
 * @param size how many are kept; the bodies' size limits them too
 * @throws {MockError} when the size makes no sense
 */
export function createJournal(size: number): Journal {
  if (!Number.isInteger(size) || size < 0) throw new MockError(`keepCalls must be a whole number from 0, found ${size}.`);
  // Kept as they are: what is read of them is made when somebody reads.
  let exchanges: Exchange[] = [];
  let bytes = 0;
  let read: Calls | undefined;
  const made = new WeakMap<Exchange, RecordedCall>();

  return {
    observe(exchange) {
      if (size === 0 || isPreflight(exchange.request)) return;
      exchanges.push(exchange);
      bytes += bytesOf(exchange);
      while (exchanges.length > size || (bytes > largestInBytes && exchanges.length > 1)) bytes -= bytesOf(exchanges.shift());
      read = undefined;
    },
    get calls() {
      read ??= callsOf(
        exchanges.map((exchange) => {
          const call = made.get(exchange) ?? recordedCall(exchange);
          made.set(exchange, call);
          return call;
        }),
      );
      return read;
    },
    reset() {
      exchanges = [];
      bytes = 0;
      read = undefined;
    },
  };
}

function callsOf(calls: RecordedCall[]): Calls {
  const of = (operationId: OperationId) => calls.filter((call) => call.operationId === operationId);
  return Object.freeze(Object.defineProperty(calls, 'of', { value: of })) as unknown as Calls;
}

function bytesOf(exchange: Exchange | undefined): number {
  return exchange === undefined ? 0 : exchange.request.body.length + (exchange.answer.body?.length ?? 0);
}

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
