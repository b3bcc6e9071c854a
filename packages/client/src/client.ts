import type { DliCore } from './core.ts';
import { createDliCore } from './core.ts';
import type { DliMethods } from './generated/methods.ts';
import * as operations from './generated/operations.ts';
import type { CallOptions, Operation } from './operation.ts';
import type { DliClientOptions } from './options.ts';

/** A client of one project, with one method for each operation. It may be shared and used for any number of calls at once. */
export interface DliClient extends DliMethods, DliCore {}

/**
 * Creates a client of one project.
 *
 * @example
 * const dli = createDliClient({ region: 'cn-north-4', projectId, credentials: { token } });
 * const page = await dli.listFlinkJobs({ status: 'job_running', limit: 50 });
 *
 * @throws {DliConfigurationError} when the options cannot work: no `projectId`, no credentials, neither `region` nor
 * `baseUrl`, or one that is not known
 */
export function createDliClient(options: DliClientOptions): DliClient {
  const core = createDliCore(options);
  const methods = Object.values(operations).map((operation) => [operation.operationId, methodOf(core, operation)]);
  return { ...core, ...(Object.fromEntries(methods) as DliMethods) };
}

function methodOf(core: DliCore, operation: Operation<never, unknown>) {
  return (input?: never, options?: CallOptions) => core.call(operation, input as never, options);
}
