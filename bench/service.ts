// A service for clients to call, in its own process so that its CPU is not counted.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';

const responses: Record<string, string> = {
  GET: JSON.stringify({ is_success: 'true', message: '', job_list: { total_count: 10, jobs: createJobs(10) } }),
  POST: JSON.stringify({
    is_success: 'true',
    message: 'A DLI job is created successfully.',
    job: { job_id: 148, status_name: 'job_init', status_desc: '' },
  }),
};

if (process.send) {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' }).end(responses[request.method ?? '']);
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as { port: number }).port));
  process.once('disconnect', () => process.exit());
}

/** Starts the service, and passes its address to a function. */
export async function useService<Result>(use: (baseUrl: string) => Promise<Result>): Promise<Result> {
  const child = fork(import.meta.filename);
  try {
    const [port] = (await once(child, 'message')) as [number];
    return await use(`http://127.0.0.1:${port}`);
  } finally {
    child.disconnect();
  }
}

/** Creates jobs as the service lists them. */
export function createJobs(count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({
    job_id: 100_000 + index,
    name: `job-${index}`,
    desc: 'Counts words',
    user_name: 'test_user',
    job_type: 'flink_opensource_sql_job',
    status: 'job_running',
    status_desc: '',
    create_time: 1_578_892_309_688 + index,
    duration: 60_000,
    root_id: -1,
    start_time: 1_578_892_500_000 + index,
  }));
}
