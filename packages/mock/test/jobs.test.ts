import { expect, it } from 'vitest';
import type { Seed } from '../src/index.ts';
import { assembleMock } from '../src/mock.ts';

/** What a sandbox holds, as the live page lists it. */
function listResources(seed: Seed) {
  return assembleMock({ sandbox: { seed } }).sandbox?.listResources();
}

it('lists jobs of all kinds, the newest of each first, with IDs as they are written', () => {
  const jobs = listResources({
    flinkJobs: [
      { project_id: 'p', job_id: 1, job_type: 'flink_sql_job', name: 'a', status: 'job_init' },
      { project_id: 'p', job_id: 9223372036854775807n, job_type: 'flink_opensource_sql_job', name: 'b', status: 'job_running' },
    ],
    flinkJobTemplates: [{ project_id: 'p', name: 'a template is no job' }],
    sqlJobs: [{ project_id: 'p', job_id: 'x', job_type: 'QUERY', statement: 'select 1', status: 'FINISHED' }],
    sparkJobs: [{ project_id: 'q', id: 'y', state: 'dead' }],
  });

  expect(jobs).toEqual([
    { project: 'p', id: '9223372036854775807', kind: 'Flink opensource SQL', name: 'b', state: 'job_running' },
    { project: 'p', id: '1', kind: 'Flink SQL', name: 'a', state: 'job_init' },
    { project: 'p', id: 'x', kind: 'SQL QUERY', name: 'select 1', state: 'FINISHED' },
    { project: 'q', id: 'y', kind: 'Spark', name: '', state: 'dead' },
  ]);
});

it('cuts a long statement', () => {
  const [job] = listResources({ sqlJobs: [{ project_id: 'p', statement: `select '${'a'.repeat(1000)}'` }] }) ?? [];

  expect(job?.name).toBe(`select '${'a'.repeat(112)}…`);
});
