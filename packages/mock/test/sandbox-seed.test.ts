import { beforeEach, describe, expect, it } from 'vitest';
import type { Seed } from '../src/index.ts';
import { createMock, MockError } from '../src/index.ts';
import { createCaller } from './sandbox-support.ts';

const mock = createMock({ sandbox: true });
const call = createCaller(mock);

beforeEach(() => mock.reset());

describe('a seed', () => {
  it('puts jobs in by as much as matters', async () => {
    mock.seed({ flinkJobs: [{ name: 'risk', status: 'job_running', job_config: { cu_number: 8 } }] });
    expect((await call('listFlinkJobs', { query: { show_detail: 'true' } })).body.job_list).toMatchObject({
      total_count: 1,
      jobs: [{ name: 'risk', status: 'job_running', job_type: 'flink_jar_job', job_config: { cu_number: 8, parallel_number: 1 } }],
    });
  });
  it('is in every project unless it names one', async () => {
    mock.seed({ flinkJobs: [{ name: 'everywhere' }, { name: 'here', project_id: 'here' }] });
    const names = async (project: string) =>
      Object.values((await call('listFlinkJobs', { project })).body.job_list?.jobs ?? {}).map(({ name }) => name);
    expect([await names('here'), await names('there')]).toEqual([['here', 'everywhere'], ['everywhere']]);
  });
  it('changes in one project only', async () => {
    mock.seed({ flinkJobs: [{ name: 'risk', job_id: 7 }] });
    await call('listFlinkJobs', { project: 'other' });
    await call('updateFlinkJarJob', { path: { job_id: 7 }, body: { desc: 'changed', parallel_number: 5 } });
    await call('batchRunFlinkJobs', { body: { job_ids: [7] } });
    expect((await call('showFlinkJob', { project: 'other', path: { job_id: 7 } })).body.job_detail).toMatchObject({
      desc: '',
      status: 'job_init',
      job_config: { parallel_number: 1 },
    });
    expect(Object.keys(mock.state.projects)).toEqual(['test']);
  });
  it('continues from its state', async () => {
    mock.seed({ flinkJobs: [{ name: 'risk', status: 'job_canceling', project_id: 'test', start_time: 1_578_904_488_436 }] });
    const status = () => mock.state.projects.test?.flinkJobs[0]?.status;
    const seen = [status()];
    mock.clock.advance('3s');
    expect([...seen, status()]).toEqual(['job_canceling', 'job_cancel_success']);
    expect(mock.state.projects.test?.flinkJobs[0]?.stages.map(({ event }) => event)).toEqual(['seed', 'system']);
  });
  it('continues from when it was put in, also in a project that was never called before', async () => {
    mock.seed({ flinkJobs: [{ job_id: 1, name: 'risk', status: 'job_running' }], sparkJobs: [{ name: 'pi' }] });
    mock.plan({ target: 'risk', outcome: 'running_exception', after: '30s' });
    mock.clock.advance('1m');
    expect((await call('showFlinkJob', { path: { job_id: 1 } })).body.job_detail).toMatchObject({
      duration: 30_000,
      status: 'job_running_exception',
    });
    expect(mock.state.projects.test?.sparkJobs).toMatchObject([{ state: 'success', duration: 30_000 }]);
  });
  it('keeps the times that it gives', async () => {
    mock.seed({
      flinkJobs: [{ job_id: 1, status: 'job_finish', start_time: 5, duration: 7, create_time: 3 }],
      sqlJobs: [{ job_id: 'one', start_time: 5, end_time: 12 }],
    });
    expect((await call('showFlinkJob', { path: { job_id: 1 } })).body.job_detail).toMatchObject({
      start_time: 5,
      duration: 7,
      create_time: 3,
    });
    expect((await call('listSqlJobs')).body.jobs?.[0]).toMatchObject({ start_time: 5, duration: 7, end_time: 12 });
  });
  it('may hold any state of any kind of job', async () => {
    const { flinkJobs, sqlJobs, sparkJobs } = {
      flinkJobs: (['job_downloading', 'job_idle', 'job_arrearage_recovering'] as const).map((status) => ({ status })),
      sqlJobs: (['LAUNCHING', 'SCALING', 'CANCELLED'] as const).map((status) => ({ status })),
      sparkJobs: (['starting', 'recovering', 'dead'] as const).map((state) => ({ state })),
    };
    mock.seed({ flinkJobs, sqlJobs, sparkJobs });
    await call('createFlinkJarJob', { body: { name: 'last' } });
    const project = mock.state.projects.test;
    expect(project?.flinkJobs.slice(0, -1).map(({ status }) => ({ status }))).toEqual(flinkJobs);
    expect(project?.sqlJobs.map(({ status }) => ({ status }))).toEqual(sqlJobs);
    expect(project?.sparkJobs.map(({ state }) => ({ state }))).toEqual(sparkJobs);
  });
  it('does not take the IDs that are counted, nor they its own', async () => {
    mock.seed({ flinkJobs: [{ job_id: 1 }, { job_id: 2 }] });
    const { body } = await call('createFlinkJarJob', { body: { name: 'risk' } });
    expect(body.job?.job_id).toBe(3);
    mock.seed({
      flinkJobs: [
        { job_id: 4, project_id: 'test' },
        { name: 'counted', project_id: 'test' },
      ],
    });
    expect(mock.state.projects.test?.flinkJobs.at(-1)).toMatchObject({ name: 'counted', job_id: 5 });
  });
  it('may come again once what it put in is deleted', async () => {
    mock.seed({ flinkJobs: [{ job_id: 1, name: 'risk', project_id: 'test' }] });
    await call('deleteFlinkJob', { path: { job_id: 1 } });
    expect(() => mock.seed({ flinkJobs: [{ job_id: 1, name: 'risk', project_id: 'test' }] })).not.toThrow();
  });
});

