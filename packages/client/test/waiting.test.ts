import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { DliClient, WaitProgress } from '../src/index.ts';
import {
  createDliClient,
  DliError,
  DliFlinkJobError,
  DliInputError,
  DliSparkJobError,
  DliSqlJobError,
  DliWaitError,
  waitForFlinkJob,
  waitForSparkJob,
  waitForSqlJob,
} from '../src/index.ts';
import { catchRejection } from './service.ts';

/** A client of a service whose job is in one state after the other, and stays in the last. */
function serveJob(states: (string | undefined)[], more: object = {}): DliClient {
  let looks = 0;
  const fetch = async (url: string) => {
    const state = states[Math.min(looks++, states.length - 1)];
    if (url.includes('/streaming/')) return Response.json({ job_detail: { status: state, ...more } });
    return Response.json(url.includes('/batches/') ? { id: 'b', state, ...more } : { status: state, ...more });
  };
  return createDliClient({ baseUrl: 'http://127.0.0.1', projectId: 'p', credentials: { token: 't' }, fetch });
}

/** A clock that goes on by as much as somebody sleeps, and at once. */
function clock() {
  let time = 0;
  const slept: number[] = [];
  const sleep = async (milliseconds: number) => {
    slept.push(milliseconds);
    time += milliseconds;
  };
  return { now: () => time, sleep, slept };
}

const job_id = 104;

describe('waiting gives back the job', () => {
  it('once a Flink job is in the state', async () => {
    const dli = serveJob(['job_init', 'job_submitting', 'job_running'], { name: 'a' });
    expect(await waitForFlinkJob(dli, { job_id }, { until: 'job_running', clock: clock() })).toEqual({ status: 'job_running', name: 'a' });
  });

  it('once a SQL job has finished', async () => {
    const dli = serveJob(['LAUNCHING', 'RUNNING', 'SCALING', 'RUNNING', 'FINISHED'], { result_count: 3 });
    expect(await waitForSqlJob(dli, { job_id: 'a' }, { clock: clock() })).toEqual({ status: 'FINISHED', result_count: 3 });
  });

  it('once a Spark job has ended with success', async () => {
    const dli = serveJob(['starting', 'running', 'recovering', 'running', 'success']);
    expect(await waitForSparkJob(dli, { batch_id: 'b' }, { clock: clock() })).toEqual({ id: 'b', state: 'success' });
  });

  it('in whichever of several states it is first', async () => {
    const dli = serveJob(['job_running', 'job_canceling', 'job_cancel_fail']);
    const job = await waitForFlinkJob(dli, { job_id }, { until: ['job_cancel_success', 'job_cancel_fail'], clock: clock() });
    expect(job.status).toBe('job_cancel_fail');
  });

  it('without sleeping when it is in the state already', async () => {
    const time = clock();
    await waitForSqlJob(serveJob(['FINISHED']), { job_id: 'a' }, { clock: time });
    expect(time.slept).toEqual([]);
  });

  it('after a stop that the state does not show yet', async () => {
    const dli = serveJob(['job_running', 'job_savepointing', 'job_canceling', 'job_cancel_success']);
    const job = await waitForFlinkJob(dli, { job_id }, { until: 'job_cancel_success', clock: clock() });
    expect(job.status).toBe('job_cancel_success');
  });

  it('after a restart that the job is set to', async () => {
    const dli = serveJob(['job_running_exception', 'job_submitting', 'job_running'], { job_config: { restart_when_exception: true } });
    expect(await waitForFlinkJob(dli, { job_id }, { until: 'job_running', clock: clock() })).toMatchObject({ status: 'job_running' });
  });

  it('after an unknown state, and after none', async () => {
    const dli = serveJob([undefined, 'PAUSED', 'FINISHED']);
    expect(await waitForSqlJob(dli, { job_id: 'a' }, { clock: clock() })).toMatchObject({ status: 'FINISHED' });
  });

  it('after a state of which the document only knows the name', async () => {
    const dli = serveJob(['job_downloading', 'job_running']);
    expect(await waitForFlinkJob(dli, { job_id }, { until: 'job_running', clock: clock() })).toMatchObject({ status: 'job_running' });
  });
});

