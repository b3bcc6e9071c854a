// Waits until a SQL job has ended: node follow-sql-job.ts <job id>
import { setTimeout as sleep } from 'node:timers/promises';
import { client } from './client.ts';

const dli = client();
const jobId = process.argv[2] ?? '';
const moving = new Set(['LAUNCHING', 'RUNNING', 'SCALING']);

let job = await dli.showSqlJobStatus({ job_id: jobId });
for (let pause = 500; moving.has(job.status); pause = Math.min(pause * 2, 10_000)) {
  console.log(job.status);
  await sleep(pause);
  job = await dli.showSqlJobStatus({ job_id: jobId });
}
console.log(`${job.status}: ${job.result_count} rows, ${job.message || 'no message'}`);
process.exitCode = job.status === 'FINISHED' ? 0 : 1;
