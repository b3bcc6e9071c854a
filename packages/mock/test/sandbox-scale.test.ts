import { expect, it, onTestFinished, vi } from 'vitest';
import { createMock } from '../src/index.ts';
import { createCaller } from './sandbox-support.ts';

const many = 20_000;

/** The least CPU that one of several calls takes, of this thread in microseconds: noise only adds. */
async function measureCall(call: () => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 20; round++) {
    const before = process.threadCpuUsage();
    await call();
    const { user, system } = process.threadCpuUsage(before);
    least = Math.min(least, user + system);
  }
  return least;
}

it.each([
  ['createFlinkJarJob', 'flinkJobs', (number: number) => ({ name: `job-${number}` })],
  ['createSqlJob', 'sqlJobs', () => ({ sql: 'select 1' })],
  ['createSparkJob', 'sparkJobs', () => ({ file: 'a.jar', className: 'A', queue: 'q' })],
] as const)('the 20,000th %s costs hardly more than the first', async (operationId, kind, makeBody) => {
  const mock = createMock({ sandbox: { start: '2030-01-01T00:00:00Z' }, keepCalls: 0 });
  const call = createCaller(mock);
  let number = 0;
  const create = () => call(operationId, { body: makeBody(number++) });
  await measureCall(create);
  const first = await measureCall(create);
  mock.seed({ [kind]: Array.from({ length: many }, () => ({ project_id: 'test' })) });
  await create();
  expect(await measureCall(create)).toBeLessThan(2 * first + 100);
});

it('a list is made once for all its pages, and again when something has changed', async () => {
  const mock = createMock({ sandbox: true, keepCalls: 0 });
  const call = createCaller(mock);
  const many = 2000;
  const flinkJobs = Array.from({ length: many }, (_, index) => ({ job_id: index + 1, project_id: 'test' }));
  mock.seed({ flinkJobs });
  const sorted = vi.spyOn(Array.prototype, 'toSorted');
  onTestFinished(() => sorted.mockRestore());
  const ids = new Set<unknown>();
  const readPages = async () => {
    for (let offset = 0; offset < many; offset += 100) {
      const { job_list } = (await call('listFlinkJobs', { query: { limit: 100, offset } })).body;
      for (const { job_id } of Object.values(job_list?.jobs ?? {})) ids.add(job_id);
    }
  };
  await readPages();
  const lengths = sorted.mock.contexts.map((list) => (list as unknown[]).length);
  expect([ids.size, lengths.filter((length) => length === many)]).toEqual([many, [many]]);

  const count = async () => (await call('listFlinkJobs', { query: { status: 'job_submitting' } })).body.job_list?.total_count;
  expect(await count()).toBe(0);
  await call('createFlinkJarJob', { body: { name: 'new', queue_name: 'q' } });
  await call('batchRunFlinkJobs', { body: { job_ids: [many + 1] } });
  expect(await count()).toBe(1);
  mock.clock.advance('1h');
  expect(await count()).toBe(0);
  mock.seed({ flinkJobs: [{ status: 'job_submitting' }] });
  expect(await count()).toBe(1);
  mock.reset();
  expect(await count()).toBe(0);
});

it('looking at projects keeps nothing of them, whatever they were seeded with', async () => {
  const mock = createMock({ sandbox: { seed: { flinkJobs: [{ job_id: 1, status: 'job_running' }], sparkJobs: [{ name: 'pi' }] } } });
  const call = createCaller(mock);
  for (let project = 0; project < 1000; project++) {
    const { job_list } = (await call('listFlinkJobs', { project: `p${project}` })).body;
    expect(job_list?.total_count).toBe(1);
    expect((await call('showFlinkJob', { project: `p${project}`, path: { job_id: 2 } })).status).toBe(400);
    expect((await call('deleteFlinkJob', { project: `p${project}`, path: { job_id: 2 } })).status).toBe(400);
  }
  expect(mock.state.projects).toEqual({});
  await call('deleteFlinkJob', { path: { job_id: 1 } });
  expect(mock.state.projects.test).toMatchObject({ flinkJobs: [], sparkJobs: [{ name: 'pi' }] });
});
