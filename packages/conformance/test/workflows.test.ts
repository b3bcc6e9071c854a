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

type Project = SandboxState['projects'][string];

const inputs = {
  ...{ project_id: 'test', token: 'any', name: 'orders', queue: 'q', sql: 'select * from t1' },
  ...{ file: 'obs://jobs/a.jar', entrypoint: 'obs://jobs/a.jar', main_class: 'A', savepoint_path: 'obs://jobs/saved' },
};

/** Whether the sandbox has reached the state that each workflow leads to. */
const reached: Record<string, (state: Project) => unknown> = {
  followFlinkSqlJob: ({ flinkJobs: [job] }) => job?.name === 'orders' && job.status === 'job_running',
  stopFlinkJarJob: ({ flinkJobs: [job] }) =>
    job?.status === 'job_cancel_success' && job.has_savepoint && job.stages.some(({ state }) => state === 'job_savepointing'),
  querySql: ({ sqlJobs: [job] }) => job?.status === 'FINISHED',
  followSparkJob: ({ sparkJobs: [job] }) => job?.state === 'success',
};

describe.concurrent('redocly respect, with the sandbox in the place of DLI', () => {
  it('has a case for each workflow', () => {
    expect(workflows.map(({ workflowId }) => workflowId)).toEqual(Object.keys(reached));
  });

  // One process runs several workflows, as starting it takes longer than they do.
  it.each([[['followFlinkSqlJob', 'querySql', 'followSparkJob']], [['stopFlinkJarJob']]])('%s succeed', async (names) => {
    const { status, printed, state, violations } = await runWorkflows(names);
    expect([status, violations], printed).toEqual([0, []]);
    expect(
      names.filter((name) => !(state && reached[name]?.(state))),
      JSON.stringify(state),
    ).toEqual([]);
  });

  it.each([
    ['followFlinkSqlJob', 'submit_fail', 'job_submit_fail'],
    ['querySql', 'FAILED', 'FAILED'],
    ['followSparkJob', 'dead', 'dead'],
  ])('%s fails if its job reaches %s', async (name, outcome, state) => {
    const run = await runWorkflows([name], (mock) => mock.plan({ outcome: outcome as 'restart' }));
    expect(run.status, run.printed).toBe(1);
    expect(JSON.stringify(run.state)).toContain(state);
  });
});

/** Runs workflows, one after the other. With each request so much time passes that a job takes a few of them. */
async function runWorkflows(names: readonly string[], prepare: (mock: SandboxMock) => void = () => undefined) {
  const mock = createMock({ sandbox: true });
  prepare(mock);
  const beforeRequest = () => {
    mock.clock.advance('20s');
    return false;
  };
  const { url } = await mock.listen({ port: 0, beforeRequest });
  const options = [
    ...names.flatMap((name) => ['--workflow', name]),
    ...Object.entries(inputs).flatMap(([input, value]) => ['--input', `${input}=${value}`]),
  ];
  const args = [redocly, 'respect', file, '--server', `dli=${url}`, ...options];
  const { status, stdout, stderr } = await runProcess(process.execPath, args, { env: quietEnvironment });
  const violations = mock.calls.flatMap((call) => call.violations);
  await mock.close();
  return { status, printed: stdout + stderr, state: mock.state.projects.test, violations };
}
