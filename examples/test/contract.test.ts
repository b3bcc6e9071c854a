import { createDliClient } from '@dli-openapi/client';
import { createMock } from '@dli-openapi/mock';
import '@dli-openapi/mock/vitest';
import { expect, it } from 'vitest';

const mock = createMock({ strict: true });
const dli = createDliClient({ region: 'cn-north-4', projectId: 'test', credentials: { token: 'any' }, fetch: mock.fetch });

it('creates the job, though DLI is busy at first', async () => {
  mock.operation('createFlinkJarJob').replyOnce({ status: 429, headers: { 'Retry-After': '0' } });
  await dli.createFlinkJarJob({ name: 'nightly', entrypoint: 'nightly.jar' }); // here goes your code

  expect(mock).toHaveReceivedTimes('createFlinkJarJob', 2, { name: 'nightly' });
  expect(mock).toHaveNoViolations();
});
