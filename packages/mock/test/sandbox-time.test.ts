import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createMock, MockError } from '../src/index.ts';
import { createCaller } from './sandbox-support.ts';

const mock = createMock({ sandbox: true });

beforeEach(() => mock.reset());

describe('the clock', () => {
  it('stands still until it is advanced', async () => {
    const before = mock.clock.now;
    vi.useFakeTimers({ now: Date.now() + 60_000 });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(mock.clock.now).toBe(before);
  });
  it.each([
    [250, 250],
    ['250ms', 250],
    ['30s', 30_000],
    ['1.5s', 1_500],
    [0.1, 1],
    ['5m', 300_000],
    ['1h', 3_600_000],
    ['7d', 604_800_000],
  ] as const)('is advanced by %s', (duration, milliseconds) => {
    const before = mock.clock.now;
    mock.clock.advance(duration);
    expect(mock.clock.now - before).toBe(milliseconds);
  });
  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, '5', '-5s', '5 s', 'soon', ''])('refuses to be advanced by %j', (duration) => {
    expect(() => mock.clock.advance(duration as number)).toThrow(MockError);
  });
  it('begins when an option says', () => {
    expect(createMock({ sandbox: { start: '2026-02-03T04:05:06Z' } }).clock.now).toBe(Date.UTC(2026, 1, 3, 4, 5, 6));
    expect(createMock({ sandbox: { start: new Date(5) } }).clock.now).toBe(5);
    expect(() => createMock({ sandbox: { start: 'then' } })).toThrow(/start must be a date/);
  });
  it('sleeps by advancing', async () => {
    const { timer, now } = mock.clock;
    await timer.sleep(1_000);
    expect([timer.now() - now, mock.clock.now - now]).toEqual([1_000, 1_000]);
  });
  it('does not sleep once it is aborted', async () => {
    const before = mock.clock.now;
    await mock.clock.timer.sleep(1_000, AbortSignal.abort());
    expect(mock.clock.now).toBe(before);
  });
  it('is never set back, even if that of the system is', () => {
    const { clock } = createMock({ sandbox: { realTime: true } });
    const before = clock.now;
    const set = vi.spyOn(Date, 'now').mockReturnValue(before - 3_600_000);
    onTestFinished(() => set.mockRestore());
    expect(clock.now).toBeGreaterThanOrEqual(before);
  });
  it('runs by itself in real time', async () => {
    const real = createMock({ sandbox: { realTime: true, durations: { LAUNCHING: 1, RUNNING: 1 } } });
    const call = createCaller(real);
    const before = Date.now();
    await call('createSqlJob', { body: { sql: 'select 1' } });
    await expect.poll(() => real.state.projects.test?.sqlJobs[0]?.status).toBe('FINISHED');
    expect(real.clock.now).toBeGreaterThanOrEqual(before);
  });
});

describe('durations', () => {
  it('can be set for each state', async () => {
    const own = createMock({ sandbox: { durations: { starting: '1m', running: '2m' } } });
    await createCaller(own)('createSparkJob', { body: { file: 'a.jar', className: 'A', queue: 'q' } });
    const seen = ['59s', '1s', '119s', '1s'].map((duration) => {
      own.clock.advance(duration as '1s');
      return own.state.projects.test?.sparkJobs[0]?.state;
    });
    expect(seen).toEqual(['starting', 'running', 'running', 'success']);
  });
  it('of one kind go before those of all kinds', async () => {
    const own = createMock({ sandbox: { durations: { starting: '1m', sparkJobs: { starting: '2m' } } } });
    await createCaller(own)('createSparkJob', { body: { file: 'a.jar', className: 'A', queue: 'q' } });
    own.clock.advance('119s');
    expect(own.state.projects.test?.sparkJobs[0]?.state).toBe('starting');
  });
  it('may be nothing, or without an end', async () => {
    const own = createMock({ sandbox: { durations: { LAUNCHING: 0, RUNNING: Number.POSITIVE_INFINITY } } });
    await createCaller(own)('createSqlJob', { body: { sql: 'select 1' } });
    own.clock.advance('365d');
    expect(own.state.projects.test?.sqlJobs[0]?.stages.map(({ state, at }) => [state, own.clock.now - at])).toEqual([
      ['LAUNCHING', 31_536_000_000],
      ['RUNNING', 31_536_000_000],
    ]);
  });
  it('of an unknown state are refused', () => {
    expect(() => createMock({ sandbox: { durations: { job_runing: 5 } as object } })).toThrow(
      /The state job_runing is unknown \(did you mean job_running\?\)/,
    );
    expect(() => createMock({ sandbox: { durations: { sparkJobs: { RUNNING: 5 } } } })).toThrow(
      /The state of sparkJobs RUNNING is unknown \(did you mean running\?\)/,
    );
  });
  it('are counted exactly, however far the clock is advanced at once', async () => {
    const call = createCaller(mock);
    const start = mock.clock.now;
    await call('createSparkJob', { body: { file: 'a.jar', className: 'A', queue: 'q' } });
    mock.clock.advance('1h');
    expect(mock.state.projects.test?.sparkJobs[0]?.stages.map(({ state, at }) => [state, at - start])).toEqual([
      ['starting', 0],
      ['running', 5_000],
      ['success', 35_000],
    ]);
  });
});
