// The cost of one call for the compiler, with documents of a few operations, of more and of all.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLayouts } from '../layout.ts';
import type { Table } from '../table.ts';

const options = "{ region: 'cn-north-4', projectId: 'p', credentials: { token: 't' } }";
const goal = '≤ 500';

const programs: [name: string, program: string, call: string, goal?: string][] = [
  [
    'named method',
    `import { createDliClient } from './client/index.ts';\nconst dli = createDliClient(${options});`,
    "dli.listFlinkJobs({ status: 'job_running' })",
    goal,
  ],
  [
    'core and one operation',
    `import { createDliCore } from './client/index.ts';
import { listFlinkJobs } from './client/generated/operations.ts';
const core = createDliCore(${options});`,
    "core.call(listFlinkJobs, { status: 'job_running' })",
    goal,
  ],
  [
    'openapi-fetch, by method and path',
    `import createClient from 'openapi-fetch';
import type { paths } from './client/generated/schema.ts';
const raw = createClient<paths>({ baseUrl: 'https://dli' });`,
    "raw.GET('/v1.0/{project_id}/streaming/jobs', { params: { path: { project_id: 'p' }, query: { status: 'job_running' } } })",
  ],
];

/** Measures the named call and its rival, by path. */
export async function measureTypes(): Promise<Table> {
  const layouts = await createLayouts('types');
  return {
    title: 'Type instantiations that one call adds to a program',
    columns: [...layouts.map(({ operations }) => `of ${operations} operations`), 'goal'],
    rows: programs.map(([name, program, call, aim]) => ({
      name,
      cells: [...layouts.map(({ folder }) => countInstantiations(folder, program, call)), aim],
    })),
  };
}

function countInstantiations(folder: string, program: string, call: string): number {
  return countTotal(folder, `${program}\nexport const page = await ${call};\n`) - countTotal(folder, `${program}\nexport {};\n`);
}

function countTotal(folder: string, program: string): number {
  writeFileSync(join(folder, 'program.ts'), program);
  const compilerOptions = { noEmit: true, lib: ['ES2023', 'DOM', 'DOM.Iterable'], types: [] };
  const settings = { extends: join(import.meta.dirname, '../../tsconfig.base.json'), compilerOptions };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ ...settings, files: ['program.ts', 'client/run-times.d.ts'] }));
  const { status, stdout } = spawnSync('tsc', ['-p', folder, '--extendedDiagnostics'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The program does not compile:\n${stdout}`);
  return Number(/Instantiations:\s+(\d+)/.exec(stdout)?.[1]);
}
