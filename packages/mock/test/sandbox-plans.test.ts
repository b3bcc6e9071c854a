import { beforeEach, describe, expect, it } from 'vitest';
import type { Plan } from '../src/index.ts';
import { createMock, MockError } from '../src/index.ts';
import { createCaller } from './sandbox-support.ts';

const mock = createMock({ sandbox: true });
const call = createCaller(mock);
const running = async (name: string, body: object = {}) => {
  const created = await call('createFlinkJarJob', { body: { name, queue_name: 'q', ...body } });
  await call('batchRunFlinkJobs', { body: { job_ids: [Number(created.body.job?.job_id)] } });
};
const jobs = () => mock.state.projects.test?.flinkJobs ?? [];
const statuses = () => Object.fromEntries(jobs().map(({ name, status }) => [name, status]));
const restarts = () => jobs().map(({ restart_times }) => restart_times);

beforeEach(() => mock.reset());

describe('a plan', () => {
  it('happens to the next job, once', async () => {
    mock.plan({ outcome: 'submit_fail', message: 'No CUs are free.' });
    await running('first');
    await running('second');
    mock.clock.advance('1m');
    expect(statuses()).toEqual({ first: 'job_submit_fail', second: 'job_running' });
    expect(jobs()[0]?.status_desc).toBe('No CUs are free.');
  });
  it('happens to the job that it names', async () => {
    mock.plan({ target: 'second', outcome: 'job_submit_fail' });
    await running('first');
    await running('second');
    mock.clock.advance('1m');
    expect(statuses()).toEqual({ first: 'job_running', second: 'job_submit_fail' });
  });
  it('happens to a job that is there, by name or ID', async () => {
    await running('first');
    await running('second');
    mock.clock.advance('1m');
    mock.plan({ target: 'first', outcome: 'running_exception', after: '20s' });
    mock.plan({ target: 2, outcome: 'finish', after: '20s' });
    mock.clock.advance('19s');
    expect(statuses()).toEqual({ first: 'job_running', second: 'job_running' });
    mock.clock.advance('1s');
    expect(statuses()).toEqual({ first: 'job_running_exception', second: 'job_finish' });
  });
  it('happens to the job that reaches it first, whichever is shown first', async () => {
    await running('first');
    mock.plan({ outcome: 'running_exception' });
    mock.clock.advance('4s');
    await running('second');
    mock.clock.advance('1d');
    await call('showFlinkJob', { path: { job_id: 2 } });
    expect(statuses()).toEqual({ first: 'job_running_exception', second: 'job_running' });
  });
  it('does not happen to a job that is refused, seeded in vain or deleted', async () => {
    mock.plan({ outcome: 'submit_fail' });
    expect(() => mock.seed({ flinkJobs: [{ status: 'job_submitting' }, { name: 5 as unknown as string }] })).toThrow(MockError);
    await running('first');
    mock.clock.advance('1m');
    expect(statuses()).toEqual({ first: 'job_submit_fail' });
  });
  it('is counted from when it was made, also for a job of a project that was never called before', async () => {
    mock.seed({ flinkJobs: [{ job_id: 1, name: 'risk', status: 'job_running' }] });
    mock.clock.advance('1h');
    mock.plan({ target: 'risk', outcome: 'running_exception', after: '30s' });
    const seen = [];
    for (const pause of ['29s', '1s'] as const) {
      mock.clock.advance(pause);
      seen.push((await call('showFlinkJob', { path: { job_id: 1 } })).body.job_detail?.status);
    }
    expect(seen).toEqual(['job_running', 'job_running_exception']);
  });
  it('happens as many times as it says', async () => {
    mock.plan({ outcome: 'submit_fail', times: 2 });
    for (const name of ['first', 'second', 'third']) await running(name);
    mock.clock.advance('1m');
    expect(Object.values(statuses())).toEqual(['job_submit_fail', 'job_submit_fail', 'job_running']);
  });
  it('happens to jobs of one operation only, when it says so', async () => {
    mock.plan({ operation: 'createFlinkSqlJob', outcome: 'submit_fail' });
    await running('jar');
    const { body } = await call('createFlinkSqlJob', { body: { name: 'sql', queue_name: 'q' } });
    await call('batchRunFlinkJobs', { body: { job_ids: [Number(body.job?.job_id)] } });
    mock.clock.advance('1m');
    expect(statuses()).toEqual({ jar: 'job_running', sql: 'job_submit_fail' });
  });
  it('happens to things of one kind only, when it says so', async () => {
    mock.plan({ kind: 'sparkJobs', outcome: 'restart' });
    await running('risk');
    await call('createSparkJob', { body: { file: 'a.jar', className: 'A', queue: 'q' } });
    mock.clock.advance('1m');
    expect(restarts()).toEqual([0]);
    expect(mock.state.projects.test?.sparkJobs[0]?.stages.map(({ state }) => state)).toContain('recovering');
  });
  it('happens from the state that it names', async () => {
    mock.plan({ outcome: 'FAILED', from: 'RUNNING', message: 'DLI.0005: Table or view not found: t1' });
    await call('createSqlJob', { body: { sql: 'select * from t1' } });
    mock.clock.advance('1m');
    const [job] = mock.state.projects.test?.sqlJobs ?? [];
    expect(job?.stages.map(({ state }) => state)).toEqual(['LAUNCHING', 'RUNNING', 'FAILED']);
    expect(job?.message).toBe('DLI.0005: Table or view not found: t1');
  });
  it('makes a statement fail that runs at once', async () => {
    mock.plan({ outcome: 'FAILED' });
    const { status, body } = await call('createSqlJob', { body: { sql: 'desc t1' } });
    expect([status, body.is_success, body.job_type]).toEqual([200, false, 'DDL']);
  });
  it('makes a stop fail', async () => {
    await running('risk');
    mock.clock.advance('1m');
    mock.plan({ outcome: 'cancel_fail' });
    await call('batchStopFlinkJobs', { body: { job_ids: [1] } });
    mock.clock.advance('1m');
    expect(statuses()).toEqual({ risk: 'job_cancel_fail' });
  });
  it('brings a job into arrears and back', async () => {
    mock.plan({ outcome: 'arrearage_stopped' });
    await running('risk');
    mock.clock.advance('1m');
    expect(statuses()).toEqual({ risk: 'job_arrearage_stopped' });
    mock.plan({ target: 'risk', outcome: 'arrearage_recovering', after: 0 });
    mock.clock.advance('10s');
    expect(statuses()).toEqual({ risk: 'job_running' });
  });
});

