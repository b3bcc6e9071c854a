import { coreOptionsOf } from './client-options.ts';
import { connectionOf } from './connection.ts';
import type { DliCore } from './core.ts';
import { coreOf } from './core.ts';
import type { DliMethods } from './generated/methods.ts';
import * as operations from './generated/operations.ts';
import type { CallOptions, ListOperation, Operation } from './operation.ts';
import type { DliClientOptions } from './options.ts';
import { items, pages } from './paging/index.ts';
import type { DliRaw } from './raw.ts';
import { rawOf } from './raw.ts';

/** A client of one project, with one method for each operation. It may be shared and used for any number of calls at once. */
export interface DliClient extends DliMethods, DliCore {
  /** The openapi-fetch client beside the named methods, over the same connection. */
  readonly raw: DliRaw;
}

/**
 * Creates a client of one project. Project, region and access keys that are left out come from the environment.
 *
 * @example
 * const dli = createDliClient({ region: 'cn-north-4', projectId, credentials: { token } });
 * const page = await dli.listFlinkJobs({ status: 'job_running', limit: 50 });
 *
 * @throws {DliConfigurationError} when the options cannot work: no `projectId`, no credentials, neither `region` nor
 * `baseUrl`, or one that is not known
 */
export function createDliClient(options: DliClientOptions = {}): DliClient {
  const coreOptions = coreOptionsOf(options);
  const connection = connectionOf(coreOptions);
  const core = coreOf(connection, { ...coreOptions, validator: checkInputLater });
  const methods = Object.values(operations).map((operation) => [operation.operationId, methodOf(core, operation)]);
  return { ...core, raw: rawOf(connection), ...(Object.fromEntries(methods) as DliMethods) };
}

// Bundlers that split code keep the limits apart, and nothing loads them before they are asked for.
async function checkInputLater(operation: Operation<never, unknown>, input: unknown): Promise<void> {
  const { checkInput } = await import('./validation/index.ts');
  checkInput(operation, input);
}

function methodOf(core: DliCore, operation: Operation<never, unknown> | ListOperation<never, unknown, unknown>) {
  const method = (input?: never, options?: CallOptions) => core.call(operation, input as never, options);
  if (!('paging' in operation)) return method;
  return Object.assign(method, {
    items: (input?: never, options?: CallOptions) => items(core, operation, input as never, options),
    pages: (input?: never, options?: CallOptions) => pages(core, operation, input as never, options),
  });
}