describe('a seed that does not fit', () => {
  it.each<[unknown, string]>([
    [{ flinkJobs: [{ status: 'job_runing' }] }, 'flinkJobs[0].status must be one of'],
    [
      { flinkJobs: [{}, { queue_nme: 'a' }] },
      'flinkJobs[1].queue_nme is not a property that the document knows (did you mean queue_name?)',
    ],
    [{ flinkJobs: [{ job_config: { cu_number: 1000 } }] }, 'flinkJobs[0].job_config.cu_number must be at most 400, found 1000'],
    [{ flinkJobs: [{ job_config: { cu: 1 } }] }, 'flinkJobs[0].job_config.cu is not a property'],
    [{ flinkJobs: [{ tags: 'team=risk' }] }, 'flinkJobs[0] must be an object'],
    [{ flinkJobs: [{ project_id: '' }] }, 'flinkJobs[0].project_id must be a text'],
    [{ flinkJobs: [{ start_time: 4e12, status: 'job_running' }] }, 'flinkJobs[0] would last -'],
    [{ sqlJobs: [{ start_time: 4e12, status: 'RUNNING' }] }, 'sqlJobs[0] would last -'],
    [
      { sqlJobs: [{ start_time: 5, end_time: 3 }] },
      'sqlJobs[0] would last -2 ms: its times must be in the past, and its end after its start',
    ],
    [{ sparkJobs: [{ update_time: 4e12 }] }, 'sparkJobs[0] would last -'],
    [{ flinkJobs: {} }, 'flinkJobs must be a list, found an object'],
    [{ flinkJobs: [null] }, 'flinkJobs[0] must be an object, found null'],
    [undefined, 'The seed list must be in an object, found undefined'],
    [{ jobs: [] }, 'The seed list jobs is unknown. There are flinkJobs, flinkJobTemplates, sqlJobs, sparkJobs, queues,'],
    [{ flinkJobs: [{ job_id: 1 }, { job_id: 1n }] }, 'flinkJobs[1]: the ID 1 is taken'],
    [{ flinkJobs: [{ name: 'risk', project_id: 'a' }, { name: 'risk' }] }, 'flinkJobs[1]: the name "risk" is taken'],
    [{ sqlJobs: [{ job_type: 'SELECT' }] }, 'sqlJobs[0].job_type must be one of'],
    [{ sqlJobs: [{ result: { columns: { a: 1 }, rows: [] } }] }, 'sqlJobs[0].result: the column a has the data type 1. There are'],
    [{ sqlJobs: [{ result: { columns: { a: 'int' }, rows: [['x']] } }] }, 'sqlJobs[0].result: rows[0] must have a value of int in a'],
    [{ flinkJobs: [{ job_id: 2 ** 60 }] }, 'flinkJobs[0].job_id is an integer beyond 2^53, which a number rounds; use a bigint'],
    [{ sqlJobs: [{ transfer: { compress: 'zip' } }] }, 'sqlJobs[0].compress must be one of'],
    [{ sparkJobs: [{ state: 'done' }] }, 'sparkJobs[0].state must be one of'],
    [{ queues: [{ queue_name: 5 }] }, 'queues[0].queue_name must be a string, found 5'],
    [{ catalogs: [{ parameters: null }] }, 'catalogs[0].parameters must be an object, found null'],
    [{ sqlInspectionRules: [{ rule_id: 'static_0099' }] }, 'sqlInspectionRules[0].rule_id must be one of'],
    [{ flinkJobTemplates: [{ sql_body: 5 }] }, 'flinkJobTemplates[0].sql_body must be a string'],
  ])('is refused (%#)', (seed, message) => {
    expect(() => mock.seed(seed as Seed)).toThrow(MockError);
    expect(() => mock.seed(seed as Seed)).toThrow(message);
  });
  it('puts nothing in', async () => {
    expect(() => mock.seed({ flinkJobs: [{ name: 'fine' }, { name: 5 as unknown as string }] })).toThrow(MockError);
    expect((await call('listFlinkJobs')).body.job_list?.total_count).toBe(0);
  });
  it('does not take what is there', async () => {
    await call('createFlinkJarJob', { body: { name: 'risk' } });
    expect(() => mock.seed({ flinkJobs: [{ name: 'risk' }] })).toThrow(/the name "risk" is taken/);
    expect(() => mock.seed({ flinkJobs: [{ name: 'risk', project_id: 'other' }] })).not.toThrow();
  });
});
