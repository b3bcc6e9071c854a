import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import type { DliClientOptions } from '../src/index.ts';
import { createDliClient, createDliCore, DliConfigurationError, regions } from '../src/index.ts';
import { hurriedClock, startService, token } from './service.ts';

const good = { region: 'cn-north-4', projectId: 'p1', credentials: { token } };

function catchRefusal(options: unknown): DliConfigurationError {
  try {
    createDliClient(options as DliClientOptions);
  } catch (error) {
    if (error instanceof DliConfigurationError) return error;
    throw error;
  }
  throw new Error('the options were accepted');
}

async function findAddress(options: object): Promise<string> {
  const urls: string[] = [];
  const fetch = async (url: string) => {
    urls.push(url);
    return Response.json({});
  };
  await createDliClient({ ...good, fetch, ...options } as DliClientOptions).listFlinkJobs();
  return String(urls[0]).replace('/v1.0/p1/streaming/jobs', '');
}

describe('the address', () => {
  it.each(Object.entries(regions))('of %s is %s', async (region, endpoint) => {
    expect(await findAddress({ region })).toBe(endpoint);
  });

  it('of eu-west-101 is in its own domain', () => {
    expect(regions['eu-west-101']).toBe('https://dli.eu-west-101.myhuaweicloud.eu');
  });

  it('of a region that is not known is made of its name', async () => {
    expect(await findAddress({ region: 'cn-north-5' })).toBe('https://dli.cn-north-5.myhuaweicloud.com');
  });

  it.each<string | URL>(['http://127.0.0.1:8080', 'http://127.0.0.1:8080/', 'http://127.0.0.1:8080//', new URL('http://127.0.0.1:8080')])(
    'is baseUrl when that is given (%s)',
    async (baseUrl) => {
      expect(await findAddress({ baseUrl })).toBe('http://127.0.0.1:8080');
    },
  );

  it('keeps the path of baseUrl', async () => {
    expect(await findAddress({ baseUrl: 'http://127.0.0.1/gateway/dli/' })).toBe('http://127.0.0.1/gateway/dli');
  });
});

