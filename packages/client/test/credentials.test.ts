import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { listFlinkJobs } from '../src/generated/operations.ts';
import type { AccessKeys, Credentials, DliClientOptions } from '../src/index.ts';
import {
  createDliClient,
  createDliCore,
  createFunctionAuthentication,
  createIamAuthentication,
  DliAuthenticationError,
  DliConfigurationError,
  DliConnectionError,
  DliCredentialsError,
} from '../src/index.ts';
import type { Received } from './service.ts';
import { catchRejection, createClient, findRefusingAddress, hurriedClock, listen, startService } from './service.ts';

const keys: AccessKeys = { accessKeyId: 'AK', secretAccessKey: 'the-secret-key' };

afterEach(() => void vi.unstubAllEnvs());

describe('access keys from the environment', () => {
  it('are used when no credentials are given, with project and region', async () => {
    vi.stubEnv('HUAWEICLOUD_SDK_AK', 'ENV-AK');
    vi.stubEnv('HUAWEICLOUD_SDK_SK', 'env-secret-key');
    vi.stubEnv('HUAWEICLOUD_SDK_SECURITY_TOKEN', 'env-security-token');
    vi.stubEnv('HUAWEICLOUD_SDK_PROJECT_ID', 'env-project');
    vi.stubEnv('HUAWEICLOUD_SDK_REGION_ID', 'eu-west-101');
    const requests: Request[] = [];
    const fetch = async (url: string, init: RequestInit) => {
      requests.push(new Request(url, init));
      return Response.json({});
    };
    await createDliClient({ fetch }).listFlinkJobs();
    expect(requests[0]?.url).toBe('https://dli.eu-west-101.myhuaweicloud.eu/v1.0/env-project/streaming/jobs');
    expect(requests[0]?.headers.get('authorization')).toMatch(
      /Access=ENV-AK, SignedHeaders=host;x-project-id;x-sdk-date;x-security-token,/,
    );
  });

  it('give way to options', async () => {
    vi.stubEnv('HUAWEICLOUD_SDK_AK', 'ENV-AK');
    vi.stubEnv('HUAWEICLOUD_SDK_SK', 'env-secret-key');
    vi.stubEnv('HUAWEICLOUD_SDK_PROJECT_ID', 'env-project');
    vi.stubEnv('HUAWEICLOUD_SDK_REGION_ID', 'nowhere');
    const { dli, received } = await startService();
    await dli.listFlinkJobs();
    expect(received[0]).toMatchObject({ url: '/v1.0/p1/streaming/jobs', headers: { 'x-auth-token': expect.anything() } });
  });

  it.each(['HUAWEICLOUD_SDK_AK', 'HUAWEICLOUD_SDK_SK'])('are refused when only %s is set', (name) => {
    vi.stubEnv(name, 'one-of-two');
    expect(() => createDliClient({ region: 'cn-north-4', projectId: 'p' })).toThrow(/only one is set/);
  });

  it.each([
    ['or HUAWEICLOUD_SDK_PROJECT_ID', { baseUrl: 'http://127.0.0.1', credentials: keys }],
    ['or HUAWEICLOUD_SDK_REGION_ID', { projectId: 'p', credentials: keys }],
  ] as const)('are named when they are missing: %s', (names, options) => {
    expect(() => createDliClient(options)).toThrow(names);
  });

  it.each(['HUAWEICLOUD_SDK_AK', 'HUAWEICLOUD_SDK_SK'])('count as not set when empty: %s', (name) => {
    for (const one of ['AK', 'SK']) vi.stubEnv(`HUAWEICLOUD_SDK_${one}`, 'x');
    vi.stubEnv(name, '');
    expect(() => createDliClient({ region: 'cn-north-4' })).toThrow(/only one is set/);
  });
});

