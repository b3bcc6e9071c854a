import { beforeEach, describe, expect, it } from 'vitest';
import { createMock } from '../src/index.ts';
import type { CallInput } from './sandbox-support.ts';
import { createCaller } from './sandbox-support.ts';

const mock = createMock({ sandbox: true });
const call = createCaller(mock);
const create = async (body: object = {}) => {
  const created = await call('createFlinkJarJob', { body: { name: 'risk', entrypoint: 'a.jar', queue_name: 'q', ...body } });
  return Number(created.body.job?.job_id);
};
const show = async (job_id: number) => (await call('showFlinkJob', { path: { job_id } })).body.job_detail;
const showStatus = async (job_id: number) => (await show(job_id))?.status;
const run = (...job_ids: number[]) => call('batchRunFlinkJobs', { body: { job_ids } });
const stop = (job_ids: number[], trigger_savepoint = false) => call('batchStopFlinkJobs', { body: { job_ids, trigger_savepoint } });
const running = async (body?: object) => {
  const id = await create(body);
  await run(id);
  mock.clock.advance('1m');
  return id;
};
const readCode = async (operationId: string, input: CallInput) => {
  const { status, body } = await call(operationId, input);
  return [status, body.error_code];
};

beforeEach(() => mock.reset());

describe('a Flink job', () => {
  it('is a draft with the defaults of the document when it is created', async () => {
    const job = await show(await create({ parallel_number: 3, checkpoint_mode: 2, tags: [{ key: 'team', value: 'risk' }] }));
    expect(job).toMatchObject({
      status: 'job_init',
      job_type: 'flink_jar_job',
      queue_name: 'q',
      start_time: null,
      create_time: mock.clock.now,
      job_config: { cu_number: 2, parallel_number: 3, checkpoint_mode: 'at_least_once', entrypoint: 'a.jar' },
    });
  });
  it('is submitted, runs, and is stopped, each in its time', async () => {
    const id = await create();
    await run(id);
    const seen = [await showStatus(id)];
    mock.clock.advance('5s');
    seen.push(await showStatus(id));
    await stop([id]);
    seen.push(await showStatus(id));
    mock.clock.advance('3s');
    seen.push(await showStatus(id));
    expect(seen).toEqual(['job_submitting', 'job_running', 'job_canceling', 'job_cancel_success']);
  });
  it('shows when it started and how long it ran', async () => {
    const id = await create();
    await run(id);
    mock.clock.advance('65s');
    const started = mock.clock.now - 60_000;
    await stop([id]);
    mock.clock.advance('1h');
    expect(await show(id)).toMatchObject({ start_time: started, duration: 63_000 });
  });
  it('can be run again once it has been stopped', async () => {
    const id = await running();
    await stop([id]);
    mock.clock.advance('1m');
    await run(id);
    expect(await showStatus(id)).toBe('job_submitting');
  });
  it('is gone once it is deleted', async () => {
    const id = await running();
    await call('deleteFlinkJob', { path: { job_id: id } });
    expect(await readCode('showFlinkJob', { path: { job_id: id } })).toEqual([400, 'DLI.16001']);
  });
  it('has a name of its own', async () => {
    await create();
    expect(await readCode('createFlinkJarJob', { body: { name: 'risk' } })).toEqual([400, 'DLI.0006']);
  });
  it('is refused when no response could show it', async () => {
    const { status, body } = await call('createFlinkJarJob', { body: { name: 'risk', cu_number: 1000 } });
    expect([status, body.error_code, body.error_msg]).toEqual([400, 'DLI.0001', expect.stringContaining('cu_number must be at most 400')]);
  });
});

