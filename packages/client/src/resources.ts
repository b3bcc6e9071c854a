// Waiting for what jobs run on: pools, and connections to data sources.
import type { Caller } from './client.ts';
import { DliApiError, DliInputError, DliWaitError } from './errors.ts';
import type { ListElasticResourcePoolsItem, ShowEnhancedConnectionInput, ShowEnhancedConnectionOutput } from './generated/methods.ts';
import { listElasticResourcePools, showEnhancedConnection } from './generated/operations.ts';
import type { components } from './generated/schema.ts';
import { elasticResourcePoolStatus, enhancedConnectionResourceStatus } from './generated/states.ts';
import type { Int64Form, WithInt64 } from './int64.ts';
import { readList } from './json.ts';
import type { RequestOptions } from './operation.ts';
import { listItems } from './paging.ts';
import type { Hide } from './secrets.ts';
import type { States, WaitOptions } from './waiting.ts';
import { checkArguments, waitForState } from './waiting.ts';

/** The state of an elastic resource pool: `DELETED` if no pool has the name. */
export type ElasticResourcePoolState = components['schemas']['ElasticResourcePoolStatus'] | 'DELETED';
/** The state of a connection with its bindings: `FAILED` if one of them failed, `ACTIVE` once all of them are. */
export type EnhancedConnectionState = components['schemas']['EnhancedConnectionResourceStatus'] | 'DELETED';
/** An elastic resource pool as it is waited for. */
export interface ElasticResourcePool extends Omit<ListElasticResourcePoolsItem, 'status'> {
  readonly status?: ElasticResourcePoolState;
}

/** The pool to wait for. */
export interface ElasticResourcePoolInput {
  /** Its name. Case does not matter. */
  readonly elastic_resource_pool_name: string;
}

/** How to wait for a resource. */
export type ResourceWaitOptions<State extends string, Resource> = Partial<Omit<WaitOptions<State, Resource>, 'grace'>>;

/** An elastic resource pool did not reach the state that was waited for. `jobId` is its name, `detail` its `fail_reason`. */
export class DliElasticResourcePoolError extends DliWaitError {
  declare readonly state: ElasticResourcePoolState | undefined;
  declare readonly job: ElasticResourcePool | undefined;

  override get name(): 'DliElasticResourcePoolError' {
    return 'DliElasticResourcePoolError';
  }
}

/** A connection did not reach the state that was waited for. `detail` is the `err_msg` of the bindings that failed. */
export class DliEnhancedConnectionError extends DliWaitError {
  declare readonly state: EnhancedConnectionState | undefined;
  declare readonly job: ShowEnhancedConnectionOutput | undefined;

  override get name(): 'DliEnhancedConnectionError' {
    return 'DliEnhancedConnectionError';
  }
}

/**
 * Waits until an elastic resource pool is available, or reaches another state. It ends at once if creating the pool failed, or
 * no pool has the name. Requests that fail with 429, with 500 or above, or without a response do not end the wait.
 *
 * @example
 * await dli.updateElasticResourcePool({ elastic_resource_pool_name: 'dli_pool', max_cu: 128 });
 * const pool = await waitForElasticResourcePool(dli, { elastic_resource_pool_name: 'dli_pool' });
 *
 * @param core A client, or a core.
 * @param input The pool.
 * @param options How to wait, and the state to wait for: `AVAILABLE` by default, `DELETED` after a deletion. The default of
 *   `timeout` is 1,800,000.
 * @returns The pool in that state. Of one that is gone there are only name and status.
 * @throws {DliElasticResourcePoolError} if the pool cannot reach the state any more, or the time is over
 * @throws {DliInputError} if the name or an option is invalid
 * @throws what a call throws
 */