describe('access keys', () => {
  it.each([
    { ...keys, accessKeyId: '' },
    { ...keys, accessKeyId: 'A K' },
    { ...keys, secretAccessKey: '' },
    { ...keys, secretAccessKey: 7 },
    { ...keys, securityToken: 'line\nbreak' },
    { ...keys, securityToken: '' },
  ])('are refused when they cannot be used, without showing them (%j)', (credentials) => {
    let message = '';
    try {
      createDliClient({ region: 'cn-north-4', projectId: 'p', credentials: credentials as Credentials });
    } catch (error) {
      if (error instanceof DliConfigurationError) message = error.message;
    }
    expect(message).toMatch(/accessKeyId|secretAccessKey|securityToken/);
    expect(message).not.toMatch(/the-secret-key|break/);
  });
});

describe('the clock', () => {
  let serverTime = Date.UTC(2025, 0, 2, 12);
  const dates: string[] = [];

  /** A service that refuses what was not signed by its own clock. */
  async function strictService(options: Partial<DliClientOptions>) {
    dates.length = 0;
    const baseUrl = await listen((request, response) => {
      const date = String(request.headers['x-sdk-date']);
      dates.push(date);
      response.setHeader('date', new Date(serverTime).toUTCString());
      if (date.startsWith(new Date(serverTime).toISOString().slice(0, 13).replaceAll('-', ''))) response.end('{"message":"ok"}');
      else response.writeHead(401).end('{"error_code":"APIGW.0301","error_msg":"expired"}');
    });
    return createClient(baseUrl, { credentials: keys, ...options });
  }

  it.each([-3, 5])('that is %i hours off is set by a refusal, and stays set', async (hours) => {
    const retries: string[] = [];
    const clock = { ...hurriedClock, now: () => serverTime + hours * 3_600_000 };
    const dli = await strictService({ clock, hooks: { onRetry: ({ reason }) => retries.push(reason) }, maxAttempts: 1 });
    expect(await dli.createSqlJob({ sql: 'select 1' }).withResponse()).toMatchObject({ attempts: 2 });
    await dli.listFlinkJobs();
    expect(dates).toHaveLength(3);
    expect(retries).toEqual([expect.stringMatching(/^clock corrected to -?\d+ s ahead/)]);
  });

  it('is set once more when it is off again', async () => {
    const dli = await strictService({ clock: { ...hurriedClock, now: () => Date.UTC(2025, 0, 2, 2) } });
    await dli.listFlinkJobs();
    serverTime += 5 * 3_600_000;
    expect(await dli.listFlinkJobs().withResponse()).toMatchObject({ attempts: 2 });
    serverTime -= 5 * 3_600_000;
  });

  it('is set for calls that were under way together', async () => {
    const dli = await strictService({ clock: { ...hurriedClock, now: () => serverTime - 86_400_000 } });
    await Promise.all(Array.from({ length: 20 }, () => dli.listFlinkJobs()));
    expect(dates.length).toBeLessThanOrEqual(40);
  });

  it.each(['Sat, 13 Sep 275760 00:00:00 GMT', 'Fri, 01 Jan 2999 00:00:00 GMT', 'Thu, 01 Jan 1970 00:00:00 GMT', 'soon'])(
    'is left alone by an impossible date (%s)',
    async (date) => {
      const { dli, received } = await startService({ status: 401, headers: { date }, body: {} }, { credentials: keys });
      for (let calls = 0; calls < 2; calls++) expect(await catchRejection(dli.listFlinkJobs())).toBeInstanceOf(DliAuthenticationError);
      expect(received).toHaveLength(2);
    },
  );

  it('is no longer set by a date that turned out to be wrong', async () => {
    let isKnown = false;
    const clock = { ...hurriedClock, now: () => Date.UTC(2025, 0, 2, 12) };
    const baseUrl = await listen((request, response) => {
      response.setHeader('date', new Date(clock.now() + 3_600_000).toUTCString());
      const isAccepted = isKnown && String(request.headers['x-sdk-date']) === '20250102T120000Z';
      response.writeHead(isAccepted ? 200 : 401).end('{"message":"ok"}');
    });
    const dli = createClient(baseUrl, { credentials: keys, clock });
    expect(await catchRejection(dli.listFlinkJobs())).toMatchObject({ status: 401, attempts: 2 });
    isKnown = true;
    expect(await dli.listFlinkJobs().withResponse()).toMatchObject({ attempts: 2 });
    expect(await dli.listFlinkJobs().withResponse()).toMatchObject({ attempts: 1 });
  });

  it('is left alone by a refusal that has another reason', async () => {
    const { dli, received } = await startService({ status: 401, body: {} }, { credentials: keys });
    expect(await catchRejection(dli.listFlinkJobs())).toBeInstanceOf(DliAuthenticationError);
    expect(received).toHaveLength(1);
  });
});

