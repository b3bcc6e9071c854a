// Clients made of others, and options for one call.
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { listFlinkJobs } from '../src/generated/operations.ts';
import type { DliClientOptions, FetchInit, RequestOptions } from '../src/index.ts';
import { createDliClient, createDliCore, DliConfigurationError, DliInputError } from '../src/index.ts';
import { catchRejection, hurriedClock, token } from './service.ts';

interface Sent {
  url: string;
  headers: Record<string, string>;
  body: unknown;
}

/** A client, and what it and those made of it send. */
function createRecorded(options: Partial<DliClientOptions> = {}, reply = () => Response.json({})) {
  const sent: Sent[] = [];
  const fetch = async (url: string, { headers, body }: FetchInit) => {
    sent.push({ url, headers, body });
    return reply();
  };
  const all = { region: 'cn-north-4', projectId: 'p1', credentials: { token }, clock: hurriedClock, fetch, ...options };
  return { dli: createDliClient(all), sent };
}

describe('dli.with', () => {
  it('changes the project and keeps the rest', async () => {
    const { dli, sent } = createRecorded({ headers: { 'X-Language': 'en-us' } });
    await dli.with({ projectId: 'p2' }).listFlinkJobs();
    await dli.listFlinkJobs();
    expect(sent.map(({ url }) => url)).toEqual([
      'https://dli.cn-north-4.myhuaweicloud.com/v1.0/p2/streaming/jobs',
      'https://dli.cn-north-4.myhuaweicloud.com/v1.0/p1/streaming/jobs',
    ]);
    expect(sent.map(({ headers }) => [headers['x-auth-token'], headers['x-language']])).toEqual(Array(2).fill([token, 'en-us']));
  });

  it('adds headers, and changes one limit of two', async () => {
    const { dli, sent } = createRecorded({ headers: { 'X-A': '1', 'X-B': '1' }, timeout: { attempt: 5 } }, () =>
      Response.json({}, { status: 503 }),
    );
    const other = dli.with({ headers: { 'x-b': '2' }, maxAttempts: 2, timeout: { total: 60_000 } });
    await catchRejection(other.with({ headers: { 'x-c': '3' } }).listFlinkJobs());
    expect(sent).toHaveLength(2);
    expect(sent[0]?.headers).toMatchObject({ 'x-a': '1', 'x-b': '2', 'x-c': '3' });
  });

  it('keeps an option that is changed to undefined', async () => {
    const { dli, sent } = createRecorded();
    await dli.with({ projectId: undefined, region: undefined, credentials: undefined }).listFlinkJobs();
    expect(sent[0]).toMatchObject({ url: expect.stringContaining('/p1/'), headers: { 'x-auth-token': token } });
  });

  it('obtains credentials once for all clients of a project, and anew for another project', async () => {
    let count = 0;
    const { dli, sent } = createRecorded({ credentials: { token: async () => `token-${++count}` } });
    for (const each of [dli, dli.with({ headers: { a: 'b' } }), dli.with({ projectId: 'p2' }), dli.with({ projectId: 'p1' })])
      await each.listFlinkJobs();
    expect(sent.map(({ headers }) => headers['x-auth-token'])).toEqual(['token-1', 'token-1', 'token-2', 'token-1']);
  });

  it('takes other credentials', async () => {
    const { dli, sent } = createRecorded();
    await dli.with({ credentials: { token: 'another' } }).listFlinkJobs();
    expect(sent[0]?.headers['x-auth-token']).toBe('another');
  });

  it('looks the project of another region up, whatever the first one was', async () => {
    vi.stubEnv('HUAWEICLOUD_SDK_PROJECT_ID', 'of-the-environment');
    onTestFinished(() => void vi.unstubAllEnvs());
    const { dli, sent } = createRecorded({ baseUrl: 'http://127.0.0.1' }, () => Response.json({ projects: [{ id: 'of-region' }] }));
    const other = dli.with({ region: 'eu-west-101' });
    await other.listFlinkJobs();
    await other.with({ headers: { a: 'b' } }).listFlinkJobs();
    expect(sent.map(({ url }) => url)).toEqual([
      'https://iam.eu-west-101.myhuaweicloud.eu/v3/projects?name=eu-west-101',
      'https://dli.eu-west-101.myhuaweicloud.eu/v1.0/of-region/streaming/jobs',
      'https://dli.eu-west-101.myhuaweicloud.eu/v1.0/of-region/streaming/jobs',
    ]);
  });

  it('exchanges an identity with the IAM of the other region, unless another was given', async () => {
    const reply = () => Response.json({}, { headers: { 'x-subject-token': token } });
    const user = { user: 'me', password: 'password', domain: 'account' };
    for (const [endpoint, called] of [
      [undefined, 'https://iam.eu-west-101.myhuaweicloud.eu/v3/auth/tokens'],
      ['https://iam.example.com', 'https://iam.example.com/v3/auth/tokens'],
    ]) {
      const { dli, sent } = createRecorded({ credentials: { iam: { ...user, endpoint } } }, reply);
      await dli.with({ region: 'eu-west-101', projectId: 'p2' }).listFlinkJobs();
      expect(sent[0]?.url).toBe(called);
    }
  });

  it('begins with the middleware of raw', async () => {
    const { dli, sent } = createRecorded();
    dli.raw.use({ onRequest: ({ request }) => request.headers.set('x-trace', 'on') });
    const other = dli.with({ projectId: 'p2' });
    other.raw.use({ onRequest: ({ request }) => request.headers.set('x-other', 'on') });
    await other.listFlinkJobs();
    await dli.listFlinkJobs();
    expect(sent.map(({ headers }) => [headers['x-trace'], headers['x-other']])).toEqual([
      ['on', 'on'],
      ['on', undefined],
    ]);
  });

  it.each([{ retries: 5 }, { region: 'a.b' }, { projectId: '..' }, { credentials: {} }, { headers: { a: 'b\nc' } }, null])(
    'refuses %j',
    (options) => {
      const { dli } = createRecorded();
      expect(() => dli.with(options as DliClientOptions)).toThrow(DliConfigurationError);
    },
  );
});

