import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { createMock, MockError } from '../src/index.ts';
import { choices } from '../src/sandbox/registry.ts';
import { createCaller } from './sandbox-support.ts';
import { copyOfDocument, get, token } from './support.ts';

const mock = createMock({ sandbox: true });
const call = createCaller(mock);
const names = async (project = 'test') => {
  const { body } = await call('listFlinkJobs', { project });
  return Object.values(body.job_list?.jobs ?? {}).map(({ name }) => name);
};
const create = (name: string, project = 'test') =>
  call('createFlinkJarJob', { project, body: { name, entrypoint: 'a.jar', queue_name: 'q' } });

beforeEach(() => mock.reset());

describe('a mock with a sandbox', () => {
  it('responds to an operation without a handler with the examples', async () => {
    const document = copyOfDocument();
    const path = '/v1.0/{project_id}/streaming/jobs/{job_id}';
    document.paths = { [path]: document.paths[path] ?? {} };
    Object.assign(document.paths[path]?.get ?? {}, { operationId: 'showFlinkDream' });
    const response = await get('/v1.0/test/streaming/jobs/104', token, createMock({ document, sandbox: true }));
    expect([response.status, await response.json()]).toEqual([200, expect.objectContaining({ job_detail: expect.anything() })]);
  });
  it('shows in the list what was created', async () => {
    await create('risk');
    expect(await names()).toEqual(['risk']);
  });
  it('keeps projects apart', async () => {
    await create('one', 'a');
    await create('two', 'b');
    expect([await names('a'), await names('b'), await names('c')]).toEqual([['one'], ['two'], []]);
  });
  it('refuses a request that breaks a rule of the document before it changes anything', async () => {
    const { status } = await call('createFlinkJarJob', { body: { name: '' } });
    expect([status, await names()]).toEqual([400, []]);
  });
  it('leaves a request that asks for an example to the examples', async () => {
    const response = await get('/v1.0/test/streaming/jobs/104', { ...token, prefer: 'example=running' }, mock);
    expect(await response.json()).toMatchObject({ job_detail: { status: 'job_running' } });
  });
  it('counts IDs up, the same way each time', async () => {
    const first = [await create('a'), await create('b')].map(({ body }) => body.job?.job_id);
    mock.reset();
    const again = [await create('a'), await create('b')].map(({ body }) => body.job?.job_id);
    expect([first, again]).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });
  it('shares nothing with another mock', async () => {
    await create('risk');
    const other = createCaller(createMock({ sandbox: true }));
    expect((await other('listFlinkJobs')).body.job_list?.total_count).toBe(0);
  });
  it('keeps nothing of a project that was only looked at', async () => {
    await call('listFlinkJobs', { project: 'looked-at' });
    expect(mock.state.projects).toEqual({});
  });
});

describe('a mock without one', () => {
  it('has no controls', () => {
    expect(Object.keys(createMock())).not.toContain('plan');
    expect(Object.keys(createMock({ sandbox: false }))).not.toContain('state');
  });
  it.each(['state', 'plan', 'seed'])('says of %s what it needs', (name) => {
    const use = () => Reflect.get(createMock(), name);
    expect(use).toThrow(MockError);
    expect(use).toThrow(`mock.${name} needs createMock({ sandbox: true }).`);
  });
});

describe('reset', () => {
  it('empties projects, and puts time and plans back', async () => {
    const start = mock.clock.now;
    await create('risk');
    mock.clock.advance('1h');
    mock.plan({ outcome: 'submit_fail' });
    mock.reset();
    expect([mock.clock.now, mock.state.projects]).toEqual([start, {}]);
    await create('risk');
    await call('batchRunFlinkJobs', { body: { job_ids: [1] } });
    mock.clock.advance('1m');
    expect(mock.state.projects.test?.flinkJobs[0]?.status).toBe('job_running');
  });
  it('puts back what the sandbox was made with', async () => {
    const seeded = createMock({ sandbox: { seed: { flinkJobs: [{ name: 'risk', project_id: 'test' }] } } });
    const before = seeded.state;
    await createCaller(seeded)('deleteFlinkJob', { path: { job_id: 1 } });
    seeded.reset();
    expect(seeded.state).toEqual(before);
  });
});