describe('IAM', () => {
  const user = { user: 'user', password: 'the "password"', domain: 'account' };

  interface Iam {
    endpoint: string;
    requests: Received[];
  }

  async function startIam(respond: (count: number) => { status: number; token?: string; body: unknown }): Promise<Iam> {
    const requests: Received[] = [];
    const endpoint = await listen(async (request, response) => {
      let body = '';
      for await (const chunk of request.setEncoding('utf8')) body += chunk;
      const { method, url, headers } = request;
      requests.push({ method, url, headers, body });
      const { status, token, body: content } = respond(requests.length);
      response.writeHead(status, token === undefined ? {} : { 'x-subject-token': token }).end(JSON.stringify(content));
    });
    return { endpoint, requests };
  }

  const issued = (count: number) => ({
    status: 201,
    token: `iam-token-${count}`,
    body: { token: { expires_at: '2999-01-01T00:00:00.000000Z' } },
  });

  it.each([
    [user, { methods: ['password'], password: { user: { name: 'user', password: 'the "password"', domain: { name: 'account' } } } }],
    [keys, { methods: ['hw_ak_sk'], hw_ak_sk: { access: { key: 'AK' }, secret: { key: 'the-secret-key' } } }],
  ])('gives a token of the project for %j', async (identity, expected) => {
    const { endpoint, requests } = await startIam(issued);
    const { dli, received } = await startService(undefined, { credentials: { iam: { ...identity, endpoint } } });
    await Promise.all([dli.listFlinkJobs(), dli.listFlinkJobs(), dli.listSqlJobs()]);
    expect(requests).toMatchObject([{ method: 'POST', url: '/v3/auth/tokens', headers: { 'content-type': 'application/json' } }]);
    expect(JSON.parse(requests[0]?.body ?? '')).toEqual({ auth: { identity: expected, scope: { project: { id: 'p1' } } } });
    expect(received.map(({ headers }) => headers['x-auth-token'])).toEqual(Array(3).fill('iam-token-1'));
  });

  it('is asked again when its token has ended', async () => {
    let now = Date.UTC(2025, 0, 1);
    const { endpoint, requests } = await startIam((count) => ({
      ...issued(count),
      body: { token: { expires_at: new Date(now + 86_400_000).toISOString() } },
    }));
    const { dli, received } = await startService(undefined, {
      credentials: { iam: { ...user, endpoint } },
      clock: { ...hurriedClock, now: () => now },
    });
    await dli.listFlinkJobs();
    now += 86_400_000;
    await dli.listFlinkJobs();
    expect(requests).toHaveLength(2);
    expect(received[1]?.headers['x-auth-token']).toBe('iam-token-2');
  });

  it('is asked again when it is not available', async () => {
    const { endpoint, requests } = await startIam((count) => (count === 1 ? { status: 503, body: {} } : issued(count)));
    const { dli } = await startService({ body: { message: 'ok' } }, { credentials: { iam: { ...user, endpoint } } });
    expect(await dli.listFlinkJobs()).toEqual({ message: 'ok' });
    expect(requests).toHaveLength(2);
  });

  it('refuses a wrong password with a DliAuthenticationError of its own', async () => {
    const { endpoint } = await startIam(() => ({
      status: 401,
      body: { error: { code: 401, message: 'The username or password is wrong.', title: 'Unauthorized' } },
    }));
    const { dli, received } = await startService(undefined, { credentials: { iam: { ...user, endpoint } } });
    const error = await catchRejection(dli.listFlinkJobs());
    expect(error).toBeInstanceOf(DliAuthenticationError);
    expect(error).toMatchObject({ operationId: 'POST /v3/auth/tokens', status: 401, errorMessage: 'The username or password is wrong.' });
    expect(received).toEqual([]);
  });

  it('that cannot be reached is a DliConnectionError of its own', async () => {
    const { dli } = await startService(undefined, { credentials: { iam: { ...user, endpoint: await findRefusingAddress() } } });
    const error = await catchRejection(dli.listFlinkJobs());
    expect(error).toBeInstanceOf(DliConnectionError);
    expect(error).toMatchObject({ operationId: 'POST /v3/auth/tokens', attempts: 3 });
  });

  it('that responds without a token leaves the call without credentials', async () => {
    const { endpoint } = await startIam(() => ({ status: 201, body: {} }));
    const { dli } = await startService(undefined, { credentials: { iam: { ...user, endpoint } } });
    expect(await catchRejection(dli.listFlinkJobs())).toBeInstanceOf(DliCredentialsError);
  });

  it.each([
    [{ region: 'cn-north-4' }, 'https://iam.cn-north-4.myhuaweicloud.com/v3/auth/tokens'],
    [{ region: 'eu-west-101' }, 'https://iam.eu-west-101.myhuaweicloud.eu/v3/auth/tokens'],
  ] as const)('is that of the region: %j', async (options, url) => {
    const urls: string[] = [];
    const fetch = async (url: string) => {
      urls.push(url);
      return new Response('{}', { status: 201, headers: { 'x-subject-token': 'iam-token' } });
    };
    await createDliClient({ ...options, projectId: 'p', credentials: { iam: user }, fetch }).listFlinkJobs();
    expect(urls[0]).toBe(url);
  });

  it('is that of the environment where one is set', async () => {
    const { endpoint, requests } = await startIam(issued);
    vi.stubEnv('HUAWEICLOUD_SDK_IAM_ENDPOINT', endpoint);
    const { baseUrl } = await startService();
    await createClient(baseUrl, { region: 'cn-north-4', credentials: { iam: user } }).listFlinkJobs();
    expect(requests).toHaveLength(1);
  });

  it.each(['/v3', '/v3/'])('may end with the version of the API, as %s', async (version) => {
    const { endpoint, requests } = await startIam(issued);
    vi.stubEnv('HUAWEICLOUD_SDK_IAM_ENDPOINT', `${endpoint}${version}`);
    const { baseUrl } = await startService();
    await createClient(baseUrl, { region: 'cn-north-4', credentials: { iam: user } }).listFlinkJobs();
    expect(requests[0]?.url).toBe('/v3/auth/tokens');
  });

  it('may be written with a slash at its end', async () => {
    const { endpoint, requests } = await startIam(issued);
    const { dli } = await startService(undefined, { credentials: { iam: { ...user, endpoint: `${endpoint}/` } } });
    await dli.listFlinkJobs();
    expect(requests[0]?.url).toBe('/v3/auth/tokens');
  });

  it.each([
    [{ baseUrl: 'http://127.0.0.1', credentials: { iam: user } }, 'The address of IAM is not known'],
    [{ region: 'cn-north-4', credentials: { iam: { ...user, endpoint: 'iam' } } }, 'The endpoint of IAM is not a URL'],
    [{ region: 'cn-north-4', credentials: { iam: { ...user, password: '' } } }, 'iam.password is missing'],
    [{ region: 'cn-north-4', credentials: { iam: null } }, 'iam has to be'],
  ])('is refused when it cannot be used (%j)', (options, message) => {
    expect(() => createDliClient({ projectId: 'p', ...options } as DliClientOptions)).toThrow(message);
  });

  it('serves a core too', async () => {
    const { endpoint } = await startIam(issued);
    const { baseUrl, received } = await startService();
    const core = createDliCore({ baseUrl, projectId: 'p1', credentials: createIamAuthentication(user, endpoint) });
    await core.call(listFlinkJobs);
    expect(received[0]?.headers['x-auth-token']).toBe('iam-token-1');
  });
});