describe('a Flink SQL job', () => {
  it('takes its SQL from a template when it has none', async () => {
    const { body } = await call('createFlinkSqlJobTemplate', { body: { name: 'simple', sql_body: 'insert into a select b from c' } });
    const template_id = body.template?.template_id;
    const created = await call('createFlinkSqlJob', { body: { name: 'risk', template_id } });
    expect(await show(Number(created.body.job?.job_id))).toMatchObject({ sql_body: 'insert into a select b from c' });
  });
  it('is refused when there is no such template', async () => {
    expect(await readCode('createFlinkSqlJob', { body: { name: 'risk', template_id: 9 } })).toEqual([400, 'DLI.0002']);
  });
  it.each([
    [{ run_mode: 'edge_node' }, 'flink_sql_edge_job', 'edge_node'],
    [{ job_type: 'flink_opensource_sql_job' }, 'flink_opensource_sql_job', 'exclusive_cluster'],
    [{}, 'flink_sql_job', 'shared_cluster'],
  ])('is of a kind that fits where it runs: %j', async (given, job_type, run_mode) => {
    const { body } = await call('createFlinkSqlJob', { body: { name: 'risk', ...given } });
    expect(await show(Number(body.job?.job_id))).toMatchObject({ job_type, run_mode });
  });
  it('is refused when its kind does not fit where it runs', async () => {
    const body = { name: 'risk', run_mode: 'edge_node', job_type: 'flink_sql_job' };
    expect(await readCode('createFlinkSqlJob', { body })).toEqual([400, 'DLI.0001']);
  });
});

describe('a batch', () => {
  it('has an outcome for each job, in order', async () => {
    const id = await create();
    expect((await run(id, 99, id)).body).toMatchObject([
      { is_success: 'true' },
      { is_success: 'false', message: 'The job 99 does not exist.' },
      { is_success: 'false', message: `The job ${id} is job_submitting and cannot be run.` },
    ]);
  });
  it('stops only jobs that are submitted or running', async () => {
    expect((await stop([await create()])).body).toMatchObject([{ is_success: 'false', message: expect.stringContaining('job_init') }]);
  });
  it('deletes jobs, whatever their states', async () => {
    const [draft, other] = [await create(), await running({ name: 'other' })];
    await call('batchDeleteFlinkJobs', { body: { job_ids: [draft, other] } });
    expect(mock.state.projects.test?.flinkJobs).toEqual([]);
  });
  it('is refused with a list of errors when none of its jobs has a queue', async () => {
    const id = await create({ queue_name: '' });
    const { status, body } = await run(id);
    expect([status, body]).toEqual([400, [{ error_code: 'DLI.13024', error_msg: expect.any(String) }]]);
  });
  it('runs those that have one', async () => {
    const [without, withOne] = [await create({ queue_name: '' }), await create({ name: 'other' })];
    expect((await run(without, withOne)).body).toMatchObject([{ is_success: 'false' }, { is_success: 'true' }]);
  });
});

describe('an update', () => {
  it('changes what it names and leaves the rest', async () => {
    const id = await create({ desc: 'old', cu_number: 4 });
    mock.clock.advance('1m');
    await call('updateFlinkJarJob', { path: { job_id: id }, body: { desc: 'new', parallel_number: 2 } });
    expect(await show(id)).toMatchObject({ desc: 'new', update_time: mock.clock.now, job_config: { cu_number: 4, parallel_number: 2 } });
  });
  it.each([
    { smn_topic: 'a' },
    { restart_when_exception: true },
    { resume_checkpoint: true },
    { resume_max_num: 3 },
    { obs_bucket: 'a' },
    { checkpoint_path: 'obs://a' },
    { name: 'risk', cu_number: 2, smn_topic: 'a' },
  ])('of a running job may give %j', async (body) => {
    const id = await running();
    expect((await call('updateFlinkJarJob', { path: { job_id: id }, body })).status).toBe(200);
  });
  it.each([{ cu_number: 3 }, { desc: 'new' }, { entrypoint: 'b.jar' }])('of a running job may not give %j', async (body) => {
    const id = await running();
    const before = await show(id);
    expect(await readCode('updateFlinkJarJob', { path: { job_id: id }, body })).toEqual([400, 'DLI.12002']);
    expect(await show(id)).toEqual(before);
  });
  it('has to be of the kind that the job is', async () => {
    const id = await create();
    expect(await readCode('updateFlinkSqlJob', { path: { job_id: id }, body: { desc: 'a' } })).toEqual([400, 'DLI.0007']);
  });
  it('does not take the name of another job', async () => {
    const id = await create();
    await create({ name: 'other' });
    expect(await readCode('updateFlinkJarJob', { path: { job_id: id }, body: { name: 'other' } })).toEqual([400, 'DLI.0006']);
  });
});