describe('waiting ends at once', () => {
  it.each([
    ['job_submit_fail', 'job_running'],
    ['job_running_exception', 'job_running'],
    ['job_finish', 'job_running'],
    ['job_canceling', 'job_running'],
    ['job_cancel_fail', 'job_cancel_success'],
    ['job_finish', 'job_cancel_success'],
    ['job_running', 'job_init'],
  ] as const)('when a Flink job that is %s is to become %s', async (state, until) => {
    const time = clock();
    const error = await catchRejection(waitForFlinkJob(serveJob([state]), { job_id }, { until, clock: time, grace: 0 }));
    expect(error).toBeInstanceOf(DliFlinkJobError);
    expect(error).toBeInstanceOf(DliWaitError);
    expect(error).toBeInstanceOf(DliError);
    expect(error).toMatchObject({ reason: 'unreachable', jobId: '104', state, until: [until], job: { status: state } });
    expect((error as Error).message).toBe(`The Flink job 104 is ${state}, from which it cannot become ${until}`);
    expect(time.slept).toEqual([]);
  });

  it.each(['FAILED', 'CANCELLED'])('when a SQL job is %s', async (state) => {
    const error = await catchRejection(waitForSqlJob(serveJob(['RUNNING', state]), { job_id: 'a' }, { clock: clock() }));
    expect(error).toMatchObject({ reason: 'unreachable', state, until: ['FINISHED'] });
  });

  it('when a Spark job is dead', async () => {
    const error = await catchRejection(
      waitForSparkJob(serveJob(['dead'], { log: ['out of memory'] }), { batch_id: 'b' }, { clock: clock() }),
    );
    expect(error).toMatchObject({ reason: 'unreachable', state: 'dead', job: { log: ['out of memory'] } });
  });
});

describe('the error of a failed job', () => {
  const failures: [string, () => Promise<unknown>, new (...args: never[]) => DliWaitError, string][] = [
    [
      'a Flink job',
      () =>
        waitForFlinkJob(serveJob(['job_submit_fail'], { status_desc: 'No CUs.' }), { job_id }, { until: 'job_running', clock: clock() }),
      DliFlinkJobError,
      'The Flink job 104 is job_submit_fail, from which it cannot become job_running: No CUs.',
    ],
    [
      'a SQL job',
      () => waitForSqlJob(serveJob(['FAILED'], { message: 'DLI.0005: no table t1' }), { job_id: 'a' }, { clock: clock() }),
      DliSqlJobError,
      'The SQL job a is FAILED, from which it cannot become FINISHED: DLI.0005: no table t1',
    ],
    [
      'a Spark job',
      () => waitForSparkJob(serveJob(['dead'], { log: ['stdout: ', 'stderr: ', 'one', 'two'] }), { batch_id: 'b' }, { clock: clock() }),
      DliSparkJobError,
      'The Spark job b is dead, from which it cannot become success: one\ntwo',
    ],
  ];

  it.each(failures)('says why, wherever it is shown: %s', async (_, wait, type, message) => {
    const error = await catchRejection(wait());
    expect(error).toBeInstanceOf(type);
    expect(`${error}`).toBe(`${type.name}: ${message}`);
    const { detail } = error as DliWaitError;
    expect(message.endsWith(`: ${detail}`)).toBe(true);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ detail, reason: 'unreachable' });
    expect(inspect(error)).toContain(detail);
  });

  it('shows of a log the last lines', async () => {
    const log = Array.from({ length: 10 }, (_, index) => `line ${index}`);
    const error = await catchRejection(waitForSparkJob(serveJob(['dead'], { log }), { batch_id: 'b' }, { clock: clock() }));
    expect((error as DliWaitError).detail).toBe('line 5\nline 6\nline 7\nline 8\nline 9');
  });

  it('has the job, with its type', async () => {
    const dli = serveJob(['FAILED'], { result_count: 7 });
    const error = await catchRejection(waitForSqlJob(dli, { job_id: 'a' }, { clock: clock() }));
    const count: number | undefined = error instanceof DliSqlJobError ? error.job?.result_count : undefined;
    expect(count).toBe(7);
  });
});

