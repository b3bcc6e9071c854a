// Waiting for pools and connections.
import { describe, expect, it } from 'vitest';
import type { DliClient } from '../src/index.ts';
import {
  createDliClient,
  DliElasticResourcePoolError,
  DliEnhancedConnectionError,
  DliError,
  DliIncompleteError,
  waitForElasticResourcePool,
  waitForEnhancedConnection,
} from '../src/index.ts';
import { catchRejection } from './service.ts';

/** A client of a service that gives one response after the other, and the last from then on; with the URLs that it was called with. */
function serve(...responses: [status: number, body: object][]): { dli: DliClient; urls: URL[] } {
  const urls: URL[] = [];
  const fetch = async (url: string) => {
    const [status, body] = responses[Math.min(urls.length, responses.length - 1)] ?? [200, {}];
    urls.push(new URL(url));
    return Response.json(body, { status });
  };
  const dli = createDliClient({ baseUrl: 'http://127.0.0.1', projectId: 'p', credentials: { token: 'hunter2hunter2' }, fetch });
  return { dli, urls };
}

function clock() {
  let time = 0;
  const sleep = async (milliseconds: number) => {
    time += milliseconds;
  };
  return { now: () => time, sleep };
}

const elastic_resource_pool_name = 'Dli_Pool';
const listPools = (...pools: object[]): [number, object] => [200, { elastic_resource_pools: pools }];
const showPool = (status: string, more: object = {}) => listPools({ elastic_resource_pool_name: 'dli_pool', status, ...more });

describe('a pool', () => {
  it('is waited for until it is AVAILABLE, whatever the case of its name', async () => {
    const { dli, urls } = serve(showPool('CREATING'), showPool('SCALING'), showPool('AVAILABLE', { actual_cu: 64 }));
    const pool = await waitForElasticResourcePool(dli, { elastic_resource_pool_name }, { clock: clock() });

    expect(pool).toEqual({ elastic_resource_pool_name: 'dli_pool', status: 'AVAILABLE', actual_cu: 64 });
    expect(urls.map(({ pathname, search }) => pathname + search)).toEqual(
      Array(3).fill('/v3/p/elastic-resource-pools?name=Dli_Pool&limit=100&offset=0'),
    );
  });

  it('is found on a later page, and not mistaken for one whose name contains its own', async () => {
    const other = { elastic_resource_pool_name: 'dli_pool_2', status: 'AVAILABLE' };
    const { dli, urls } = serve([200, { elastic_resource_pools: [other], count: 2 }], showPool('AVAILABLE'));
    const pool = await waitForElasticResourcePool(dli, { elastic_resource_pool_name }, { clock: clock() });

    expect(pool.elastic_resource_pool_name).toBe('dli_pool');
    expect(urls.map(({ pathname, searchParams }) => [pathname, searchParams.get('offset')])).toEqual([
      ['/v3/p/elastic-resource-pools', '0'],
      ['/v3/p/elastic-resource-pools', '1'],
    ]);
  });

  it('is DELETED once it is missing', async () => {
    const { dli } = serve(showPool('AVAILABLE'), showPool('FAILED'), listPools());
    const pool = await waitForElasticResourcePool(dli, { elastic_resource_pool_name }, { until: 'DELETED', clock: clock() });
    expect(pool).toEqual({ elastic_resource_pool_name, status: 'DELETED' });
  });

  it.each([
    ['creating it failed', showPool('FAILED', { fail_reason: 'no CUs' }), 'FAILED, from which it cannot become AVAILABLE: no CUs'],
    ['there is none', listPools(), 'DELETED, from which it cannot become AVAILABLE'],
  ])('ends the wait at once if %s', async (_what, response, message) => {
    const error = await catchRejection(waitForElasticResourcePool(serve(response).dli, { elastic_resource_pool_name }, { clock: clock() }));
    expect(error).toBeInstanceOf(DliElasticResourcePoolError);
    expect((error as Error).message).toBe(`The elastic resource pool Dli_Pool is ${message}`);
  });

  it('is not looked for without end where the service ignores the position', async () => {
    const other = { elastic_resource_pool_name: 'dli_pool_2', status: 'AVAILABLE' };
    const { dli, urls } = serve(listPools(...Array(100).fill(other)));
    const error = await catchRejection(waitForElasticResourcePool(dli, { elastic_resource_pool_name }, { clock: clock() }));
    expect([error, urls.length]).toEqual([expect.any(DliIncompleteError), 2]);
  });

  it('has half an hour by default', async () => {
    const error = await catchRejection(
      waitForElasticResourcePool(serve(showPool('CREATING')).dli, { elastic_resource_pool_name }, { clock: clock() }),
    );
    expect(error).toMatchObject({ reason: 'timeout', elapsed: 1_800_000, job: { status: 'CREATING' } });
  });

  it.each([
    [{}, undefined, 'elastic_resource_pool_name'],
    [{ elastic_resource_pool_name }, { until: 'available' }, 'The states are CREATING, AVAILABLE, SCALING, FAILED, DELETED.'],
    [{ elastic_resource_pool_name }, { grace: 1 }, 'grace'],
  ])('is not waited for with %j and %j', async (input, options, message) => {
    const { dli, urls } = serve(showPool('AVAILABLE'));
    expect(await catchRejection(waitForElasticResourcePool(dli, input as never, options as never))).toMatchObject({
      name: 'DliInputError',
      message: expect.stringContaining(message),
    });
    expect(urls).toEqual([]);
  });
});

