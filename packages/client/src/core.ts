import type { Connection } from './connection.ts';
import { connectionOf } from './connection.ts';
import { DliInputError } from './errors/index.ts';
import type { CallArguments, CallOptions, CallResult, Operation, PendingCall } from './operation.ts';
import type { DliCoreOptions } from './options.ts';
import { requestOf } from './request.ts';
import { outputOf, requestIdOf } from './response.ts';
import type { Call } from './transport/call.ts';
import { isIdempotent, newCall } from './transport/call.ts';
import type { Limits } from './transport/limits.ts';
import { limitsOf } from './transport/limits.ts';

export type { Authentication } from './credentials/authentication.ts';
export type { Expiry } from './credentials/renewable.ts';
export type { Token, TokenCredentials, TokenFunction } from './credentials/token.ts';
export type { CallArguments, CallOptions, CallResult, ListOperation, Operation, PendingCall } from './operation.ts';
export type { DliCoreOptions, FetchFunction } from './options.ts';
export type { Clock } from './transport/clock.ts';
export type { ErrorEvent, Hooks, RequestEvent, ResponseEvent, RetryEvent } from './transport/hooks.ts';
export type { LimitOptions } from './transport/limits.ts';

/** A client without named methods: it knows only the operations it is handed. */
export interface DliCore {
  /**
   * Calls an operation. It is sent again where that is safe: see `maxAttempts` of the client's options.
   * @param operation The operation, from `@dli-openapi/client/operations`.
   * @param args Its input, all fields in one object with their names on the wire, then options for this one call.
   * @returns The body of the 2xx answer; with `.withResponse()`, also its status, headers and request ID.
   * @throws {DliApiError} when the service refuses: the answer is not 2xx, or its `is_success` is false
   * @throws {DliAuthenticationError} when it refuses with 401, and renewed credentials did not help
   * @throws {DliRateLimitError} when it refuses with 429, and no attempt is left
   * @throws {DliInputError} when the input or the options cannot be used; nothing was sent
   * @throws {DliCredentialsError} when the function that gives the credentials fails
   * @throws {DliConnectionError} when no whole answer arrives
   * @throws {DliTimeoutError} when an attempt or the whole call takes too long
   * @throws {DliAbortError} when `signal` aborts
   * @throws {DliResponseError} when a 2xx answer is not JSON
   */
  call<Input, Output>(operation: Operation<Input, Output>, ...args: CallArguments<NoInfer<Input>>): PendingCall<Output>;
}

/**
 * Creates a client that can be handed any operation. Bundled programs keep only the operations they import.
 * @throws {DliConfigurationError} when the options cannot work
 */
export function createDliCore(options: DliCoreOptions): DliCore {
  return coreOf(connectionOf(options), options);
}

/** A core whose calls go out by a connection. */
export function coreOf(
  { baseUrl, projectId, limits, transport }: Connection,
  { validate, validator }: Pick<DliCoreOptions, 'validate' | 'validator'>,
): DliCore {
  async function run(operation: Operation<never, unknown>, input: unknown, options: CallOptions): Promise<CallResult<unknown>> {
    const request = requestOf(operation, input, baseUrl, projectId);
    const call = callOf(operation, options, limits);
    if (options.validate ?? validate) {
      if (validator === undefined) throw new DliInputError(operation.operationId, undefined, 'validate needs the option validator.');
      await validator(operation, input);
    }
    const { response, text } = await transport(request, call);
    const output = outputOf(call, response, text);
    return { output, response, requestId: requestIdOf(response, output), attempts: call.attempts };
  }

  function call(operation: Operation<never, unknown>, input: unknown = {}, options: CallOptions = {}): PendingCall<unknown> {
    const result = run(operation, input, options);
    const output = result.then((whole) => whole.output);
    return Object.assign(output, {
      withResponse: () => {
        // Who asks for the whole result hears of a failure there.
        output.catch(() => undefined);
        return result;
      },
    });
  }

  return { call: call as DliCore['call'] };
}

function callOf({ operationId, method, path, idempotent }: Operation<never, unknown>, options: CallOptions, otherwise: Limits): Call {
  const limits = limitsOf(options, otherwise);
  if (typeof limits === 'string') throw new DliInputError(operationId, undefined, limits);
  const { signal } = options;
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new DliInputError(operationId, undefined, 'signal is not an AbortSignal. Give the `signal` of an AbortController.');
  }
  return newCall({ operationId, path, idempotent: idempotent ?? isIdempotent(method), limits, signal });
}
