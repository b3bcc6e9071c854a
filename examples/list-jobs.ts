// Lists all running Flink jobs, whatever page they are on.
import { createClient } from './client.ts';

const dli = createClient();
let seen = 0;

for await (const job of dli.listFlinkJobs.items({ status: 'job_running' })) {
  console.log(job.job_id, job.name, job.status);
  seen += 1;
}
console.log(`${seen} jobs`);
