import { createDliClient } from '@dli-openapi/client';
import { createMock } from '@dli-openapi/mock';
import '@dli-openapi/mock/vitest';
import { beforeEach, expect, it } from 'vitest';
import { loadDay } from '../nightly-etl.ts';

const mock = createMock({ sandbox: true, strict: true });
const dli = createDliClient({
  region: 'cn-north-4',
  projectId: 'test',
  credentials: { token: 'any' },
  fetch: mock.fetch,
  clock: mock.clock.timer, // an hour takes no time
  validate: true,
});

beforeEach(() => mock.reset());

it('fills the day in the queue etl', async () => {
  mock.plan({ sql: /^insert/, columns: { customer: 'bigint', total: 'decimal(20,2)' }, rows: [[7, '10.50']] });
  expect(await loadDay(dli, '2026-11-28')).toBe(1);
  expect(mock).toHaveReceivedTimes('createSqlJob', 2, { queue_name: 'etl' });
  expect(mock).toHaveNoViolations();
});

it('ends with the reason of the statement that fails', async () => {
  mock.plan({ sql: /sales\.orders/, fails: 'DLI.0002: no table sales.orders' });
  await expect(loadDay(dli, '2026-11-28')).rejects.toThrow('DLI.0002: no table sales.orders');
});

it('waits while DLI is busy', async () => {
  mock.operation('showSqlJobStatus').sequence([{ status: 503 }, { status: 429 }]);
  expect(await loadDay(dli, '2026-11-28')).toBe(3);
});