describe('a request that fails in a way that passes', () => {
  const passing: [string, () => Response | Promise<Response>][] = [
    ['429', () => Response.json({ error_code: 'APIGW.0308', error_msg: 'slow down' }, { status: 429 })],
    ['500', () => Response.json({ error_code: 'DLI.0999', error_msg: 'oh' }, { status: 500 })],
    ['503', () => new Response('<html>', { status: 503 })],
    ['a connection that breaks', () => Promise.reject(new TypeError('fetch failed'))],
    ['an attempt that takes too long', () => new Promise(() => undefined)],
  ];
  const createFailingClient = (fail: () => Response | Promise<Response>, failures: number) => {
    let requests = 0;
    return createDliClient({
      baseUrl: 'http://127.0.0.1',
      projectId: 'p',
      credentials: { token: 't' },
      maxAttempts: 1,
      timeout: { attempt: 5 },
      fetch: async () => (requests++ < failures ? fail() : Response.json({ status: 'FINISHED' })),
    });
  };

  it.each(passing)('does not end the wait: %s', async (_, fail) => {
    const job = await waitForSqlJob(createFailingClient(fail, 10), { job_id: 'a' }, { clock: clock() });
    expect(job.status).toBe('FINISHED');
  });

  it.each(passing.slice(0, 4))('is shown when the time is over: %s', async (_, fail) => {
    const waiting = waitForSqlJob(createFailingClient(fail, 1000), { job_id: 'a' }, { clock: clock(), timeout: 60_000 });
    const error = (await catchRejection(waiting)) as DliSqlJobError;
    expect(error).toMatchObject({ reason: 'timeout', state: undefined, elapsed: 60_000 });
    expect(error.message).toContain(` The last request failed: ${(error.cause as Error).message}. Set a longer timeout`);
  });

  it('is not followed by another one before Retry-After', async () => {
    const time = clock();
    const busy = () => new Response(null, { status: 429, headers: { 'retry-after': '40' } });
    await waitForSqlJob(createFailingClient(busy, 1), { job_id: 'a' }, { clock: time });
    expect(time.slept).toEqual([40_000]);
  });

  it.each([400, 401, 403, 404])('is not one with status %i', async (status) => {
    const refuse = () => Response.json({ error_code: 'DLI.0002', error_msg: 'no such job' }, { status });
    const time = clock();
    expect(await catchRejection(waitForSqlJob(createFailingClient(refuse, 1), { job_id: 'a' }, { clock: time }))).toMatchObject({ status });
    expect(time.slept).toEqual([]);
  });
});

describe('a job that was run again', () => {
  it('may still show how it ended before', async () => {
    const dli = serveJob(['job_running_exception', 'job_running_exception', 'job_submitting', 'job_running']);
    const job = await waitForFlinkJob(dli, { job_id }, { until: 'job_running', clock: clock() });
    expect(job.status).toBe('job_running');
  });

  it.each([
    [undefined, 15_000],
    [3_000, 3_000],
  ])('has ended again if nothing else comes within a grace of %s', async (grace, least) => {
    const options = { until: 'job_running', clock: clock(), grace } as const;
    const error = (await catchRejection(waitForFlinkJob(serveJob(['job_submit_fail']), { job_id }, options))) as DliFlinkJobError;
    expect(error.reason).toBe('unreachable');
    expect(error.elapsed).toBeGreaterThanOrEqual(least);
  });

  it('has ended at once after another state', async () => {
    const time = clock();
    const dli = serveJob(['job_submitting', 'job_submit_fail']);
    expect(await catchRejection(waitForFlinkJob(dli, { job_id }, { until: 'job_running', clock: time }))).toMatchObject({
      state: 'job_submit_fail',
    });
    expect(time.slept).toEqual([1_000]);
  });
});

it('a wait goes by the clock of the client by default', async () => {
  const time = clock();
  let looks = 0;
  const fetch = async () => Response.json({ status: looks++ === 0 ? 'RUNNING' : 'FINISHED' });
  const dli = createDliClient({ baseUrl: 'http://127.0.0.1', projectId: 'p', credentials: { token: 't' }, fetch, clock: time });
  await waitForSqlJob(dli, { job_id: 'a' });
  expect(time.slept).toEqual([1_000]);
});