describe('a connection', () => {
  const connection_id = 'c';
  const show = (queues: string[], pools: string[] = [], status = 'ACTIVE'): [number, object] => {
    const bind = (state: string, index: number) => ({
      name: `b${index}`,
      status: state,
      ...(state === 'FAILED' && { err_msg: 'overlap' }),
    });
    return [200, { id: 'c', status, available_queue_info: queues.map(bind), elastic_resource_pools: pools.map(bind) }];
  };

  it('is waited for until all its bindings are ACTIVE', async () => {
    const { dli, urls } = serve(show(['CREATING'], ['ACTIVE']), show(['ACTIVE'], ['CREATING']), show(['ACTIVE'], ['ACTIVE']));
    const connection = await waitForEnhancedConnection(dli, { connection_id }, { clock: clock() });

    expect([connection.elastic_resource_pools, urls.length]).toEqual([[{ name: 'b0', status: 'ACTIVE' }], 3]);
  });

  it('is ACTIVE without bindings', async () => {
    expect((await waitForEnhancedConnection(serve(show([])).dli, { connection_id }, { clock: clock() })).status).toBe('ACTIVE');
  });

  it.each<[string, [number, object]]>([
    ['shown as DELETED', show([], [], 'DELETED')],
    ['missing with 404', [404, { error_code: 'DLI.0023', error_msg: 'gone' }]],
    ['missing with 400', [400, { error_code: 'DLI.0002', error_msg: 'gone' }]],
  ])('is DELETED once it is %s', async (_what, response) => {
    const { dli } = serve(show(['ACTIVE']), response);
    const connection = await waitForEnhancedConnection(dli, { connection_id }, { until: 'DELETED', clock: clock() });
    expect(connection).toMatchObject({ id: 'c', status: 'DELETED' });
  });

  it('ends the wait at once if a binding failed', async () => {
    const { dli } = serve(show(['CREATING', 'FAILED']));
    const error = await catchRejection(waitForEnhancedConnection(dli, { connection_id }, { clock: clock() }));
    expect(error).toBeInstanceOf(DliEnhancedConnectionError);
    expect((error as Error).message).toBe('The enhanced connection c is FAILED, from which it cannot become ACTIVE: b1: overlap');
  });

  it('ends the wait with any other refusal', async () => {
    const { dli } = serve([400, { error_code: 'DLI.0001', error_msg: 'no' }]);
    expect(await catchRejection(waitForEnhancedConnection(dli, { connection_id }, { clock: clock() }))).toMatchObject({ status: 400 });
  });
});

it('what the service says of a failure is shown without the secrets that the call sent', async () => {
  const { dli } = serve(showPool('FAILED', { fail_reason: 'hunter2hunter2 has expired' }));
  const error = await catchRejection(waitForElasticResourcePool(dli, { elastic_resource_pool_name }, { clock: clock() }));
  expect((error as DliElasticResourcePoolError).detail).toBe('[redacted] has expired');
});

it.each([null, 5, 'text', {}, [null], [5], [[]], [{}]])(
  'a response with %j in place of a list ends a wait in no other way than others',
  async (list) => {
    const { dli } = serve([200, { elastic_resource_pools: list, available_queue_info: list }]);
    const pool = waitForElasticResourcePool(dli, { elastic_resource_pool_name }, { clock: clock() });
    expect(await catchRejection(pool)).toBeInstanceOf(DliError);
    expect(await waitForEnhancedConnection(dli, { connection_id: 'c' }, { clock: clock() })).toHaveProperty('available_queue_info');
  },
);