export async function waitForElasticResourcePool<Form extends Int64Form = 'mixed'>(
  core: Caller<Form>,
  input: ElasticResourcePoolInput,
  options: ResourceWaitOptions<ElasticResourcePoolState, WithInt64<ElasticResourcePool, Form>> = {},
): Promise<WithInt64<ElasticResourcePool, Form>> {
  type Pool = WithInt64<ElasticResourcePool, Form>;
  const { operationId } = listElasticResourcePools;
  checkArguments(core, operationId, options, 'until');
  const { elastic_resource_pool_name: name, ...unknown } = input ?? {};
  if (typeof name !== 'string' || name === '') {
    throw new DliInputError(operationId, 'elastic_resource_pool_name', 'has to be the name of a pool.');
  }
  const show = async (limits: RequestOptions, receiveHide: (hide: Hide) => void): Promise<Pool> => {
    for await (const pool of listItems(core, { ...listElasticResourcePools, receiveHide }, { ...unknown, name }, limits)) {
      if (String(pool?.elastic_resource_pool_name).toLowerCase() === name.toLowerCase()) return pool as Pool;
    }
    return { elastic_resource_pool_name: name, status: 'DELETED' } as Pool;
  };
  return waitForState<ElasticResourcePoolState, Pool>(
    {
      kind: 'elastic resource pool',
      core,
      id: name,
      operationId,
      states: addDeleted(elasticResourcePoolStatus),
      show,
      readState: ({ status }) => status,
      readDetail: ({ fail_reason }) => fail_reason,
      Failure: DliElasticResourcePoolError,
    },
    { timeout: 1_800_000, ...options, until: options.until ?? 'AVAILABLE' },
  );
}

/**
 * Waits until all queues and pools that a connection binds reach its data source, or until it is deleted. It ends at once if a
 * binding failed. Requests that fail with 429, with 500 or above, or without a response do not end the wait.
 *
 * @example
 * const { connection_id } = await dli.createEnhancedConnection({ name: 'mysql', dest_vpc_id, dest_network_id, queues: ['queue1'] });
 * await waitForEnhancedConnection(dli, { connection_id });
 *
 * @param core A client, or a core.
 * @param input The connection.
 * @param options How to wait, and the state to wait for: `ACTIVE` by default, `DELETED` after a deletion.
 * @returns The connection in that state. Of one that is gone there are only `id` and `status`.
 * @throws {DliEnhancedConnectionError} if the connection cannot reach the state any more, or the time is over
 * @throws {DliInputError} if the connection's ID or an option is invalid
 * @throws what a call throws
 */
export async function waitForEnhancedConnection<Form extends Int64Form = 'mixed'>(
  core: Caller<Form>,
  input: ShowEnhancedConnectionInput,
  options: ResourceWaitOptions<EnhancedConnectionState, WithInt64<ShowEnhancedConnectionOutput, Form>> = {},
): Promise<WithInt64<ShowEnhancedConnectionOutput, Form>> {
  type Connection = WithInt64<ShowEnhancedConnectionOutput, Form>;
  const { operationId } = showEnhancedConnection;
  checkArguments(core, operationId, options, 'until');
  const id = String(input?.connection_id);
  return waitForState<EnhancedConnectionState, Connection>(
    {
      kind: 'enhanced connection',
      core,
      id,
      operationId,
      states: addDeleted(enhancedConnectionResourceStatus),
      async show(limits, receiveHide) {
        try {
          return (await core.call({ ...showEnhancedConnection, receiveHide }, input, limits)) as Connection;
        } catch (error) {
          if (isMissing(error)) return { id, status: 'DELETED' } as Connection;
          throw error;
        }
      },
      readState: (connection) => {
        if (connection.status === 'DELETED') return 'DELETED';
        const states = listBindings(connection).map((binding) => binding?.status);
        return states.find((state) => state === 'FAILED') ?? states.find((state) => state === 'CREATING') ?? 'ACTIVE';
      },
      readDetail: (connection) =>
        listBindings(connection)
          .filter((binding) => binding?.status === 'FAILED')
          .map((binding) => `${binding?.name}: ${binding?.err_msg}`)
          .join('; '),
      Failure: DliEnhancedConnectionError,
    },
    { ...options, until: options.until ?? 'ACTIVE' },
  );
}

type Binding = components['schemas']['EnhancedConnectionResource'] | undefined;

function listBindings({ available_queue_info, elastic_resource_pools }: ShowEnhancedConnectionOutput): Binding[] {
  return [...readList(available_queue_info), ...readList(elastic_resource_pools)] as Binding[];
}

/** A connection that is gone is missing with 404, or with 400 as everything else in DLI. */
function isMissing(error: unknown): boolean {
  return error instanceof DliApiError && (error.status === 404 || error.errorCode === 'DLI.0002');
}

/** Whatever its state, somebody may delete a resource. */
function addDeleted<State extends string>({ all, final, transitions }: States<State>): States<State | 'DELETED'> {
  return {
    all: [...all, 'DELETED'],
    final: [...final, 'DELETED'],
    transitions: [...transitions, ...all.map((state) => [state, 'DELETED', 'system'] as const)],
  };
}