describe('an exception', () => {
  it('ends a job that is not set to be restarted', async () => {
    mock.plan({ outcome: 'running_exception' });
    await running('risk');
    mock.clock.advance('1h');
    expect([statuses().risk, restarts()]).toEqual(['job_running_exception', [0]]);
  });
  it('is followed by a restart when the job is set to be', async () => {
    mock.plan({ outcome: 'running_exception' });
    await running('risk', { restart_when_exception: true });
    mock.clock.advance('1h');
    expect([statuses().risk, restarts()]).toEqual(['job_running', [1]]);
  });
  it('is followed by as many restarts an hour as the job is set to', async () => {
    mock.plan({ outcome: 'running_exception', times: 5 });
    await running('risk', { restart_when_exception: true, resume_max_num: 2 });
    mock.clock.advance('1d');
    expect([statuses().risk, restarts()]).toEqual(['job_running_exception', [2]]);
  });
  it('is followed by more restarts in another hour', async () => {
    mock.plan({ outcome: 'running_exception', times: 3, after: '1h' });
    await running('risk', { restart_when_exception: true, resume_max_num: 1 });
    mock.clock.advance('1d');
    expect([statuses().risk, restarts()]).toEqual(['job_running', [3]]);
  });
  it('is followed by a restart in any case when that is the plan', async () => {
    mock.plan({ outcome: 'restart' });
    await running('risk');
    mock.clock.advance('1h');
    expect([statuses().risk, restarts()]).toEqual(['job_running', [1]]);
  });
  it('lets a Spark job recover', async () => {
    mock.plan({ outcome: 'restart' });
    await call('createSparkJob', { body: { file: 'a.jar', className: 'A', queue: 'q' } });
    mock.clock.advance('1h');
    expect(mock.state.projects.test?.sparkJobs[0]?.stages.map(({ state }) => state)).toEqual([
      'starting',
      'running',
      'recovering',
      'running',
      'success',
    ]);
  });
});

describe('a plan that can never happen', () => {
  it.each<[object, RegExp]>([
    [{ outcome: 'explode' }, /Nothing reaches "explode" by itself.*job_submit_fail/],
    [{ outcome: 'job_canceling', from: 'job_running' }, /from "job_running" by itself, only from job_savepointing/],
    [{ outcome: 'submit_fail', times: 0 }, /times must be a whole number from 1 to 1000, found 0/],
    [{ outcome: 'submit_fail', after: 'soon' }, /duration/],
    [{ outcome: 'submit_fail', after: Number.POSITIVE_INFINITY }, /after must have an end/],
    [{ outcome: 'submit_fail', target: {} }, /target must be a name or an ID/],
    [{ outcome: 'submit_fail', kind: 'sqlJobs' }, /Nothing reaches "submit_fail" by itself.*FAILED/],
    [{ outcome: 'submit_fail', kind: 'jobs' }, /kind must be one of flinkJobs, sqlJobs/],
    [{ outcome: 'submit_fail', operation: 'listFlinkJobs' }, /operation must be one of createFlinkJarJob, /],
  ])('is refused: %j', (plan, message) => {
    expect(() => mock.plan(plan as Plan)).toThrow(MockError);
    expect(() => mock.plan(plan as Plan)).toThrow(message);
  });
});