describe('the state', () => {
  it('is a copy with each state that a job has been in', async () => {
    await create('risk');
    const [job] = mock.state.projects.test?.flinkJobs ?? [];
    if (job) job.name = 'changed';
    expect(await names()).toEqual(['risk']);
    expect(job?.stages).toEqual([{ state: 'job_init', at: mock.clock.now, event: 'create' }]);
  });
});

describe('the document', () => {
  it('decides whether a response may leave', async () => {
    const document = copyOfDocument();
    Object.assign(document.components.schemas?.FlinkJobList ?? {}, { required: ['next_page'] });
    const response = await createCaller(createMock({ document, sandbox: true }))('listFlinkJobs');
    expect(response.status).toBe(500);
    expect(response.body.error_msg).toContain('does not fit the document: body.job_list.next_page is required');
  });
  it('decides whether a refusal may leave', async () => {
    const document = copyOfDocument();
    delete document.paths['/v1.0/{project_id}/streaming/jobs/{job_id}']?.get?.responses?.['400'];
    const response = await createCaller(createMock({ document, sandbox: true }))('showFlinkJob', { path: { job_id: 1 } });
    expect([response.status, response.body.error_msg]).toEqual([
      500,
      expect.stringContaining("The sandbox's response 400 of showFlinkJob is not in the document"),
    ]);
  });
  it('has to say what states follow each other', () => {
    const document = copyOfDocument();
    delete document.components.schemas?.SqlJobStatus?.['x-dli-transitions'];
    expect(() => createMock({ document, sandbox: true })).toThrow(/x-dli-transitions of #\/components\/schemas\/SqlJobStatus/);
  });
  it('may be changed, and the sandbox with it', async () => {
    const document = copyOfDocument();
    const transitions = document.components.schemas?.FlinkJobStatus?.['x-dli-transitions'] as unknown as { from: string; event: string }[];
    transitions.splice(
      transitions.findIndex(({ from, event }) => from === 'job_init' && event === 'run'),
      1,
    );
    const other = createCaller(createMock({ document, sandbox: true }));
    await other('createFlinkJarJob', { body: { name: 'risk', queue_name: 'q' } });
    expect((await other('batchRunFlinkJobs', { body: { job_ids: [1] } })).body).toMatchObject([{ is_success: 'false' }]);
  });
});

describe('IDs beyond 2^53', () => {
  const id = 9007199254740993n;
  const large = createMock({
    sandbox: { seed: { flinkJobs: [{ job_id: id, name: 'large', project_id: 'test' }], flinkJobTemplates: [{ template_id: id }] } },
  });
  const ask = createCaller(large);

  it('come back as they are', async () => {
    expect((await ask('showFlinkJob', { path: { job_id: id } })).text).toContain(`"job_id":${id},`);
    expect((await ask('listFlinkJobs')).text).toContain(`"job_id":${id},`);
    expect((await ask('listFlinkSqlJobTemplates')).text).toContain(`"template_id":${id},`);
    expect(large.state.projects.test?.flinkJobs[0]?.job_id).toBe(id);
  });
  it('are distinguished in paths and bodies', async () => {
    expect((await ask('showFlinkJob', { path: { job_id: id - 1n } })).body.error_code).toBe('DLI.16001');
    const outcomes = await ask('batchRunFlinkJobs', { body: `{"job_ids":[${id},${id - 1n}]}` });
    expect(outcomes.body).toMatchObject([{ is_success: 'true' }, { is_success: 'false', message: expect.stringContaining(`${id - 1n}`) }]);
  });
});

it('the README lists every choice, with its values', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const rows = readme.split('\n').map((line) => [...line.matchAll(/`([^`]+)`/g)].map(([, code]) => code));
  for (const [name, values] of choices) expect(rows).toContainEqual([name, ...values]);
});
