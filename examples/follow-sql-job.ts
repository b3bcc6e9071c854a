// Waits until a SQL job has ended: node follow-sql-job.ts <job id>
import { waitForSqlJob } from '@dli-openapi/client';
import { createClient } from './client.ts';

const job = await waitForSqlJob(
  createClient(),
  { job_id: process.argv[2] ?? '' },
  { until: ['FINISHED', 'FAILED', 'CANCELLED'], interval: 500, onProgress: ({ state }) => console.log(state) },
);
console.log(`${job.result_count} rows, ${job.message || 'no message'}`);
process.exitCode = job.status === 'FINISHED' ? 0 : 1;