describe('options are refused', () => {
  it.each([null, 'cn-north-4'])('when they are %j', (options) => {
    expect(catchRefusal(options).message).toMatch(/^The options have to be an object/);
  });

  it.each(['toString', '', 7, 'a.b', 'cn-north-4/..', 'user@host'])('when the region is %j', (region) => {
    expect(catchRefusal({ ...good, region }).message).toContain(`region is "${region}"`);
  });

  it.each([
    ['retries', 'There are region, baseUrl'],
    ['project_id', 'Did you mean projectId?'],
    ['baseURL', 'Did you mean baseUrl?'],
    ['timout', 'Did you mean timeout?'],
  ])('when there is an unknown one: %s', (name, hint) => {
    const { message } = catchRefusal({ ...good, [name]: 5 });
    expect(message).toMatch(new RegExp(`^${name} is not an option`));
    expect(message).toContain(hint);
    expect(() => createDliCore({ ...good, [name]: 5 })).toThrow(`${name} is not an option. There are region, baseUrl`);
  });

  it('when timeout has an unknown limit', () => {
    expect(catchRefusal({ ...good, timeout: { totl: 5 } }).message).toBe('timeout has no totl. It has attempt and total.');
  });

  it('when neither region nor baseUrl is given', () => {
    expect(catchRefusal({ ...good, region: undefined }).message).toMatch(/^region is missing/);
  });

  it.each(['', 'localhost', 'ftp://127.0.0.1', '/v1.0', 7])('when baseUrl is %j', (baseUrl) => {
    expect(catchRefusal({ ...good, baseUrl }).message).toMatch(/^baseUrl is not a URL/);
  });

  it.each([
    ...['http://user:Pa55@127.0.0.1', 'http://user@127.0.0.1', 'http://@127.0.0.1', 'http://user%3APa55@127.0.0.1', 'http://a/%40Pa55'],
    ...['http://127.0.0.1?key=Pa55', 'http://127.0.0.1/gw?', 'http://127.0.0.1/gw%3Fkey=Pa55'],
    ...['http://127.0.0.1#Pa55', 'http://127.0.0.1:9000/#', 'http://127.0.0.1/%23Pa55'],
    ...['http:127.0.0.1', 'http:/127.0.0.1', 'http://', 'http:\\\\127.0.0.1', ' http://127.0.0.1', 'http://127.0.0.1/\n', 'HTTP+x://a'],
  ])('when the address of DLI or IAM is %j, without showing it', (address) => {
    const iam = { user: 'u', password: 'p', domain: 'd', endpoint: address };
    const errors = [catchRefusal({ ...good, baseUrl: address }), catchRefusal({ ...good, credentials: { iam } })];
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^baseUrl is not a URL of http: or https:/),
      expect.stringMatching(/^The endpoint of IAM is not a URL of http: or https:/),
    ]);
    expect(inspect(errors)).not.toContain('Pa55');
  });

  it.each([null, '', '.', '..', 7, '\ud800'])('when projectId is %j', (projectId) => {
    expect(catchRefusal({ ...good, projectId }).message).toMatch(/^projectId /);
  });

  it('when credentials are null', () => {
    expect(catchRefusal({ ...good, credentials: null }).message).toMatch(/^credentials are missing/);
  });

  it.each([{}, 7, 'tok-4711', { ak: 'a', sk: 'sk-4711' }])(
    'when credentials have no known form (%j), without showing them',
    (credentials) => {
      const { message } = catchRefusal({ ...good, credentials });
      expect(message).toMatch(/^credentials have none of the forms that exist\. Set { token }, /);
      expect(message).not.toContain('4711');
    },
  );

  it.each([
    [{ accessKeyId: 'a', secretAccessKey: 's', securitytoken: 't-4711' }, 'securitytoken'],
    [{ accessKeyId: 'a', token: 't-4711' }, 'token'],
    [{ iam: {}, token: 't-4711' }, 'token'],
    [{ token: 't', expires: 't-4711' }, 'expires'],
  ])('when credentials have more than their form (%j), without showing it', (credentials, name) => {
    const { message } = catchRefusal({ ...good, credentials });
    expect(message).toMatch(new RegExp(`^credentials with .+ cannot have ${name} as well\\. Set { token }, `));
    expect(message).not.toContain('4711');
  });

  it.each([
    [{ validate: 'yes' }, 'validate has to be true, false or a function that throws.'],
    [{ validate: 1 }, 'validate has to be true, false or a function that throws.'],
    [{ validate: {} }, 'validate has to be true, false or a function that throws.'],
    [{ logger: true }, 'logger has to be an object. logger can have the methods debug, info, warn.'],
    [{ logger: { info: 'stdout' } }, 'logger.info is not a function. logger can have the methods debug, info, warn.'],
    [{ hooks: 5 }, 'hooks has to be an object. hooks can have the methods onRequest, onResponse, onError, onRetry.'],
    [{ hooks: [null] }, 'hooks has to be an object. hooks can have the methods onRequest, onResponse, onError, onRetry.'],
    [{ hooks: [{ onRety() {} }] }, 'hooks cannot have onRety. hooks can have the methods onRequest, onResponse, onError, onRetry.'],
    [{ hooks: { onRetry: 5 } }, 'hooks.onRetry is not a function. hooks can have the methods onRequest, onResponse, onError, onRetry.'],
    [{ clock: {} }, 'clock has to have the methods now and sleep.'],
    [{ clock: { timer: hurriedClock } }, 'clock has to have the methods now and sleep. Did you mean its timer, such as mock.clock.timer?'],
    [{ baseUrl: 'localhost:4010' }, 'baseUrl is not a URL. Did you mean http://localhost:4010?'],
    [{ projectId: 42 }, "projectId has to be a string. Set the project's ID."],
  ])('as %o are', (options, problem) => {
    expect(catchRefusal({ ...good, ...options }).message).toBe(problem);
    expect(() => createDliClient(good).with(options as object)).toThrow(problem);
  });

  it.each(['', 7, undefined])('when the token is %j', (token) => {
    expect(catchRefusal({ ...good, credentials: { token } }).message).toMatch(/^token is missing/);
  });

  it.each(['a\nb', 'a b', 'ключ'])('when the token is %j, without showing it', (bad) => {
    expect(inspect(catchRefusal({ ...good, credentials: { token: bad } }))).not.toContain(bad);
  });

  it.each([0, 1.5, Number.NaN, '3'])('when maxAttempts is %j', (maxAttempts) => {
    expect(catchRefusal({ ...good, maxAttempts }).message).toMatch(/^maxAttempts has to be/);
  });

  it.each([0, -1, Number.NaN, '5'])('when maxResponseBytes is %j', (maxResponseBytes) => {
    expect(catchRefusal({ ...good, maxResponseBytes }).message).toMatch(/^maxResponseBytes has to be/);
  });

  it.each([0, -1, Number.NaN, '5'])('when a time limit is %j', (limit) => {
    expect(catchRefusal({ ...good, timeout: { attempt: limit } }).message).toMatch(/^timeout has to be/);
    expect(catchRefusal({ ...good, timeout: { total: limit } }).message).toMatch(/^timeout has to be/);
  });

  it('when timeout is a number', () => {
    expect(catchRefusal({ ...good, timeout: 5000 }).message).toMatch(/^timeout has to be { attempt, total }/);
  });

  it.each([{ headers: { 'x-a': 'line\nbreak-4711' } }, { userAgent: 'line\nbreak-4711' }])(
    'when a header cannot be sent, without showing it (%j)',
    (options) => {
      const { message } = catchRefusal({ ...good, ...options });
      expect(message).toMatch(/^headers or userAgent/);
      expect(message).not.toContain('4711');
    },
  );

  it('when int64 is no form of integers', () => {
    expect(catchRefusal({ ...good, int64: 'string' }).message).toBe('int64 has to be one of number, bigint, mixed.');
  });

  it('when fetch is not a function', () => {
    expect(catchRefusal({ ...good, fetch: 'node-fetch' }).message).toMatch(/^fetch is not a function/);
  });
});

