// A request with its response, and who produces and observes them.
import type { LatencyRange } from './options.ts';
import type { Call, MockRequest } from './request/call.ts';
import type { MockResponse } from './response/response.ts';
import { createError, delayResponse } from './response/response.ts';
import type { Violation } from './validation/violation.ts';

/** A request, and the response to it. */
export interface Exchange {
  request: MockRequest;
  /** Undefined where the request led to no operation, or was not authenticated. */
  call: Call | undefined;
  response: MockResponse;
  /** How the response violates the document: known only of responses that came from elsewhere. */
  responseViolations?: readonly Violation[];
  /** Whether a body was too long, or came in an unknown encoding, and was not kept: then it is empty here. */
  isPartial?: boolean;
  /** When the request had come whole, in milliseconds since 1970. */
  startedAt: number;
  /** How long it took to find the response. */
  milliseconds: number;
}

/** Is called with each exchange when its response is found, before it leaves. */
export type Observer = (exchange: Exchange) => void;

/** Responds to any request; it never rejects. */
export type Handler = (request: MockRequest) => Promise<MockResponse>;

/** Responds to a call; undefined leaves it to the next responder. */
export type Responder = (call: Call) => Promise<MockResponse | undefined> | MockResponse | undefined;

/** The part of an exchange that has to be found. */
export type Outcome = Pick<Exchange, 'call' | 'response'>;

export interface HandlerSettings {
  observe: Observer;
  /** Waited before each response. */
  latency?: LatencyRange | undefined;
}

/** Creates a handler of what finds the responses: it reports and delays them, and omits the body for HEAD. */
export function createHandler(find: (request: MockRequest) => Promise<Outcome> | Outcome, { observe, latency }: HandlerSettings): Handler {
  return async (request) => {
    const startedAt = Date.now();
    const start = performance.now();
    const { call, response: found } = await settle(find, request);
    const sent = request.method === 'HEAD' ? { ...found, body: undefined, bytes: undefined } : found;
    const response = latency ? delayResponse(sent, latency) : sent;
    const milliseconds = performance.now() - start;
    observe({ request, call, response, startedAt, milliseconds });
    return response;
  };
}

async function settle(find: (request: MockRequest) => Promise<Outcome> | Outcome, request: MockRequest): Promise<Outcome> {
  try {
    return await find(request);
  } catch (error) {
    return { call: undefined, response: createFailure(error) };
  }
}

/** For what is no fault of the request: Prism that is missing or cannot build the response, or a fault of the mock or of a test. */
export function createFailure(error: unknown): MockResponse {
  return createError(500, `The mock failed: ${error instanceof Error ? error.message : String(error)}`);
}
