// Credentials that a mock looks at more closely.
import { createDliClient, signRequest } from '@dli-openapi/client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AuthOptions } from '../src/index.ts';
import { createMock, MockError } from '../src/index.ts';
import { createPath, get, jobsPath } from './support.ts';

const keys = { accessKeyId: 'EXAMPLE-ID', secretAccessKey: 'example-secret-key' };
const temporary = { ...keys, securityToken: 'example-security-token' };
const url = `https://dli.cn-north-4.myhuaweicloud.com${jobsPath}?limit=5&name=a%20b`;

afterEach(() => vi.useRealTimers());

function client(auth: AuthOptions, credentials = keys) {
  return createDliClient({ region: 'cn-north-4', projectId: 'p', credentials, fetch: createMock({ auth }).fetch });
}

/** Asks with a signature, after something was done to the headers. */
async function ask(auth: AuthOptions, change: (headers: Record<string, string>) => void, signer = keys, date = new Date()) {
  const headers = signRequest({ method: 'GET', url }, signer, date);
  change(headers);
  const response = await createMock({ auth }).fetch(url, { headers });
  return { status: response.status, ...((await response.json()) as { error_code?: string; error_msg?: string }) };
}

describe('a mock that knows access keys', () => {
  it('takes what the client signs', async () => {
    await expect(client(keys).listFlinkJobs({ name: 'a b+ü*', limit: 5 })).resolves.toBeDefined();
    await expect(client(keys).createFlinkJarJob({ name: 'x' })).resolves.toBeDefined();
  });

  it('takes what the client signs with temporary keys', async () => {
    await expect(client(temporary, temporary).listFlinkJobs()).resolves.toBeDefined();
  });

  it('lets a client whose clock is 20 minutes ahead correct it, in process as over HTTP', async () => {
    const clock = { now: () => Date.now() + 20 * 60_000, sleep: async () => {} };
    const mock = createMock({ auth: keys });
    const { url: baseUrl } = await mock.listen({ port: 0 });
    for (const fetch of [mock.fetch, globalThis.fetch]) {
      const dli = createDliClient({ baseUrl, projectId: 'p', credentials: keys, clock, fetch });
      expect(await dli.listFlinkJobs().withResponse()).toMatchObject({ attempts: 2 });
      expect(await dli.listFlinkJobs().withResponse()).toMatchObject({ attempts: 1 });
    }
    await mock.close();
  });

  it("takes what is signed by the sandbox's clock", async () => {
    const { fetch, clock } = createMock({ auth: keys, sandbox: true });
    const dli = createDliClient({ region: 'cn-north-4', projectId: 'p', credentials: keys, fetch, clock: clock.timer });
    expect(await dli.listFlinkJobs().withResponse()).toMatchObject({ attempts: 1 });
  });

  it('takes what is signed for its address over HTTP', async () => {
    const mock = createMock({ auth: keys });
    const { url: baseUrl } = await mock.listen({ port: 0 });
    const dli = createDliClient({ baseUrl, projectId: 'p', credentials: keys });
    const job = await dli.createFlinkJarJob({ name: 'x' }).finally(() => mock.close());

    expect(job.is_success).toBe('true');
  });

  it('refuses another secret, and shows what has to be signed', async () => {
    const response = await ask(keys, () => {}, { ...keys, secretAccessKey: 'another-secret' }, new Date());

    expect(response).toMatchObject({ status: 401, error_code: 'APIGW.0301' });
    expect(response.error_msg).toMatch(
      new RegExp(
        `^Incorrect IAM authentication information: the signature is wrong\\. .+:\nGET\n${jobsPath}/\nlimit=5&name=a%20b\n` +
          'host:dli\\.cn-north-4\\.myhuaweicloud\\.com\nx-sdk-date:\\d{8}T\\d{6}Z\n\nhost;x-sdk-date\n[\\da-f]{64}$',
      ),
    );
  });

  it('refuses a body that was changed after it was signed', async () => {
    const target = `https://dli.cn-north-4.myhuaweicloud.com${createPath}`;
    const headers = { 'content-type': 'application/json' };
    const signature = signRequest({ method: 'POST', url: target, headers, body: '{"name":"a"}' }, keys);
    const response = await createMock({ auth: keys }).fetch(target, {
      method: 'POST',
      headers: { ...headers, ...signature },
      body: '{"name":"b"}',
    });

    expect(response.status).toBe(401);
  });

  it('shows neither secret nor security token', async () => {
    const { error_msg } = await ask(temporary, () => {}, { ...temporary, secretAccessKey: 'another-secret' });

    expect(error_msg).toContain('x-security-token:[redacted]');
    expect(error_msg).not.toMatch(/example-secret-key|another-secret|example-security-token/);
  });

  it.each<[string, (headers: Record<string, string>) => void, string]>([
    [
      'a signature cut short',
      (headers) => Object.assign(headers, { authorization: 'SDK-HMAC-SHA256 Access=a' }),
      'must read SDK-HMAC-SHA256',
    ],
    [
      'another access key',
      (headers) => Object.assign(headers, { authorization: headers.authorization?.replace('EXAMPLE-ID', 'OTHER-ID') }),
      'the access key ID is not the expected one',
    ],
    ['no date', (headers) => void delete headers['x-sdk-date'], 'x-sdk-date must be a time such as 20250102T030405Z'],
    ['a date of another form', (headers) => Object.assign(headers, { 'x-sdk-date': '2025-01-02' }), 'x-sdk-date must be a time'],
    ['a month that there is not', (headers) => Object.assign(headers, { 'x-sdk-date': '20251302T030405Z' }), 'x-sdk-date must be a time'],
    [
      'a date that is not signed',
      (headers) => Object.assign(headers, { authorization: headers.authorization?.replace('host;x-sdk-date', 'host') }),
      'SignedHeaders must name x-sdk-date',
    ],
    [
      'a signed header that is not there',
      (headers) => Object.assign(headers, { authorization: headers.authorization?.replace('host;', 'host;x-project-id;') }),
      'SignedHeaders names x-project-id, which the request does not have',
    ],
    [
      'a signed header that every object has',
      (headers) => Object.assign(headers, { authorization: headers.authorization?.replace('host;', 'constructor;host;') }),
      'SignedHeaders names constructor, which the request does not have',
    ],
    ['a host that is signed and not one', (headers) => Object.assign(headers, { host: 'a b' }), 'the header host must name a host'],
    ['a security token', (headers) => Object.assign(headers, { 'x-security-token': 't' }), 'the access keys come without one'],
    ['a token instead', (headers) => Object.assign(headers, { authorization: '', 'x-auth-token': 't' }), 'expects a signature'],
  ])('refuses %s', async (_what, change, message) => {
    const response = await ask(keys, change);

    expect(response).toMatchObject({ status: 401, error_code: 'APIGW.0301', error_msg: expect.stringContaining(message) });
  });

  it.each([
    ['no security token', keys, 'x-security-token is missing'],
    ['another security token', { ...keys, securityToken: 'other' }, 'x-security-token is not the expected one'],
  ])('refuses %s where its keys are temporary', async (_what, signer, message) => {
    expect(await ask(temporary, () => {}, signer)).toMatchObject({ status: 401, error_msg: expect.stringContaining(message) });
  });

  it.each([
    [-16, 401],
    [-14, 200],
    [14, 200],
    [16, 401],
  ])('a signature that is %i minutes off gets %i', async (minutes, status) => {
    expect((await ask(keys, () => {}, keys, new Date(Date.now() + minutes * 60_000))).status).toBe(status);
  });

  it('reads the clock that the test has', async () => {
    vi.useFakeTimers({ now: new Date('2025-01-02T03:04:05Z') });

    expect((await ask(keys, () => {}, keys, new Date('2025-01-02T03:14:05Z'))).status).toBe(200);
  });

  it('leaves an operation open that asks for no credentials', async () => {
    const { default: document } = await import('@dli-openapi/spec');
    const open = createMock({ document: { ...(document as object), security: [] }, auth: keys });

    expect((await get(jobsPath, {}, open)).status).toBe(200);
  });
});