describe('a wait that takes too long', () => {
  it('says what was waited for, and the last state', async () => {
    const options = { until: ['job_running', 'job_finish'], timeout: 30_000, clock: clock() } as const;
    const error = await catchRejection(waitForFlinkJob(serveJob(['job_init', 'job_submitting']), { job_id }, options));
    expect(error).toMatchObject({ reason: 'timeout', state: 'job_submitting', job: { status: 'job_submitting' }, elapsed: 30_000 });
    expect((error as Error).message).toBe(
      'The Flink job 104 was not job_running or job_finish after 30 s; its last state was job_submitting. Set a longer timeout if that can be normal.',
    );
  });

  it('of less than a second names milliseconds', async () => {
    const error = await catchRejection(waitForSqlJob(serveJob(['RUNNING']), { job_id: 'a' }, { timeout: 10, clock: clock() }));
    expect(error).toMatchObject({ message: expect.stringContaining('was not FINISHED after 10 ms;') });
  });

  it('quotes the last failure as one sentence', async () => {
    const fetch = () => Promise.reject(new Error('That is no name.'));
    const dli = createDliClient({ baseUrl: 'http://127.0.0.1', projectId: 'p', credentials: { token: 't' }, fetch, maxAttempts: 1 });
    const error = await catchRejection(waitForSqlJob(dli, { job_id: 'a' }, { clock: clock() }));
    expect(error).toMatchObject({ message: expect.stringContaining('That is no name. Set a longer timeout') });
  });

  it('does not print the job, which may hold SQL, and hands it over', async () => {
    const dli = serveJob(['job_finish'], { sql_body: 'select 4711' });
    const error = await catchRejection(waitForFlinkJob(dli, { job_id }, { until: 'job_running', clock: clock() }));
    expect(`${inspect(error)} ${JSON.stringify(error)}`).not.toContain('4711');
    expect((error as DliWaitError).job).toMatchObject({ sql_body: 'select 4711' });
  });

  it('ends after ten minutes by default', async () => {
    const error = await catchRejection(waitForSqlJob(serveJob(['RUNNING']), { job_id: 'a' }, { clock: clock() }));
    expect(error).toMatchObject({ reason: 'timeout', elapsed: 600_000 });
  });

  it('ends although the service does not respond', async () => {
    const fetch = (_url: string, { signal }: RequestInit) =>
      new Promise<Response>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    const dli = createDliClient({ baseUrl: 'http://127.0.0.1', projectId: 'p', credentials: { token: 't' }, fetch });
    const error = await catchRejection(waitForSqlJob(dli, { job_id: 'a' }, { timeout: 50 }));
    expect(error).toMatchObject({ name: 'DliSqlJobError', reason: 'timeout', state: undefined, cause: { name: 'DliTimeoutError' } });
  });
});

describe('between two looks', () => {
  it('more and more time passes, up to a limit and to the end', async () => {
    const time = clock();
    await catchRejection(
      waitForSqlJob(serveJob(['RUNNING']), { job_id: 'a' }, { interval: 100, maxInterval: 300, timeout: 1_000, clock: time }),
    );
    expect(time.slept).toEqual([100, 150, 225, 300, 225]);
  });

  it('as much time passes as is asked for, also when that is long', async () => {
    const time = clock();
    await catchRejection(waitForSqlJob(serveJob(['RUNNING']), { job_id: 'a' }, { interval: 60_000, timeout: 150_000, clock: time }));
    expect(time.slept).toEqual([60_000, 60_000, 30_000]);
  });

  it('onProgress is called with the state of the wait', async () => {
    const seen: WaitProgress<string, unknown>[] = [];
    const options = { interval: 100, clock: clock(), onProgress: (progress: WaitProgress<string, unknown>) => void seen.push(progress) };
    await waitForSqlJob(serveJob(['LAUNCHING', 'RUNNING', 'FINISHED']), { job_id: 'a' }, options);
    expect(seen.map(({ state, elapsed }) => [state, elapsed])).toEqual([
      ['LAUNCHING', 0],
      ['RUNNING', 100],
      ['FINISHED', 250],
    ]);
    expect(seen[1]?.job).toEqual({ status: 'RUNNING' });
  });

  it('an error of onProgress ends the wait', async () => {
    const fault = new Error('enough');
    const onProgress = () => {
      throw fault;
    };
    expect(await catchRejection(waitForSqlJob(serveJob(['RUNNING']), { job_id: 'a' }, { onProgress, clock: clock() }))).toBe(fault);
  });

  it('onProgress may take its time, and is awaited', async () => {
    const steps: string[] = [];
    const onProgress = async ({ state }: WaitProgress<string, unknown>) => {
      steps.push(`begins ${state}`);
      await new Promise((resolve) => setImmediate(resolve));
      steps.push(`ends ${state}`);
    };
    await waitForSqlJob(serveJob(['RUNNING', 'FINISHED']), { job_id: 'a' }, { onProgress, clock: clock() });
    expect(steps).toEqual(['begins RUNNING', 'ends RUNNING', 'begins FINISHED', 'ends FINISHED']);
  });

  it('an onProgress that rejects ends the wait, and leaves no other rejection', async () => {
    const fault = new Error('enough');
    let calls = 0;
    const onProgress = async () => {
      calls += 1;
      throw fault;
    };
    expect(await catchRejection(waitForSqlJob(serveJob(['RUNNING']), { job_id: 'a' }, { onProgress, clock: clock() }))).toBe(fault);
    expect(calls).toBe(1);
  });

  it('the signal ends the wait', async () => {
    const controller = new AbortController();
    const waiting = waitForSqlJob(
      serveJob(['RUNNING']),
      { job_id: 'a' },
      { signal: controller.signal, onProgress: () => controller.abort() },
    );
    expect(await catchRejection(waiting)).toMatchObject({ name: 'AbortError' });
  });
});

