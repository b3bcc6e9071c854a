import { beforeEach, describe, expect, it } from 'vitest';
import { createMock } from '../src/index.ts';
import type { CallInput } from './sandbox-support.ts';
import { createCaller } from './sandbox-support.ts';

const mock = createMock({ sandbox: true });
const call = createCaller(mock);
const create = async (body: object = {}) =>
  (await call('createSparkJob', { body: { file: 'a.jar', className: 'A', queue: 'q', ...body } })).body;
const show = async (batch_id: unknown) => (await call('showSparkJob', { path: { batch_id: String(batch_id) } })).body;

beforeEach(() => mock.reset());

describe('a Spark job', () => {
  it('starts at once, runs and ends with success', async () => {
    const { id, state } = await create({ name: 'pi' });
    const seen = [state];
    for (const duration of ['5s', '30s'] as const) {
      mock.clock.advance(duration);
      seen.push((await call('showSparkJobStatus', { path: { batch_id: String(id) } })).body.state);
    }
    expect(seen).toEqual(['starting', 'running', 'success']);
    expect(await show(id)).toMatchObject({
      name: 'pi',
      queue: 'q',
      sc_type: 'A',
      duration: 30_000,
      appId: expect.stringMatching(/^application_/),
    });
  });
  it('shows its image as the document says', async () => {
    const [basic, custom] = [
      await create({ feature: 'basic', spark_version: '2.3.2' }),
      await create({ feature: 'custom', spark_version: '2.3.2' }),
    ];
    expect([(await show(basic.id)).spark_version, (await show(custom.id)).spark_version]).toEqual(['2.3.2', undefined]);
  });
  it.each([
    [{ sc_type: 'B' }, 'B'],
    [{ driverMemory: '2G' }, 'CUSTOMIZED'],
    [{ num_executors: 2 }, 'CUSTOMIZED'],
    [{}, 'A'],
  ])('given %j has the size %s', async (body, size) => {
    expect((await create(body)).sc_type).toBe(size);
  });
  it('may name its queue by the old name', async () => {
    const { body } = await call('createSparkJob', { body: { file: 'a.py', class_name: 'main', cluster_name: 'old' } });
    expect(body).toMatchObject({ queue: 'old', cluster_name: 'old' });
  });
  it('can be cancelled until it has ended', async () => {
    const path = { batch_id: String((await create()).id) };
    expect((await call('cancelSparkJob', { path })).body).toEqual({ msg: 'deleted' });
    expect((await show(path.batch_id)).state).toBe('dead');
    expect((await call('cancelSparkJob', { path })).body.error_code).toBe('DLI.0007');
  });
  it('has to be there', async () => {
    for (const operationId of ['showSparkJob', 'showSparkJobStatus', 'cancelSparkJob']) {
      expect((await call(operationId, { path: { batch_id: 'nowhere' } })).body.error_code).toBe('DLI.0002');
    }
  });
  it('that fails says why in its log', async () => {
    mock.plan({ outcome: 'dead', from: 'running', message: 'OutOfMemoryError' });
    const { id } = await create();
    mock.clock.advance('1h');
    expect(await show(id)).toMatchObject({ state: 'dead', log: ['stdout: ', 'stderr: ', 'OutOfMemoryError'] });
  });
});

describe('the log of a Spark job', () => {
  const log = async (batch_id: unknown, query: CallInput['query'] = {}) =>
    (await call('showSparkJobLog', { path: { batch_id: String(batch_id) }, query })).body;

  it('has all lines, also what failed', async () => {
    mock.plan({ outcome: 'dead', from: 'running', message: 'OutOfMemoryError' });
    const { id } = await create();
    expect(await log(id)).toEqual({ id, from: 0, total: 3, log: ['stdout: ', 'stderr: ', 'YARN Diagnostics: '] });
    mock.clock.advance('1h');
    expect((await log(id)).log).toEqual(['stdout: ', 'stderr: ', 'OutOfMemoryError', 'YARN Diagnostics: ']);
  });
  it.each<[CallInput['query'], number, number]>([
    [{}, 23, 100],
    [{ size: 2 }, 121, 2],
    [{ from: 1 }, 1, 100],
    [{ from: 120, size: 5 }, 120, 3],
    [{ from: 200 }, 200, 0],
    [{ size: 0 }, 123, 0],
  ])('is cut by %j', async (query, from, count) => {
    mock.seed({ sparkJobs: [{ id: 'long', log: Array.from({ length: 120 }, (_, index) => `line ${index}`) }] });
    const { log: lines, ...page } = await log('long', query);
    expect([page, Object.values(lines ?? {}).length]).toEqual([{ id: 'long', from, total: 123 }, count]);
  });
  it('is there once more for each retry of the job', async () => {
    mock.plan({ outcome: 'recovering' });
    const { id } = await create();
    expect((await log(id, { index: 1 })).error_code).toBe('DLI.0002');
    mock.clock.advance('1h');
    expect((await log(id, { index: 1, type: 'driver' })).total).toBe(3);
  });
  it('needs a job that is there', async () => {
    expect((await log('other')).error_code).toBe('DLI.0002');
  });
});