describe('a mock that knows a token', () => {
  it('takes it, and no other', async () => {
    const mock = createMock({ auth: { token: 'expected' } });
    const [right, wrong] = await Promise.all(['expected', 'other'].map((value) => get(jobsPath, { 'x-auth-token': value }, mock)));

    expect([right?.status, wrong?.status]).toEqual([200, 401]);
    expect(await wrong?.text()).not.toContain('expected"');
  });

  it('takes signatures beside it where it knows access keys too', async () => {
    const auth = { ...keys, token: 'expected' };

    await expect(client(auth).listFlinkJobs()).resolves.toBeDefined();
    expect((await get(jobsPath, { 'x-auth-token': 'expected' }, createMock({ auth }))).status).toBe(200);
  });

  it('takes no signature where it knows no access keys', async () => {
    expect(await ask({ token: 'expected' }, () => {})).toMatchObject({
      status: 401,
      error_msg: expect.stringContaining('expects a token'),
    });
  });
});

describe('a mock that asks a function', () => {
  it.each([
    [true, 200, undefined],
    [false, 401, expect.stringContaining('the function given as auth refuses it')],
    ['decrypt token fail', 401, 'decrypt token fail'],
  ])('that says %j leads to %i', async (verdict, status, error_msg) => {
    const response = await get(
      jobsPath,
      { 'x-auth-token': 't' },
      createMock({ auth: async ({ headers }) => headers['x-auth-token'] === 't' && verdict }),
    );

    expect([response.status, ((await response.json()) as { error_msg?: string }).error_msg]).toEqual([status, error_msg]);
  });
});

it.each([[{}], [{ accessKeyId: 'a' }], [{ secretAccessKey: 's' }], [{ token: '' }]])('refuses the option %j', (auth) => {
  expect(() => createMock({ auth })).toThrow(MockError);
});
