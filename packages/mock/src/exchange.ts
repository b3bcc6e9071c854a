// A request with its response, and who finds and observes them.
import type { Call, MockRequest } from './request/call.ts';
import type { MockResponse } from './response/response.ts';
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
  /** How a response from elsewhere ended before its end, if it did. */
  cut?: string | undefined;
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
