// Uploading packages, and waiting for them.
import { describe, expect, it } from 'vitest';
import type { DliClient } from '../src/index.ts';
import { createDliClient, DliAbortError, DliApiError, DliPackageError, uploadPackage, waitForPackage } from '../src/index.ts';
import { catchRejection } from './service.ts';

interface Request {
  method: string;
  url: string;
  body: unknown;
}

type Shown = string | [status: number, body: object];

/** A client of a service that takes every upload, and shows each package in one state after the other, the last from then on. */
function serve(states: Record<string, Shown[]>): { dli: DliClient; requests: Request[] } {
  const requests: Request[] = [];
  const fetch = async (address: string, { method, body }: { method: string; body?: unknown }) => {
    const { pathname, search } = new URL(address);
    const name = pathname.split('/').at(-1) ?? '';
    const earlier = requests.filter(({ method: other, url }) => other === 'GET' && url === pathname + search).length;
    requests.push({ method, url: pathname + search, body: JSON.parse(String(body ?? 'null')) });
    if (method === 'POST') return Response.json({ group_name: 'g', resources: ['older.jar'] }, { status: 201 });
    const shown = states[name]?.[Math.min(earlier, (states[name]?.length ?? 0) - 1)] ?? [404, { error_code: 'DLI.0023' }];
    if (typeof shown !== 'string') return Response.json(shown[1], { status: shown[0] });
    return Response.json({ resource_name: name, status: shown, resource_type: 'jar' });
  };
  return { dli: createDliClient({ baseUrl: 'http://127.0.0.1', projectId: 'p', credentials: { token: 't' }, fetch }), requests };
}

function clock() {
  let time = 0;
  const sleep = async (milliseconds: number) => {
    time += milliseconds;
  };
  return { now: () => time, sleep };
}

const path = '/v2.0/p/resources';
const paths = ['https://bucket.obs.cn-north-4.myhuaweicloud.com/jars/a.jar', 'obs://bucket/b.jar'];

describe('packages', () => {
  it('are uploaded in the background, and returned in the order of their paths once all are READY', async () => {
    const { dli, requests } = serve({ 'a.jar': ['UPLOADING', 'READY'], 'b.jar': ['READY'] });
    const seen: unknown[] = [];
    const packages = await uploadPackage(
      dli,
      { paths: [...paths, 'obs://bucket/other/a.jar'], kind: 'jar', group: 'g', tags: [{ key: 'team', value: 'risk' }] },
      { clock: clock(), onProgress: ({ state, job }) => seen.push([job.resource_name, state]) },
    );
    const sent = { paths: [...paths, 'obs://bucket/other/a.jar'], kind: 'jar', group: 'g', tags: [{ key: 'team', value: 'risk' }] };
    expect(packages).toEqual([
      { resource_name: 'a.jar', status: 'READY', resource_type: 'jar' },
      { resource_name: 'b.jar', status: 'READY', resource_type: 'jar' },
    ]);
    expect(seen).toEqual([
      ['a.jar', 'UPLOADING'],
      ['a.jar', 'READY'],
      ['b.jar', 'READY'],
    ]);
    expect(requests).toEqual([
      { method: 'POST', url: path, body: { is_async: true, ...sent } },
      ...['a.jar', 'a.jar', 'b.jar'].map((name) => ({ method: 'GET', url: `${path}/${name}?group=g`, body: null })),
    ]);
  });

  it('are not waited for if the caller does not want it, nor uploaded in the background', async () => {
    const { dli, requests } = serve({ 'a.jar': ['UPLOADING'], 'b.jar': ['FAILED'] });
    const packages = await uploadPackage(dli, { paths, kind: 'jar', is_async: false }, { wait: false });
    expect(packages.map(({ status }) => status)).toEqual(['UPLOADING', 'FAILED']);
    expect(requests.map(({ url }) => url)).toEqual([path, `${path}/a.jar`, `${path}/b.jar`]);
    expect(requests[0]?.body).toMatchObject({ is_async: false });
  });

  it('that fail end the wait at once, named with their group', async () => {
    const { dli } = serve({ 'a.jar': ['READY'], 'b.jar': ['UPLOADING', 'FAILED'] });
    const error = await catchRejection(uploadPackage(dli, { paths, kind: 'jar', group: 'g' }, { clock: clock() }));
    expect(error).toBeInstanceOf(DliPackageError);
    expect(error).toMatchObject({
      ...{ name: 'DliPackageError', reason: 'unreachable', jobId: 'g/b.jar', state: 'FAILED' },
      message: 'The package g/b.jar is FAILED, from which it cannot become READY',
    });
  });

  it('have one time limit together', async () => {
    const { dli } = serve({ 'a.jar': [...Array(4).fill('UPLOADING'), 'READY'], 'b.jar': ['UPLOADING'] });
    const time = clock();
    const error = await catchRejection(uploadPackage(dli, { paths, kind: 'jar' }, { clock: time, timeout: 60_000 }));
    expect([error, time.now()]).toEqual([expect.objectContaining({ reason: 'timeout', jobId: 'b.jar' }), 60_000]);
  });

  it('are not waited for any more when the signal aborts', async () => {
    const { dli } = serve({ 'a.jar': ['UPLOADING'] });
    const controller = new AbortController();
    const options = { signal: controller.signal, clock: clock(), onProgress: () => controller.abort() };
    expect(await catchRejection(uploadPackage(dli, { paths, kind: 'jar' }, options))).toBeInstanceOf(DliAbortError);
  });

  it.each([
    [{ until: 'READY' }, 'until'],
    [{ timeout: 0 }, 'timeout'],
    [{ wait: true, onProgress: 5 }, 'onProgress'],
  ])('are not uploaded with the options %j', async (options, message) => {
    const { dli, requests } = serve({});
    expect(await catchRejection(uploadPackage(dli, { paths, kind: 'jar' }, options as never))).toMatchObject({
      name: 'DliInputError',
      message: expect.stringContaining(message),
    });
    expect(requests).toEqual([]);
  });
});

describe('a package', () => {
  it('is waited for until it is READY, whatever passes meanwhile', async () => {
    const { dli } = serve({ 'a.jar': ['UPLOADING', [429, { error_code: 'APIGW.0308' }], [500, {}], 'READY'] });
    const { status } = await waitForPackage(dli.with({ maxAttempts: 1 }), { resource_name: 'a.jar', group: 'g' }, { clock: clock() });
    expect(status).toBe('READY');
  });
  it('can be waited for until it FAILED', async () => {
    const { dli } = serve({ 'a.jar': ['UPLOADING', 'FAILED'] });
    expect((await waitForPackage(dli, { resource_name: 'a.jar' }, { until: 'FAILED', clock: clock() })).status).toBe('FAILED');
  });
  it('that is missing ends the wait with 404', async () => {
    const error = await catchRejection(waitForPackage(serve({}).dli, { resource_name: 'a.jar' }, { clock: clock() }));
    expect([error, (error as DliApiError).status]).toEqual([expect.any(DliApiError), 404]);
  });
  it.each([
    [{}, undefined, 'resource_name'],
    [{ resource_name: 'a.jar' }, { until: 'ready' }, 'The states are UPLOADING, READY, FAILED.'],
    [{ resource_name: 'a.jar' }, { wait: false }, 'wait'],
  ])('is not waited for with %j and %j', async (input, options, message) => {
    const { dli, requests } = serve({});
    expect(await catchRejection(waitForPackage(dli, input as never, options as never))).toMatchObject({
      name: 'DliInputError',
      message: expect.stringContaining(message),
    });
    expect(requests).toEqual([]);
  });
});
