import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { DliClientOptions } from '../src/index.ts';
import { createDliClient, DliConfigurationError, regions } from '../src/index.ts';
import { rejectionOf, serviceThatAnswers, token } from './service.ts';

const good = { region: 'cn-north-4', projectId: 'p1', credentials: { token } };

function refusalOf(options: unknown): DliConfigurationError {
  try {
    createDliClient(options as DliClientOptions);
  } catch (error) {
    if (error instanceof DliConfigurationError) return error;
    throw error;
  }
  throw new Error('the options were accepted');
}

async function addressFor(options: object): Promise<string> {
  const urls: string[] = [];
  const fetch = async (request: Request) => {
    urls.push(request.url);
    return Response.json({});
  };
  await createDliClient({ ...good, fetch, ...options } as DliClientOptions).listFlinkJobs();
  return String(urls[0]).replace('/v1.0/p1/streaming/jobs', '');
}

describe('the address', () => {
  it.each(Object.entries(regions))('of %s is %s', async (region, endpoint) => {
    expect(await addressFor({ region })).toBe(endpoint);
  });

  it('of eu-west-101 is in its own domain', () => {
    expect(regions['eu-west-101']).toBe('https://dli.eu-west-101.myhuaweicloud.eu');
  });

  it.each(['http://127.0.0.1:8080', 'http://127.0.0.1:8080/', 'http://127.0.0.1:8080//'])(
    'is baseUrl when that is given (%s)',
    async (baseUrl) => {
      expect(await addressFor({ baseUrl })).toBe('http://127.0.0.1:8080');
    },
  );

  it('keeps the path of baseUrl', async () => {
    expect(await addressFor({ baseUrl: 'http://127.0.0.1/gateway/dli/' })).toBe('http://127.0.0.1/gateway/dli');
  });
});

describe('options are refused', () => {
  it.each([undefined, null, 'cn-north-4'])('when they are %j', (options) => {
    expect(refusalOf(options).message).toContain('No options');
  });

  it.each(['cn-north-5', 'toString', '', 7])('when the region is %j, naming those there are', (region) => {
    const { message } = refusalOf({ ...good, region });
    expect(message).toContain(`"${region}" is not known`);
    expect(message).toContain('cn-north-4');
    expect(message).toContain('baseUrl');
  });

  it('when neither region nor baseUrl is given', () => {
    expect(refusalOf({ ...good, region: undefined }).message).toContain('Neither region nor baseUrl');
  });

  it.each(['', 'localhost', 'ftp://127.0.0.1', '/v1.0', 7])('when baseUrl is %j', (baseUrl) => {
    expect(refusalOf({ ...good, baseUrl }).message).toContain('baseUrl is not an address');
  });

  it.each(['http://user:password@127.0.0.1', 'http://127.0.0.1?key=password', 'http://127.0.0.1#password'])(
    'when baseUrl is %s, without showing it',
    (baseUrl) => {
      expect(refusalOf({ ...good, baseUrl }).message).not.toMatch(/user:|password@|=password|#password/);
    },
  );

  it.each([undefined, null, '', '.', '..', 7, '\ud800'])('when projectId is %j', (projectId) => {
    expect(refusalOf({ ...good, projectId }).message).toMatch(/^projectId /);
  });

  it.each([undefined, null, {}, { token: '' }, { token: 7 }])('when credentials are %j', (credentials) => {
    expect(refusalOf({ ...good, credentials }).message).toMatch(/^No credentials/);
  });

  it.each(['a\nb', 'a b', 'ключ'])('when the token is %j, without showing it', (bad) => {
    expect(inspect(refusalOf({ ...good, credentials: { token: bad } }))).not.toContain(bad);
  });

  it('when fetch is not a function', () => {
    expect(refusalOf({ ...good, fetch: 'node-fetch' }).message).toMatch(/^fetch is not a function/);
  });
});

describe('the token', () => {
  it('does not show in the client', async () => {
    const { dli } = await serviceThatAnswers();
    const shown = [inspect(dli, { depth: 9, showHidden: true }), JSON.stringify(dli), String(dli), inspect(dli.call), inspect(dli.raw)];
    expect(shown.join()).not.toContain(token);
  });

  it.each([
    { status: 401, body: { error_code: 'APIGW.0301', error_msg: 'no' } },
    { status: 200, body: { is_success: false } },
    { status: 200, body: '<html>' },
  ])('does not show in an error (%j)', async (reply) => {
    const { dli } = await serviceThatAnswers(reply);
    expectNoToken(await rejectionOf(dli.listFlinkJobs()));
  });

  it('does not show in an error of the connection', async () => {
    expectNoToken(await rejectionOf(createDliClient({ ...good, region: undefined, baseUrl: 'http://127.0.0.1:1' }).listFlinkJobs()));
  });

  it('does not show in an error about the input', async () => {
    const { dli } = await serviceThatAnswers();
    expectNoToken(await rejectionOf(dli.showSqlJobStatus({ job_id: '..' })));
  });
});

function expectNoToken(error: unknown): void {
  expect([inspect(error, { depth: 9, showHidden: true }), JSON.stringify(error), String(error)].join()).not.toContain(token);
}