it('README lists every option', () => {
  const options = {
    region: 1,
    baseUrl: 1,
    projectId: 1,
    credentials: 1,
    maxAttempts: 1,
    timeout: 1,
    maxResponseBytes: 1,
    validate: 1,
    int64: 1,
    headers: 1,
    userAgent: 1,
    logger: 1,
    hooks: 1,
    fetch: 1,
    clock: 1,
  } satisfies Record<keyof DliClientOptions, 1>;
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const section = readme.slice(readme.indexOf('## Options'), readme.indexOf('## Credentials'));
  expect([...section.matchAll(/^\| `(\w+)` /gm)].map(([, name]) => name)).toEqual(Object.keys(options));
});

describe('the headers of every request', () => {
  it('are those in the options, and the name of this package after that of the program', async () => {
    const { dli, received } = await startService(undefined, { headers: { 'X-Language': 'en-us' }, userAgent: 'my-app/1.0' });
    await dli.listFlinkJobs();
    expect(received[0]?.headers).toMatchObject({
      'x-language': 'en-us',
      'user-agent': expect.stringMatching(/^my-app\/1\.0 dli-openapi-client\/\d+\.\d+\.\d+/),
    });
  });

  it('are each sent once, however their names are written', async () => {
    const { dli, received } = await startService(undefined, {
      headers: new Headers({ 'USER-AGENT': 'mine', 'X-Auth-Token': 'not-this' }),
    });
    await dli.listFlinkJobs();
    expect(received[0]?.headers).toMatchObject({ 'user-agent': 'mine', 'x-auth-token': token });
  });

  it('leave User-Agent to browsers', async () => {
    vi.stubGlobal('navigator', { userAgent: 'Mozilla/5.0 (a browser)' });
    const { dli, received } = await startService(undefined, { userAgent: 'my-app/1.0' });
    vi.unstubAllGlobals();
    await dli.listFlinkJobs();
    expect(received[0]?.headers['user-agent']).not.toContain('my-app');
  });
});
