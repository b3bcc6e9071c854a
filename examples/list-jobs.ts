// Lists all running Flink jobs, page by page.
import { client } from './client.ts';

const dli = client();
const limit = 50;
let seen = 0;

for (let total = Number.POSITIVE_INFINITY; seen < total; ) {
  const { job_list } = await dli.listFlinkJobs({ status: 'job_running', limit, offset: seen });
  const jobs = job_list?.jobs ?? [];
  for (const job of jobs) console.log(job.job_id, job.name, job.status);
  if (jobs.length === 0) break; // jobs may stop while their list is read
  seen += jobs.length;
  total = job_list?.total_count ?? seen;
}
console.log(`${seen} jobs`);
