// CPU of one call through the client, against the same call by hand with fetch.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createDliClient } from '@dli-openapi/client';
import createClient from 'openapi-fetch';
import type { Row } from './measure.ts';
import { compare } from './measure.ts';

const answer = JSON.stringify({
  is_success: 'true',
  message: '',
  job_list: {
    total_count: 100,
    jobs: Array.from({ length: 10 }, (_, index) => ({ job_id: index, name: `job-${index}`, status: 'job_running' })),
  },
});

if (process.send) {
  // As a child: the server that all of them call, in a process of its own so that its CPU is not counted.
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as { port: number }).port));
  process.once('disconnect', () => process.exit());
}

/** Rows for the client, the rival being raw `fetch` with `response.json()`. */
export async function clientRows(): Promise<Row[]> {
  const child = fork(import.meta.filename);
  try {
    const [port] = (await once(child, 'message')) as [number];
    const baseUrl = `http://127.0.0.1:${port}`;
    const url = `${baseUrl}/v1.0/project/streaming/jobs?status=job_running&limit=10`;
    const headers = { 'x-auth-token': 'token' };
    const dli = createDliClient({ baseUrl, projectId: 'project', credentials: { token: 'token' } });
    const plain = createClient<{ '/v1.0/project/streaming/jobs': { get: Operation } }>({ baseUrl, headers });
    return await compare(
      async () => (await fetch(url, { headers })).json(),
      {
        'openapi-fetch': () => plain.GET('/v1.0/project/streaming/jobs', { params: { query: { status: 'job_running', limit: 10 } } }),
        '@dli-openapi/client': () => dli.listFlinkJobs({ status: 'job_running', limit: 10 }),
      },
      500,
    );
  } finally {
    child.disconnect();
  }
}

interface Operation {
  parameters: { query: { status: string; limit: number } };
  responses: { 200: { content: { 'application/json': unknown } } };
}
