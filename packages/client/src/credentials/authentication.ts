import type { Answer, Sendable } from '../transport/answer.ts';
import type { Clock } from '../transport/clock.ts';

/** A request just before it is sent. */
export interface OutgoingRequest {
  readonly method: string;
  /** The address as it goes out, with its query. */
  readonly url: string;
  /** By lower-case name. Sent as they are after authentication. */
  readonly headers: Map<string, string>;
  readonly body: string | Uint8Array<ArrayBuffer> | undefined;
  /** Takes what errors and logs of this call must not show. */
  readonly secrets: Set<string>;
}

/** What authentication may use beside the request. */
export interface AuthenticationContext {
  readonly clock: Clock;
  /** The client's project. */
  readonly projectId: string;
  /**
   * Sends a request of its own, unauthenticated, with the client's retries, time limits and hooks.
   * @param secrets What errors and logs must not show of it.
   * @returns The answer, whatever its status, and how many times the request was sent.
   * @throws {DliError} when no whole answer arrives
   */
  exchange(operationId: string, request: Sendable, secrets: Set<string>): Promise<Answer & { attempts: number }>;
}

/**
 * A way to prove who calls. `{ token }` and the functions of `@dli-openapi/client/credentials` make one.
 * Whatever it holds, no error, log, hook or inspection of a client shows it.
 */
export interface Authentication {
  /** Puts the proof onto a request. Called before every attempt. */
  authenticate(request: OutgoingRequest, context: AuthenticationContext): void | Promise<void>;
  /**
   * Called when a request was answered 401, once for each call. Gives the reason, in words, why it is worth sending
   * again, authenticated anew; or `undefined` when it is not.
   */
  refused?(request: OutgoingRequest, answer: Response, context: AuthenticationContext): string | undefined | Promise<string | undefined>;
}
