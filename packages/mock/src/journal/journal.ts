import { redact, redactHeaders, redactText } from '@dli-openapi/client';
import type { Exchange, Observer } from '../exchange.ts';
import { parseExactJson } from '../json.ts';
import { MockError } from '../mock-error.ts';
import type { OperationId, OperationInput } from '../operation-types.ts';
import { listSecrets, redactPath } from '../redaction.ts';
import { toReceivedCall } from '../request/received.ts';
import { isPreflight } from '../request/route.ts';
import type { Fault, MockResponse } from '../response/response.ts';
import type { Violation } from '../validation/violation.ts';

/** A call that a mock received, and its response. */
export interface RecordedCall<Id extends OperationId | undefined = OperationId | undefined> {
  /** Undefined where the request led to no operation, or its credentials were refused. */
  readonly operationId: Id;
  readonly method: string;
  /** With the query, in which the values of parameters that hold secrets are replaced. */
  readonly path: string;
  /**
   * Path, query and body fields together, as the client's methods take them; without `project_id`. An integer that a number would
   * round is a bigint. What was not sent, or could not be read, is missing; where there are violations, values may be of any type.
   * Secrets are replaced by `[redacted]`, here and in the response.
   */
  readonly input: Readonly<Id extends OperationId ? Partial<OperationInput<Id>> : Record<string, unknown>>;
  /** By lower-case name; the values of those that hold secrets are replaced. */
  readonly headers: Readonly<Record<string, string>>;
  /** How the request violated the document. */
  readonly violations: readonly Violation[];
  readonly response: RecordedResponse;
  /** When the request had come. */
  readonly time: Date;
  /** How long it took to find the response, without its delay. */
  readonly milliseconds: number;
}

export interface RecordedResponse {
  /** 0 where a planned fault came before any response. */
  readonly status: number;
  /** The body's JSON, or its text where it is not JSON; undefined where there is no body. */
  readonly body: unknown;
  /** The planned fault that struck. */
  readonly fault: Fault | undefined;
}

export interface Journal {
  observe: Observer;
  /** The first one first. */
  readonly calls: readonly RecordedCall[];
  reset(): void;
}

/** Bodies that are kept may fill so many bytes together. */
const largestInBytes = 64 * 1024 * 1024;

/**
 * Creates a journal of the latest exchanges.
 * @param size how many are kept; the bodies' size limits them too
 * @throws {MockError} when the size is invalid
 */
export function createJournal(size: number): Journal {
  if (!Number.isInteger(size) || size < 0) throw new MockError(`keepCalls must be a whole number from 0, found ${size}.`);
  // Kept as they are: what tests see of them is made when somebody reads.
  let exchanges: Exchange[] = [];
  let bytes = 0;
  let read: readonly RecordedCall[] | undefined;
  const made = new WeakMap<Exchange, RecordedCall>();

  function toCall(exchange: Exchange): RecordedCall {
    const call = made.get(exchange) ?? toRecordedCall(exchange);
    made.set(exchange, call);
    return call;
  }

  return {
    observe(exchange) {
      if (size === 0 || isPreflight(exchange.request)) return;
      exchanges.push(exchange);
      bytes += measureBodies(exchange);
      while (exchanges.length > size || (bytes > largestInBytes && exchanges.length > 1)) bytes -= measureBodies(exchanges.shift());
      read = undefined;
    },
    get calls() {
      read ??= Object.freeze(exchanges.map(toCall));
      return read;
    },
    reset() {
      exchanges = [];
      bytes = 0;
      read = undefined;
    },
  };
}

function measureBodies(exchange: Exchange | undefined): number {
  return exchange === undefined ? 0 : exchange.request.body.length + (exchange.response.body?.length ?? 0);
}

function toRecordedCall({ request, call, response, startedAt, milliseconds }: Exchange): RecordedCall {
  const received = call && toReceivedCall(call);
  const secrets = listSecrets(request);
  return Object.freeze({
    operationId: received?.operationId,
    method: request.method,
    path: redactPath(request.url, secrets),
    input: redact(received?.input ?? {}, secrets),
    headers: redactHeaders(Object.entries(request.headers), secrets),
    violations: redact(call?.violations ?? response.violations, secrets),
    response: { status: response.status, body: readBody(response, secrets), fault: response.delivery?.fault },
    time: new Date(startedAt),
    milliseconds,
  });
}

function readBody({ body }: MockResponse, secrets: Iterable<string>): unknown {
  if (body === undefined) return undefined;
  const shown = redactText(body, secrets);
  try {
    return parseExactJson(shown);
  } catch {
    return shown;
  }
}