describe('a function', () => {
  it('may give access keys, which are renewed when they have ended', async () => {
    let now = Date.UTC(2025, 0, 2);
    let given = 0;
    const credentials = async () => ({ ...keys, accessKeyId: `AK-${++given}`, securityToken: 'temporary', expiresAt: now + 3_600_000 });
    const { dli, received } = await startService(undefined, { credentials, clock: { ...hurriedClock, now: () => now } });
    await dli.listFlinkJobs();
    await dli.listFlinkJobs();
    now += 3_600_000;
    await dli.listFlinkJobs();
    const used = received.map(({ headers }) => /Access=([^,]+)/.exec(String(headers.authorization))?.[1]);
    expect(used).toEqual(['AK-1', 'AK-1', 'AK-2']);
  });

  it('may give a token', async () => {
    const { baseUrl, received } = await startService();
    const core = createDliCore({ baseUrl, projectId: 'p1', credentials: createFunctionAuthentication(() => ({ token: 'given' })) });
    await core.call(listFlinkJobs);
    expect(received[0]?.headers['x-auth-token']).toBe('given');
  });

  it('is called once more after a refusal, and the call is sent again if that gave something else', async () => {
    let given = 0;
    const { dli, received } = await startService(
      { status: 401, body: {} },
      { credentials: () => ({ ...keys, accessKeyId: `AK-${++given}` }) },
    );
    expect(await catchRejection(dli.listFlinkJobs())).toMatchObject({ status: 401, attempts: 2 });
    expect([given, received.length]).toEqual([2, 2]);
  });

  it.each([undefined, 'token', {}, { accessKeyId: 'AK' }, { token: '' }])('fails the call when it gives %j', async (given) => {
    const { dli } = await startService(undefined, { credentials: () => given as never });
    expect(await catchRejection(dli.listFlinkJobs())).toBeInstanceOf(DliCredentialsError);
  });
});

