import type { FlinkJobSeed } from '@dli-openapi/mock';
import { createMock } from '@dli-openapi/mock';
import type { Operation } from '@dli-openapi/openapi';
import { getList, listOperations, resolve } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { describe, expect, it } from 'vitest';
import { requestTo, wireOf } from '../src/generate/wire.ts';

const document = readDocument();

/** The job that paths of examples are about, as an operation needs it. */
const jobFor: Record<string, FlinkJobSeed> = {
  updateFlinkSqlJob: { job_type: 'flink_sql_job', run_mode: 'shared_cluster' },
  executeFlinkJobSavepoint: { status: 'job_running' },
};

const requests = listOperations(document).flatMap((operation) =>
  Object.entries(operation.requestBody?.examples ?? {}).map(([name, { value }]) => ({ operation, name, value })),
);

/** Names a file that no export has written. */
const withoutFile = requests.filter(({ operation }) => operation.operationId === 'importFlinkJobs');

function sandboxFor(operationId: string) {
  return createMock({
    sandbox: {
      seed: {
        flinkJobs: [{ job_id: 104, ...jobFor[operationId] }, ...[12, 100, 128, 130, 131, 137, 138, 232].map((job_id) => ({ job_id }))],
        flinkJobTemplates: [{ template_id: 2, name: 'first' }, { template_id: 100000 }],
        sqlJobs: [{ job_id: '208b08d4-0dc2-4dd7-8879-ddd4c020d7aa' }],
      },
    },
  });
}

/** The document's examples of what stands in the path. */
function pathOf({ parameters }: Operation): Record<string, unknown> {
  const inPath = parameters.filter((parameter) => parameter.in === 'path');
  return Object.fromEntries(inPath.map(({ name, schema }) => [name, getList(resolve(document, schema), 'examples')[0]]));
}

describe('the sandbox takes the example', () => {
  it.each(requests.filter((request) => !withoutFile.includes(request)))('$name of $operation.operationId', async ({ operation, value }) => {
    const input = { path: pathOf(operation), query: {}, body: value };
    const answer = await sandboxFor(operation.operationId).fetch(requestTo('http://dli.test', wireOf(operation, input)));
    const text = await answer.text();
    expect(answer.status, text).toBe(200);
    // Of a batch each job has its own outcome.
    if (!text.startsWith('[')) expect(String(JSON.parse(text).is_success ?? true)).toBe('true');
  });
});
