import { createDliClient, waitForSqlJob } from '@dli-openapi/client';
import { describe, expect, it } from 'vitest';
import { createMock } from '../src/index.ts';

const options = { region: 'cn-north-4', projectId: 'test', credentials: { token: 'any' } } as const;

describe('the clock of a mock without a sandbox', () => {
  it('fits the client and its waiters: nothing takes time', async () => {
    const mock = createMock();
    const clock = mock.clock.timer;
    const dli = createDliClient({ ...options, fetch: mock.fetch, clock });
    const start = mock.clock.now;
    mock
      .operation('showSqlJobStatus')
      .sequence([{ example: 'launching' }, { status: 503, headers: { 'Retry-After': '60' } }, { example: 'finished' }]);
    await waitForSqlJob(dli, { job_id: 'a' });
    expect(mock.clock.now - start).toBeGreaterThanOrEqual(61_000);
  });

  it('begins at the time when the mock is made, stands still, and is put back by reset', () => {
    const before = Date.now();
    const mock = createMock();
    const start = mock.clock.now;
    expect(start).toBeGreaterThanOrEqual(before);
    mock.clock.advance('1h');
    expect(mock.clock.now).toBe(start + 3_600_000);
    mock.reset();
    expect(mock.clock.now).toBe(start);
  });
});
