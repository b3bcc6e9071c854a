// Runs one scenario in its own process: prints the bytes in use after a tenth of it, and at its end.
import { createMock } from '@dli-openapi/mock';
import document from '@dli-openapi/spec';

const path = '/v1.0/project/streaming/jobs';
const headers = { 'x-auth-token': 'token', connection: 'close' };

const scenarios: Record<string, [times: number, once: (index: number) => Promise<void>]> = {
  requests: [200_000, async () => read(await mock.fetch(`http://dli${path}?limit=10`, { headers }))],
  sandbox: [20_000, createAndDelete],
  rounds: [200, () => createAndClose()],
  'own documents': [200, (index) => createAndClose(index)],
  'dynamic responses': [200, (index) => createAndClose(index, { prefer: 'dynamic=true' })],
};

const mock = createMock();
const sandbox = createMock({ sandbox: true });
const [times = 0, once = async () => {}] = scenarios[process.argv[2] ?? ''] ?? [];
const tenth = times / 10;
for (let index = 0; index < tenth; index += 1) await once(index);
const before = measureBytes();
for (let index = tenth; index < times; index += 1) await once(index);
console.log(JSON.stringify([before, measureBytes()]));

/** Creates and deletes a job in a sandbox. */
async function createAndDelete(index: number): Promise<void> {
  const body = JSON.stringify({ name: `job-${index}`, entrypoint: 'a.jar', queue_name: 'queue' });
  const json = { ...headers, 'content-type': 'application/json' };
  const created = await sandbox.fetch('http://dli/v1.0/project/streaming/flink-jobs', { method: 'POST', headers: json, body });
  const { job } = (await created.json()) as { job: { job_id: number } };
  await read(await sandbox.fetch(`http://dli${path}/run`, { method: 'POST', headers: json, body: `{"job_ids":[${job.job_id}]}` }));
  sandbox.clock.advance('1m');
  await read(await sandbox.fetch(`http://dli${path}/${job.job_id}`, { method: 'DELETE', headers }));
}

/** Creates and closes a mock; with an index, of its own document. */
async function createAndClose(index?: number, more: Record<string, string> = {}): Promise<void> {
  const own = index === undefined ? {} : { document: { ...document, info: { ...document.info, version: String(index) } } };
  const created = createMock(own);
  const { url } = await created.listen({ port: 0 });
  await read(await fetch(url + path, { headers: { ...headers, ...more } }));
  await created.close();
}

async function read(response: Response): Promise<void> {
  const text = await response.text();
  if (response.status !== 200) throw new Error(`The status is ${response.status}: ${text}`);
}

function measureBytes(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
