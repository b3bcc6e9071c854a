// The matchers in a user's project, with any vitest.
import { createDliClient } from '@dli-openapi/client';
import { createMock } from '@dli-openapi/mock';
import '@dli-openapi/mock/vitest';
import { expect, it } from 'vitest';

const mock = createMock();
const dli = createDliClient({ region: 'cn-north-4', projectId: 'p1', credentials: { token: 'any' }, fetch: mock.fetch });
await dli.createFlinkJarJob({ name: 'x' });

it('hold', async () => {
  expect(mock).toHaveReceived('createFlinkJarJob', { name: expect.any(String) });
  expect(mock).not.toHaveReceived('createFlinkJarJob', { name: 'y' });
  expect(mock).toHaveReceivedTimes('createFlinkJarJob', 1, { name: 'x' });
  expect(mock).toHaveNoViolations();
  await expect.poll(() => mock).toHaveReceived('createFlinkJarJob', { name: 'x' });
});

it('say what was received when they fail', () => {
  expect(() => expect(mock).toHaveReceived('createFlinkJarJob', { name: 'y' })).toThrow(/-\s+"name": "y",.*\n.*\+\s+"name": "x",/);
  expect(() => expect(mock).not.toHaveReceived('createFlinkJarJob')).toThrow('It was received once.');
  expect(() => expect(mock).toHaveReceivedTimes('createFlinkJarJob', 2)).toThrow('createFlinkJarJob 2 times, and not once');
});

it('list the violations when they fail', async () => {
  const spoiled = createMock();
  await spoiled.fetch('http://127.0.0.1/nowhere', { headers: { 'x-auth-token': 'any' } });
  expect(() => expect(spoiled).toHaveNoViolations()).toThrow('GET /nowhere: path is not one that the document knows');
});
