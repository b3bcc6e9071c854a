import type { Clock } from '../clock.ts';
import type { ReceivedResponse } from '../http.ts';
import type { HttpRequest } from '../request.ts';

/** A request just before it is sent. */
export interface OutgoingRequest {
  readonly method: string;
  /** The URL with its query. */
  readonly url: string;
  /** By lower-case name. They are sent as they are after authentication. */
  readonly headers: Map<string, string>;
  readonly body: string | Uint8Array<ArrayBuffer> | undefined;
  /** Texts that errors and logs of this call must not show. Headers named as secrets need not be added. */
  readonly secrets: Set<string>;
}

/** What authentication can use besides the request. */
export interface AuthenticationContext {
  readonly clock: Clock;
  /** The client's project. */
  readonly projectId: string;
  /**
   * Sends a request of the authentication itself, with the client's retries, time limits and hooks.
   * @param secrets Texts that errors and logs must not show of it.
   * @returns The response, whatever its status, and how many times the request was sent.
   * @throws {DliError} if no complete response arrives
   */
  send(operationId: string, request: HttpRequest, secrets: Set<string>): Promise<ReceivedResponse & { attempts: number }>;
}

/** A way to prove who calls. `createTokenAuthentication` and its like make one; programs can bring their own. */
export interface Authentication {
  /** Adds the proof to a request. Called before every attempt. */
  authenticate(request: OutgoingRequest, context: AuthenticationContext): void | Promise<void>;
  /**
   * Called for a response with status 401, once for each call. Gives the reason, for logs, to authenticate and send the
   * request again; `undefined` if that would not help.
   */
  onUnauthorized?(
    request: OutgoingRequest,
    response: Response,
    context: AuthenticationContext,
  ): string | undefined | Promise<string | undefined>;
}
