import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quietEnvironment, redocly } from '@dli-openapi/authoring/redocly';
import type { SandboxMock, SandboxState } from '@dli-openapi/mock';
import { createMock } from '@dli-openapi/mock';
import { specFolder } from '@dli-openapi/openapi/files';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runProcess } from '../../../scripts/testing/process.ts';

const file = join(specFolder, 'dist/workflows.arazzo.yaml');
const { workflows } = parse(readFileSync(file, 'utf8')) as { workflows: { workflowId: string }[] };

/** The inputs of each workflow, and the state that the sandbox reaches. */
const cases: Record<string, { inputs: Record<string, string>; reached: (state: SandboxState['projects'][string]) => unknown }> = {
  followFlinkSqlJob: {
    inputs: { name: 'orders', sql: 'insert into a select b from c', queue: 'q' },
    reached: ({ flinkJobs: [job] }) => job?.name === 'orders' && job.status === 'job_running',
  },
  stopFlinkJarJob: {
    inputs: { name: 'risk', entrypoint: 'obs://jobs/a.jar', main_class: 'A', queue: 'q', savepoint_path: 'obs://jobs/saved' },
    reached: ({ flinkJobs: [job] }) =>
      job?.status === 'job_cancel_success' && job.has_savepoint && job.stages.some(({ state }) => state === 'job_savepointing'),
  },
  querySql: {
    inputs: { sql: 'select * from t1', queue: 'q' },
    reached: ({ sqlJobs: [job] }) => job?.status === 'FINISHED',
  },
  followSparkJob: {
    inputs: { file: 'obs://jobs/a.jar', main_class: 'A', queue: 'q' },
    reached: ({ sparkJobs: [job] }) => job?.state === 'success',
  },
};

describe.concurrent('redocly respect, with the sandbox in the place of DLI', () => {
  it('has a case for each workflow', () => {
    expect(workflows.map(({ workflowId }) => workflowId)).toEqual(Object.keys(cases));
  });

  it.each(Object.keys(cases))('%s succeeds', async (name) => {
    const { status, printed, state, violations } = await runWorkflow(name);
    expect([status, violations], printed).toEqual([0, []]);
    expect(state && cases[name]?.reached(state), JSON.stringify(state)).toBe(true);
  });

  it.each([
    ['followFlinkSqlJob', 'submit_fail', 'job_submit_fail'],
    ['querySql', 'FAILED', 'FAILED'],
    ['followSparkJob', 'dead', 'dead'],
  ])('%s fails if its job reaches %s', async (name, outcome, state) => {
    const run = await runWorkflow(name, (mock) => mock.plan({ outcome: outcome as 'restart' }));
    expect(run.status, run.printed).toBe(1);
    expect(JSON.stringify(run.state)).toContain(state);
  });
});

/** Runs a workflow. With each request so much time passes that a job takes a few of them. */
async function runWorkflow(name: string, prepare: (mock: SandboxMock) => void = () => undefined) {
  const mock = createMock({ sandbox: true });
  prepare(mock);
  const beforeRequest = () => {
    mock.clock.advance('20s');
    return false;
  };
  const { url } = await mock.listen({ port: 0, beforeRequest });
  const inputs = { project_id: 'test', token: 'any', ...cases[name]?.inputs };
  const options = Object.entries(inputs).flatMap(([input, value]) => ['--input', `${input}=${value}`]);
  const args = [redocly, 'respect', file, '--workflow', name, '--server', `dli=${url}`, ...options];
  const { status, stdout, stderr } = await runProcess(process.execPath, args, { env: quietEnvironment });
  const violations = mock.calls.flatMap((call) => call.violations);
  await mock.close();
  return { status, printed: stdout + stderr, state: mock.state.projects.test, violations };
}
