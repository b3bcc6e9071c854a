import { createMock } from '@dli-openapi/mock';
import { listOperations } from '@dli-openapi/openapi';
import { readDocument } from '@dli-openapi/openapi/files';
import { expect, it } from 'vitest';
import { readExampleInput } from '../src/example-inputs.ts';
import { listFaults } from '../src/faults.ts';
import { toRequest, writeRequest } from '../src/generate/wire.ts';
import { createSeed } from '../src/sandbox-seeds.ts';

const document = readDocument();

const requests = listOperations(document).flatMap((operation) =>
  Object.entries(operation.requestBody?.examples ?? {}).map(([name, { value }]) => ({ operation, name, value })),
);

function createSandbox(operationId: string, example: string) {
  // Examples of jobs name queues of their own.
  return createMock({ sandbox: { seed: createSeed(operationId, example), choices: { jobOnUnknownQueue: 'accepted' } } });
}

it('the sandbox accepts each example of a request', async () => {
  // No export has written the file that importFlinkJobs names.
  const tried = requests.filter(({ operation }) => operation.operationId !== 'importFlinkJobs');
  const faults = await listFaults(
    tried,
    ({ operation, name }) => `${operation.operationId}/${name}`,
    async ({ operation, name, value }) => {
      const request = writeRequest(operation, readExampleInput(document, operation, value));
      const response = await createSandbox(operation.operationId, name).fetch(toRequest(request, { 'x-auth-token': 'token' }));
      const text = await response.text();
      expect(response.ok, text).toBe(true);
      // Of a batch each job has its own outcome.
      if (text.startsWith('{')) expect(String(JSON.parse(text).is_success ?? true), text).toBe('true');
    },
  );
  expect(faults).toEqual([]);
  expect(tried.length).toBeGreaterThan(0);
});
