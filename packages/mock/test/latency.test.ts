import { expect, it } from 'vitest';
import type { Latency } from '../src/index.ts';
import { createMock, MockError } from '../src/index.ts';
import { get, jobsPath } from './support.ts';

it.each<Latency>([30, '30ms', { from: '30ms', to: 40 }])('a mock waits before each answer with latency %j', async (latency) => {
  const mock = createMock({ latency });
  const before = performance.now();
  const { status } = await get(jobsPath, undefined, mock);

  expect(status).toBe(200);
  expect(performance.now() - before).toBeGreaterThan(29);
});

it('a caller need not wait for it to the end, nor does the process', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const before = timers();
  const call = createMock({ latency: '10m' }).fetch(`http://mock${jobsPath}`, { signal: AbortSignal.timeout(5) });

  await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(timers()).toBe(before);
});

it.each([-1, Number.NaN, '30', '11m', { from: 2, to: 1 }, { from: 1 }])('a mock is not made with latency %j', (latency) => {
  expect(() => createMock({ latency: latency as Latency })).toThrow(MockError);
});