describe('a savepoint', () => {
  const savepoint = (job_id: number) =>
    ({ path: { job_id }, body: { action: 'TRIGGER', savepoint_path: 'obs://a/b' } }) satisfies CallInput;

  it('is made while the job runs, which then runs on', async () => {
    const id = await running();
    await call('executeFlinkJobSavepoint', savepoint(id));
    expect(await show(id)).toMatchObject({ status: 'job_savepointing', has_savepoint: false });
    mock.clock.advance('2s');
    expect(await show(id)).toMatchObject({ status: 'job_running', has_savepoint: true, savepoint_path: 'obs://a/b', duration: 57_000 });
  });
  it('is made before the job stops, when the stop asks for it', async () => {
    const id = await running();
    await stop([id], true);
    mock.clock.advance('1m');
    expect(mock.state.projects.test?.flinkJobs[0]?.stages.slice(-4).map(({ state }) => state)).toEqual([
      'job_running',
      'job_savepointing',
      'job_canceling',
      'job_cancel_success',
    ]);
  });
  it('needs a running job', async () => {
    expect(await readCode('executeFlinkJobSavepoint', savepoint(await create()))).toEqual([400, 'DLI.0007']);
  });
  it('can be imported into a job that does not run', async () => {
    const id = await create();
    await call('importFlinkJobSavepoint', { path: { job_id: id }, body: { job_id: id, savepoint_path: 'obs://a' } });
    expect(await show(id)).toMatchObject({ has_savepoint: true, savepoint_path: 'obs://a' });
  });
  it('cannot be imported into one that runs', async () => {
    const id = await running();
    const input = { path: { job_id: id }, body: { job_id: id, savepoint_path: 'obs://a' } };
    expect(await readCode('importFlinkJobSavepoint', input)).toEqual([400, 'DLI.0007']);
  });
  it('is imported into the job that both path and body name', async () => {
    const input = { path: { job_id: await create() }, body: { job_id: 99, savepoint_path: 'obs://a' } };
    expect(await readCode('importFlinkJobSavepoint', input)).toEqual([400, 'DLI.0001']);
  });
});

describe('an export', () => {
  const exported = async (body: object) => (await call('exportFlinkJobs', { body: { obs_dir: 'obs-test', ...body } })).body.zip_file?.[0];
  const imported = async (zip_file: unknown, more: CallInput & { is_cover?: boolean } = {}) => {
    const { is_cover = false, project = 'test' } = more;
    return (await call('importFlinkJobs', { project, body: { zip_file, is_cover } })).body.job_mapping;
  };

  it('brings jobs into another project', async () => {
    const id = await create({ desc: 'Scores payments' });
    const file = await exported({ is_selected: false });
    expect(await imported(file, { project: 'other' })).toMatchObject([{ old_job_id: id }]);
    expect(mock.state.projects.other?.flinkJobs).toMatchObject([{ name: 'risk', desc: 'Scores payments', status: 'job_init' }]);
  });
  it('holds the selected jobs as they were', async () => {
    const id = await create({ desc: 'old' });
    await create({ name: 'other' });
    const file = await exported({ is_selected: true, job_selected: [id] });
    await call('updateFlinkJarJob', { path: { job_id: id }, body: { desc: 'new' } });
    await imported(file, { project: 'other' });
    expect(mock.state.projects.other?.flinkJobs).toMatchObject([{ name: 'risk', desc: 'old' }]);
  });
  it('does not replace a job of the same name by default', async () => {
    const id = await running();
    const file = await exported({ is_selected: false });
    expect(await imported(file)).toMatchObject([{ old_job_id: id, new_job_id: -1 }]);
    expect(await showStatus(id)).toBe('job_running');
    expect(await imported(file, { is_cover: true })).toMatchObject([{ old_job_id: id, new_job_id: id }]);
    expect(await showStatus(id)).toBe('job_init');
  });
  it('is read from its file or from the folder of several', async () => {
    const ids = [await create(), await create({ name: 'other' })];
    for (const id of ids) await exported({ is_selected: true, job_selected: [id] });
    expect(await imported('obs-test', { project: 'other' })).toHaveLength(2);
  });
  it('has to be there to be imported, and its jobs to be exported', async () => {
    expect(await readCode('importFlinkJobs', { body: { zip_file: 'nowhere' } })).toEqual([400, 'DLI.0002']);
    const selected = { obs_dir: 'a', is_selected: true, job_selected: [99] };
    expect(await readCode('exportFlinkJobs', { body: selected })).toEqual([400, 'DLI.16001']);
  });
});