describe('a call', () => {
  it('has headers of its own, in place of the client’s', async () => {
    const { dli, sent } = createRecorded({ headers: { 'X-A': '1', 'X-B': '1' } });
    await dli.listFlinkJobs({}, { headers: { 'x-b': '2' } });
    for await (const _ of dli.listFlinkJobs.items({}, { headers: new Headers({ 'X-C': '3' }) }));
    await dli.listFlinkJobs();
    expect(sent.map(({ headers }) => [headers['x-a'], headers['x-b'], headers['x-c']])).toEqual([
      ['1', '2', undefined],
      ['1', '1', '3'],
      ['1', '1', undefined],
    ]);
  });

  it.each([
    [
      { header: {} },
      'listFlinkJobs: header is not an option of a call. There are signal, headers, maxAttempts, timeout, maxResponseBytes, validate.',
    ],
    [{ timeout: { all: 5 } }, 'listFlinkJobs: timeout has no all. It has attempt and total.'],
    [{ headers: { 'x-a': 'secret\nline' } }, 'listFlinkJobs: headers hold what a header cannot have, such as undefined or a line break.'],
    [{ headers: { 'x-a': undefined } }, 'listFlinkJobs: headers hold what a header cannot have, such as undefined or a line break.'],
    [{ headers: { 'x-a': null } }, 'listFlinkJobs: headers hold what a header cannot have, such as undefined or a line break.'],
  ])('is refused with options such as %j', async (options, message) => {
    const { dli, sent } = createRecorded();
    const core = createDliCore({ region: 'cn-north-4', projectId: 'p1', credentials: { token } });
    for (const call of [dli.listFlinkJobs({}, options as RequestOptions), core.call(listFlinkJobs, {}, options as RequestOptions)]) {
      const error = await catchRejection(call);
      expect(error).toBeInstanceOf(DliInputError);
      expect((error as Error).message).toBe(message);
    }
    expect(sent).toEqual([]);
  });
});
