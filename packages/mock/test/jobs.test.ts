import { expect, it } from 'vitest';
import { listJobRows } from '../src/page/jobs.ts';

it('shows jobs of all kinds, the newest of each first, with ids as they are written', () => {
  const rows = listJobRows({
    projects: {
      p: {
        flinkJobs: [
          { job_id: 1, job_type: 'flink_sql_job', name: 'a', status: 'job_init' },
          { job_id: 9223372036854775807n, job_type: 'flink_jar_job', name: 'b', status: 'job_running' },
        ],
        sqlJobs: [{ job_id: 'x', job_type: 'QUERY', statement: 'select 1', status: 'FINISHED' }],
        sparkJobs: [],
      },
      q: { flinkJobs: [], sqlJobs: [], sparkJobs: [{ id: 'y', state: 'dead' }] },
    },
  });

  expect(rows).toEqual([
    { project: 'p', id: '9223372036854775807', kind: 'Flink JAR', name: 'b', state: 'job_running' },
    { project: 'p', id: '1', kind: 'Flink SQL', name: 'a', state: 'job_init' },
    { project: 'p', id: 'x', kind: 'SQL QUERY', name: 'select 1', state: 'FINISHED' },
    { project: 'q', id: 'y', kind: 'Spark', name: '', state: 'dead' },
  ]);
});

it('cuts a long statement', () => {
  const [row] = listJobRows({ projects: { p: { flinkJobs: [], sqlJobs: [{ statement: 'a'.repeat(1000) }], sparkJobs: [] } } });

  expect(row?.name).toBe(`${'a'.repeat(120)}…`);
});