describe('a wait is refused', () => {
  it.each([[], 'running', ['job_running', 'x'], undefined])('with %j as the goal', async (until) => {
    const error = await catchRejection(waitForFlinkJob(serveJob(['job_running']), { job_id }, { until: until as never }));
    expect(error).toBeInstanceOf(DliInputError);
    expect(error).toMatchObject({ field: 'until', message: expect.stringContaining('The states are job_init, job_submitting,') });
  });

  it.each(['timeout', 'interval', 'maxInterval'])('with a %s that is no time', async (field) => {
    for (const time of [0, -1, Number.NaN, '5']) {
      const error = await catchRejection(waitForSqlJob(serveJob(['RUNNING']), { job_id: 'a' }, { [field]: time } as never));
      expect(error).toBeInstanceOf(DliInputError);
      expect(error).toMatchObject({ field });
    }
  });

  it('with a grace that is no time', async () => {
    for (const grace of [-1, Number.NaN, '5']) {
      const options = { until: 'job_running', grace } as never;
      const error = await catchRejection(waitForFlinkJob(serveJob(['job_running']), { job_id }, options));
      expect(error).toMatchObject({ name: 'DliInputError', field: 'grace' });
    }
  });

  it.each([
    [
      { timeot: 5 },
      'timeot is not an option of this function. There are timeout, interval, maxInterval, signal, onProgress, clock, until,',
    ],
    [{ onProgress: 5 }, 'onProgress has to be a function.'],
    [{ clock: { timer: clock() } }, 'clock has to have the methods now and sleep. Did you mean its timer, such as mock.clock.timer?'],
    [5, 'the options have to be an object.'],
    [null, 'the options have to be an object.'],
  ])('with the options %o', async (options, problem) => {
    for (const waiting of [
      waitForSqlJob(serveJob([]), { job_id: 'a' }, options as object),
      waitForSparkJob(serveJob([]), { batch_id: 'a' }, options as object),
    ]) {
      const error = await catchRejection(waiting);
      expect(error).toMatchObject({ name: 'DliInputError', message: expect.stringContaining(problem) });
    }
  });

  it.each([{}, undefined])('by %j in place of a client', async (core) => {
    expect(await catchRejection(waitForSqlJob(core as never, { job_id: 'a' }))).toMatchObject({
      message: 'showSqlJobStatus: the first argument has to be a client, such as that of createDliClient.',
    });
  });

  it('without a goal, which is missing', async () => {
    expect(await catchRejection(waitForFlinkJob(serveJob([]), { job_id }, {} as never))).toMatchObject({
      message: expect.stringContaining('until is missing. The states are job_init,'),
    });
  });

  it('without options or an ID', async () => {
    expect(await catchRejection(waitForFlinkJob(serveJob([]), { job_id }, undefined as never))).toBeInstanceOf(DliInputError);
    expect(await catchRejection(waitForSqlJob(serveJob([]), undefined as never))).toBeInstanceOf(DliInputError);
  });
});
