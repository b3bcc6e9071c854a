import { createDliClient, DliApiError, DliWaitError, waitForFlinkJob, waitForSparkJob, waitForSqlJob } from '@dli-openapi/client';
import { createMock } from '@dli-openapi/mock';
import { beforeEach, describe, expect, it } from 'vitest';

const mock = createMock({ sandbox: true });
const dli = createDliClient({ region: 'cn-north-4', projectId: 'test', credentials: { token: 'any' }, fetch: mock.fetch });
const clock = mock.clock.timer;

beforeEach(() => mock.reset());

describe('the client, with a sandbox in place of DLI', () => {
  it('follows a Flink job through its life', async () => {
    const { job } = await dli.createFlinkJarJob({ name: 'risk', entrypoint: 'risk.jar', queue_name: 'q' });
    const job_id = job?.job_id ?? 0;
    await dli.batchRunFlinkJobs({ job_ids: [job_id] });
    const running = await waitForFlinkJob(dli, { job_id }, { until: 'job_running', clock });
    await dli.batchStopFlinkJobs({ job_ids: [job_id], trigger_savepoint: true });
    const stopped = await waitForFlinkJob(dli, { job_id }, { until: 'job_cancel_success', clock });
    await dli.deleteFlinkJob({ job_id });
    expect([running.name, stopped.has_savepoint, mock.state.projects.test?.flinkJobs]).toEqual(['risk', true, []]);
    await expect(dli.showFlinkJob({ job_id })).rejects.toThrow(DliApiError);
  });

  it('stops waiting for a Flink job that can no longer run', async () => {
    mock.plan({ outcome: 'submit_fail' });
    const { job } = await dli.createFlinkSqlJob({ name: 'risk', sql_body: 'insert into a select b from c', queue_name: 'q' });
    await dli.batchRunFlinkJobs({ job_ids: [job?.job_id ?? 0] });
    const waiting = waitForFlinkJob(dli, { job_id: job?.job_id ?? 0 }, { until: 'job_running', clock });
    await expect(waiting).rejects.toMatchObject({ name: 'DliFlinkJobError', reason: 'unreachable', state: 'job_submit_fail' });
  });

  it('waits for a job that fails and is restarted', async () => {
    mock.plan({ outcome: 'running_exception', after: 0 });
    const { job } = await dli.createFlinkJarJob({ name: 'risk', queue_name: 'q', restart_when_exception: true });
    await dli.batchRunFlinkJobs({ job_ids: [job?.job_id ?? 0] });
    const running = await waitForFlinkJob(dli, { job_id: job?.job_id ?? 0 }, { until: 'job_running', clock });
    expect(running.restart_times).toBe(1);
  });

  it('stops waiting after its timeout', async () => {
    const { job } = await dli.createFlinkJarJob({ name: 'risk' });
    const waiting = waitForFlinkJob(dli, { job_id: job?.job_id ?? 0 }, { until: 'job_running', timeout: 60_000, clock });
    await expect(waiting).rejects.toThrow(DliWaitError);
  });

  it('reads the result of a query', async () => {
    const { job_id } = await dli.createSqlJob({ sql: 'select * from t1' });
    await waitForSqlJob(dli, { job_id }, { clock });
    expect((await dli.previewSqlJobResult({ job_id, 'page-size': 1 })).rows).toEqual([[1, 'first']]);
  });

  it('waits for a Spark job', async () => {
    const { id } = await dli.createSparkJob({ file: 'a.jar', className: 'A', queue: 'q' });
    expect(await waitForSparkJob(dli, { batch_id: id }, { clock })).toMatchObject({ state: 'success' });
  });

  it('throws what DLI refuses, with its code', async () => {
    const { job_id } = await dli.createSqlJob({ sql: 'desc t1' });
    await expect(dli.cancelSqlJob({ job_id })).rejects.toMatchObject({ status: 400, errorCode: 'DLI.0007' });
  });

  it('keeps IDs that a number would round', async () => {
    const job_id = 2n ** 62n + 1n;
    mock.seed({ flinkJobs: [{ job_id, name: 'large' }] });
    const exact = dli.with({ int64: 'bigint' });
    expect((await exact.showFlinkJob({ job_id })).job_detail?.job_id).toBe(job_id);
    const outcomes = await dli.batchRunFlinkJobs({ job_ids: [job_id] });
    expect(outcomes).toMatchObject([{ is_success: 'true' }]);
  });

  describe('reads every page of', () => {
    const numbers = Array.from({ length: 25 }, (_, index) => index + 1);
    const collect = async <Entry>(entries: AsyncIterable<Entry>): Promise<Entry[]> => {
      const all = [];
      for await (const entry of entries) all.push(entry);
      return all;
    };
    const collectNames = async (entries: AsyncIterable<{ name?: string }>) => (await collect(entries)).map(({ name }) => name);
    const names = numbers.map((number) => `job-${number}`).toReversed();

    beforeEach(() => {
      const jobs = names.toReversed().map((name) => ({ name }));
      mock.seed({ flinkJobs: jobs, flinkJobTemplates: jobs, sparkJobs: jobs, sqlJobs: names.toReversed().map((job_id) => ({ job_id })) });
    });

    it('Flink jobs', async () => {
      expect(await collectNames(dli.listFlinkJobs.items({ limit: 4 }))).toEqual(names);
    });
    it('templates', async () => {
      expect(await collectNames(dli.listFlinkSqlJobTemplates.items({ limit: 10 }))).toEqual(names);
    });
    it('Spark jobs', async () => {
      expect(await collectNames(dli.listSparkJobs.items({ size: 5 }))).toEqual(names);
    });
    it('SQL jobs', async () => {
      const jobs = await collect(dli.listSqlJobs.items({ 'page-size': 7 }));
      expect(jobs.map(({ job_id }) => job_id)).toEqual(names);
    });
  });
});
