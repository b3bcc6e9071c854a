import type { Seed } from '@dli-openapi/mock';
import { createMock } from '@dli-openapi/mock';
import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { expect, it } from 'vitest';
import { readExampleInput } from '../src/example-inputs.ts';
import { listFaults } from '../src/faults.ts';
import { toRequest, writeRequest } from '../src/generate/wire.ts';

const document = readDocument();

const pool = { elastic_resource_pool_name: 'dli_pool', max_cu: 128 };
const queue = { cu_count: 16, resource_mode: 1 } as const;

/** What the examples name. */
const seed: Seed = {
  flinkJobs: [
    { job_id: 105, status: 'job_running' },
    ...[104, 12, 100, 106, 107, 128, 130, 131, 137, 138, 232].map((job_id) => ({ job_id })),
  ],
  flinkJobTemplates: [{ template_id: 2, name: 'first' }, { template_id: 100000 }],
  sqlJobs: [{ job_id: '208b08d4-0dc2-4dd7-8879-ddd4c020d7aa' }],
  queues: [
    { ...queue, queue_name: 'queue2', elastic_resource_pool_name: 'dli_pool' },
    { ...queue, queue_name: 'queue3' },
    { ...queue, queue_name: 'queue4', cu_count: 256 },
  ],
  elasticResourcePools: [pool, { elastic_resource_pool_name: 'yearly_pool', max_cu: 128, charging_mode: 2 }],
};

/** The lists that an operation needs to be others. */
const seedFor: Record<string, Seed> = {
  updateFlinkSqlJob: { flinkJobs: [{ job_id: 104, job_type: 'flink_sql_job', run_mode: 'shared_cluster' }] },
};

const requests = listOperations(document).flatMap((operation) =>
  Object.entries(operation.requestBody?.examples ?? {}).map(([name, { value }]) => ({ operation, name, value })),
);

function createSandbox(operationId: string) {
  // Examples of jobs name queues of their own.
  return createMock({ sandbox: { seed: { ...seed, ...seedFor[operationId] }, choices: { jobOnUnknownQueue: 'accepted' } } });
}

it('the sandbox accepts each example of a request', async () => {
  // No export has written the file that importFlinkJobs names.
  const tried = requests.filter(({ operation }) => operation.operationId !== 'importFlinkJobs');
  const faults = await listFaults(
    tried,
    ({ operation, name }) => `${operation.operationId}/${name}`,
    async ({ operation, value }) => {
      const request = writeRequest(operation, readExampleInput(document, operation, value));
      const response = await createSandbox(operation.operationId).fetch(toRequest(request, { 'x-auth-token': 'token' }));
      const text = await response.text();
      expect(response.ok, text).toBe(true);
      // Of a batch each job has its own outcome.
      if (text.startsWith('{')) expect(String(JSON.parse(text).is_success ?? true), text).toBe('true');
    },
  );
  expect(faults).toEqual([]);
  expect(tried.length).toBeGreaterThan(0);
});
