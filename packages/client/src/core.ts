import type { Client } from 'openapi-fetch';
import createClient from 'openapi-fetch';
import { DliConnectionError } from './errors/index.ts';
import type { paths } from './generated/schema.ts';
import type { CallArguments, CallOptions, Operation } from './operation.ts';
import type { DliClientOptions } from './options.ts';
import { baseUrlOf, checkOptions, projectIdOf } from './options.ts';
import { requestPartsOf } from './request.ts';
import type { Answer } from './response.ts';
import { outputOf } from './response.ts';
import { authenticationOf } from './transport/credentials.ts';
import { createTransport } from './transport/transport.ts';

export type { CallArguments, CallOptions, Operation } from './operation.ts';
export type { DliClientOptions } from './options.ts';
export type { Credentials } from './transport/credentials.ts';
export type { FetchFunction } from './transport/transport.ts';

/** A client without named methods: it knows only the operations it is handed. */
export interface DliCore {
  /**
   * Calls an operation.
   * @param operation The operation, from `@dli-openapi/client/operations`.
   * @param args Its input, all fields in one object with their names on the wire, then options for this one call.
   * @returns The body of the 2xx answer.
   * @throws {DliApiError} when the service refuses: the answer is not 2xx, or its `is_success` is false
   * @throws {DliInputError} when the input cannot be sent
   * @throws {DliConnectionError} when no whole answer arrives
   * @throws {DliResponseError} when a 2xx answer is not JSON
   * @throws the `reason` of `signal` when that aborts
   */
  call<Input, Output>(operation: Operation<Input, Output>, ...args: CallArguments<NoInfer<Input>>): Promise<Output>;
  /**
   * The openapi-fetch client underneath, with the same address, credentials and `fetch`. It takes `project_id` with
   * every call and leaves answers as they are: it does not look at `is_success` and does not throw for a status.
   */
  readonly raw: Client<paths>;
}

/**
 * Creates a client that can be handed any operation. Bundled programs keep only the operations they import.
 * @throws {DliConfigurationError} when the options cannot work
 */
export function createDliCore(options: DliClientOptions): DliCore {
  checkOptions(options);
  const baseUrl = baseUrlOf(options);
  const projectId = projectIdOf(options);
  // Looked up at each call, so that what replaces the global fetch later on (a test's interceptor) is seen.
  const send = options.fetch ?? ((request: Request) => globalThis.fetch(request));
  const fetch = createTransport(send, authenticationOf(options.credentials));
  // A followed redirect would hand X-Auth-Token to whatever host it names.
  const raw = createClient<paths>({ baseUrl, fetch, redirect: 'manual' });
  // Its types want a path literal; here the path is data.
  const request = raw.request as unknown as (method: string, path: string, init: object) => Promise<Answer>;

  async function call(operation: Operation<never, unknown>, input: unknown = {}, { signal }: CallOptions = {}): Promise<unknown> {
    const { path, query, body } = requestPartsOf(operation, input);
    signal?.throwIfAborted();
    const init = {
      params: { path: { ...path, project_id: projectId }, query },
      ...(body === undefined ? undefined : { body, bodySerializer: asWritten }),
      ...(signal === undefined ? undefined : { signal }),
      parseAs: 'text',
    };
    const answer = await request(operation.method, operation.path, init).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw new DliConnectionError(operation.operationId, error);
    });
    return outputOf(operation.operationId, answer);
  }

  return { call: call as DliCore['call'], raw };
}

function asWritten(body: string): string {
  return body;
}
