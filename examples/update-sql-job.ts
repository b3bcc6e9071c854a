// Doubles the parallelism of a Flink SQL job: node update-sql-job.ts <job id>
import { createClient } from './client.ts';

const dli = createClient();
const jobId = process.argv[2] ?? '';

const { job_detail: before } = await dli.showFlinkJob({ job_id: jobId });
const parallelism = (before?.job_config?.parallel_number ?? 1) * 2;
const { job } = await dli.updateFlinkSqlJob({ job_id: jobId, parallel_number: parallelism });

console.log(`job ${jobId} now runs ${parallelism} wide, changed at ${new Date(job?.update_time ?? 0).toISOString()}`);
