import { expect, it, vi } from 'vitest';
import type { Latency } from '../src/index.ts';
import { createMock, MockError } from '../src/index.ts';
import { get, holdTimers, jobsPath, token } from './support.ts';

it.each<Latency>([30, '30ms', { from: '30ms', to: 40 }])('a mock waits before each response with latency %j', async (latency) => {
  holdTimers();
  const came = vi.fn();
  const call = get(jobsPath, undefined, createMock({ latency })).then(came);
  await new Promise(setImmediate);
  await vi.advanceTimersByTimeAsync(29);

  expect(came).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(11);
  await call;
  expect(came).toHaveBeenCalledWith(expect.objectContaining({ status: 200 }));
});

it('a caller need not wait for it to the end, nor does the process', async () => {
  holdTimers();
  const caller = new AbortController();
  const call = createMock({ latency: '10m' }).fetch(`http://mock${jobsPath}`, { headers: token, signal: caller.signal });
  await new Promise(setImmediate);
  const waiting = vi.getTimerCount();
  caller.abort();

  await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  expect([waiting, vi.getTimerCount()]).toEqual([1, 0]);
});

it.each([-1, Number.NaN, '30', '11m', { from: 2, to: 1 }, { from: 1 }])('a mock is not made with latency %j', (latency) => {
  expect(() => createMock({ latency: latency as Latency })).toThrow(MockError);
});