describe('an authentication of one’s own', () => {
  it('is asked before every attempt', async () => {
    let attempts = 0;
    const credentials = {
      authenticate: ({ headers }: { headers: Map<string, string> }) => void headers.set('x-attempt', String(++attempts)),
    };
    const { dli, received } = await startService({ status: 503 }, { credentials });
    await catchRejection(dli.listFlinkJobs());
    expect(received.map(({ headers }) => headers['x-attempt'])).toEqual(['1', '2', '3']);
  });

  it('is waited for, whatever promises it makes', async () => {
    // Of another realm: no instance of the Promise here.
    const OtherPromise = runInNewContext('Promise') as PromiseConstructor;
    const authenticate = ({ headers }: { headers: Map<string, string> }) =>
      new OtherPromise<void>((fulfil) => setImmediate(() => fulfil(void headers.set('x-proof', 'late'))));
    const { dli, received } = await startService(undefined, { credentials: { authenticate } });
    await dli.listFlinkJobs();
    expect(received[0]?.headers['x-proof']).toBe('late');
  });

  it('fails the call when it throws', async () => {
    const credentials = {
      authenticate: () => {
        throw new Error('no smart card');
      },
    };
    const { dli } = await startService(undefined, { credentials });
    expect(await catchRejection(dli.listFlinkJobs())).toBeInstanceOf(DliCredentialsError);
  });
});