describe('a graph', () => {
  const sql_body = 'insert into sink select a, b from source';
  const graph = async (body: object = {}) => {
    const { body: response } = await call('createFlinkSqlJobGraph', { path: { job_id: await create() }, body: { sql_body, ...body } });
    return { ...response, nodes: JSON.parse(String(response.stream_graph)).nodes };
  };

  it('of SQL names its operators, one after the other', async () => {
    const { nodes } = await graph();
    expect(nodes).toMatchObject([
      { id: 1, type: 'Source', contents: 'source' },
      { id: 2, type: 'select', contents: 'a, b', predecessors: [{ id: 1 }] },
      { id: 3, type: 'Sink', contents: 'sink', predecessors: [{ id: 2 }] },
    ]);
  });
  it('of SQL honours the parallelism of single operators', async () => {
    const [, select] = (await graph()).nodes;
    mock.reset();
    const { nodes } = await graph({ operator_config: JSON.stringify({ operator_list: [{ id: select.operator_id, parallel: 4 }] }) });
    expect(nodes.map(({ parallelism }: { parallelism: number }) => parallelism)).toEqual([1, 4, 1]);
  });
  it('of SQL may be simplified', async () => {
    expect((await graph({ graph_type: 'simple_graph' })).nodes).toHaveLength(2);
  });
  it('of something else fails with status 200, as the document has it', async () => {
    expect(await graph({ sql_body: 'nonsense' })).toMatchObject({ is_success: 'false', error_code: 'DLI.0004', nodes: [] });
  });
  it('of a running job shows how it is executed', async () => {
    const id = await running({ parallel_number: 2 });
    const { body } = await call('showFlinkJobExecutionGraph', { path: { job_id: id } });
    expect(body.execute_graph).toMatchObject({
      state: 'RUNNING',
      duration: 55_000,
      'end-time': -1,
      vertices: [{ name: 'Source: a.jar', parallelism: 2, tasks: { RUNNING: 2 } }],
    });
  });
  it('of a stopped job shows that it ended', async () => {
    const id = await running();
    await stop([id]);
    mock.clock.advance('1m');
    const { body } = await call('showFlinkJobExecutionGraph', { path: { job_id: id } });
    expect(body.execute_graph).toMatchObject({ state: 'CANCELED', duration: 58_000, 'end-time': mock.clock.now - 57_000 });
  });
  it('of a draft is not there', async () => {
    expect(await readCode('showFlinkJobExecutionGraph', { path: { job_id: await create() } })).toEqual([400, 'DLI.11098']);
  });
});

describe('metrics', () => {
  const measure = (...job_ids: number[]) => call('showFlinkMetric', { body: { job_ids } });

  it('name the source and the sink of each job', async () => {
    const { job } = (await call('createFlinkSqlJob', { body: { name: 'sql', sql_body: 'insert into a select b from c' } })).body;
    const [sql, jar] = [Number(job?.job_id), await create()];
    const none = { records: 0, corrupted_records: 0 };
    const rates = { total_read_rate: 0, total_write_rate: 0 };
    expect((await measure(sql, jar)).body.metrics).toEqual({
      jobs: [
        { job_id: sql, metrics: { sources: [{ name: 'Source: c', ...none }], sinks: [{ name: 'Sink: a', ...none }], ...rates } },
        { job_id: jar, metrics: { sources: [], sinks: [], ...rates } },
      ],
    });
  });
  it('need jobs that are there', async () => {
    expect((await measure(await create(), 9_999)).body.error_code).toBe('DLI.16001');
  });
});

describe('OBS buckets', () => {
  it('are authorized by name', async () => {
    for (const obs_buckets of [[], ['']])
      expect((await call('registerBucket', { body: { obs_buckets } })).body.error_code).toBe('DLI.0001');
    const { body } = await call('registerBucket', { body: { obs_buckets: ['one', 'two'] } });
    expect(body).toEqual({ is_success: 'true', message: 'DLI may use the OBS buckets one, two.' });
  });
});
