import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { FetchFunction } from '../src/index.ts';
import { DliAbortError, DliInputError, DliTimeoutError } from '../src/index.ts';
import { catchRejection, createClient, deferred, listen, startService } from './service.ts';

const reason = new Error('the user left');

async function expectAbort(promise: Promise<unknown>, attempts: number): Promise<void> {
  const error = await catchRejection(promise);
  expect(error).toBeInstanceOf(DliAbortError);
  expect(error).toMatchObject({ name: 'AbortError', operationId: 'listFlinkJobs', attempts });
  expect((error as Error).cause).toBe(reason);
}

describe('a signal that aborts', () => {
  it('cancels a call that waits for a response', async () => {
    const controller = new AbortController();
    const baseUrl = await listen(() => controller.abort(reason));
    await expectAbort(createClient(baseUrl).listFlinkJobs({}, { signal: controller.signal }), 1);
  });

  it('lets the connection go', async () => {
    const controller = new AbortController();
    const { promise: closed, resolve } = deferred<void>();
    const baseUrl = await listen((request) => {
      request.once('close', resolve);
      controller.abort(reason);
    });
    await expectAbort(createClient(baseUrl).listFlinkJobs({}, { signal: controller.signal }), 1);
    await closed;
  });

  it('cancels a call whose response is arriving', async () => {
    const controller = new AbortController();
    const baseUrl = await listen((_request, response) => void response.write('{"job_list":'));
    const abortOnceItArrives: FetchFunction = async (url, init) => {
      const response = await fetch(url, init);
      setImmediate(() => controller.abort(reason));
      return response;
    };
    await expectAbort(createClient(baseUrl, { fetch: abortOnceItArrives }).listFlinkJobs({}, { signal: controller.signal }), 1);
  });

  it('cancels a call that waits to be sent again', async () => {
    const controller = new AbortController();
    const { dli, received } = await startService(
      { status: 503, headers: { 'retry-after': '60' } },
      { clock: undefined, hooks: { onRetry: () => controller.abort(reason) } },
    );
    await expectAbort(dli.listFlinkJobs({}, { signal: controller.signal }), 1);
    expect(received).toHaveLength(1);
  });

  it('cancels a call that waits for a token', async () => {
    const controller = new AbortController();
    const token = () => {
      controller.abort(reason);
      return new Promise<string>(() => undefined);
    };
    const { dli, received } = await startService(undefined, { credentials: { token } });
    await expectAbort(dli.listFlinkJobs({}, { signal: controller.signal }), 0);
    expect(received).toEqual([]);
  });

  it('sends nothing when it has aborted before', async () => {
    const { dli, received } = await startService();
    await expectAbort(dli.listFlinkJobs({}, { signal: AbortSignal.abort(reason) }), 0);
    expect(received).toEqual([]);
  });

  it('does not touch a call that is over', async () => {
    const controller = new AbortController();
    const { dli } = await startService({ body: { message: 'ok' } });
    const page = await dli.listFlinkJobs({}, { signal: controller.signal });
    controller.abort();
    expect(page).toEqual({ message: 'ok' });
  });

  it('does not touch the other calls that wait for the same token', async () => {
    const controller = new AbortController();
    const { promise: token, resolve } = deferred<string>();
    const { dli } = await startService({ body: { message: 'ok' } }, { credentials: { token: () => token } });
    const aborted = dli.listFlinkJobs({}, { signal: controller.signal });
    const other = dli.listFlinkJobs();
    controller.abort(reason);
    await expectAbort(aborted, 0);
    resolve('a-token');
    expect(await other).toEqual({ message: 'ok' });
  });
});

it('a signal has one listener for all its calls, and none after them', async () => {
  const { promise, resolve } = deferred<void>();
  const fetch = async () => {
    await promise;
    return Response.json({});
  };
  const { signal } = new AbortController();
  const dli = createClient('http://127.0.0.1', { fetch });
  const calls = Array.from({ length: 20 }, () => dli.listFlinkJobs({}, { signal }));
  await expect.poll(() => getEventListeners(signal, 'abort').length).toBe(1);
  resolve();
  await Promise.all(calls);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

describe('a signal of AbortSignal.timeout', () => {
  it('ends a call with a DliTimeoutError that says so', async () => {
    const baseUrl = await listen(() => undefined);
    const error = await catchRejection(createClient(baseUrl).listFlinkJobs({}, { signal: AbortSignal.timeout(20) }));
    expect(error).toBeInstanceOf(DliTimeoutError);
    expect(error).toMatchObject({ limit: 'signal', milliseconds: undefined, attempts: 1 });
    expect((error as Error).message).toBe('listFlinkJobs took longer than its signal allows');
  });
});

describe('what is no signal', () => {
  it('is refused before anything is sent', async () => {
    const { dli, received } = await startService();
    const signal = new AbortController() as unknown as AbortSignal;
    expect(await catchRejection(dli.listFlinkJobs({}, { signal }))).toBeInstanceOf(DliInputError);
    expect(received).toEqual([]);
  });
});
