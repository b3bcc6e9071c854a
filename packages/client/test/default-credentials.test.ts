// What the vendor's tools find without being given anything, against servers of this machine that behave like IAM and the
// metadata service of an ECS.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Clock, DefaultCredentialsOptions, DliClientOptions } from '../src/index.ts';
import { createDefaultAuthentication, createDliClient, DliApiError, DliConfigurationError, DliCredentialsError } from '../src/index.ts';
import type { Received } from './service.ts';
import { catchRejection, hurriedClock, listen } from './service.ts';

const region = 'cn-north-4';

let folder = '';
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dli-credentials-'));
  for (const name of Object.keys(process.env)) if (name.startsWith('HUAWEICLOUD_')) vi.stubEnv(name, undefined);
  vi.stubEnv('HUAWEICLOUD_SDK_REGION_ID', region);
  // Nothing on another machine is asked.
  vi.stubEnv('HUAWEICLOUD_SDK_METADATA_ENDPOINT', await listen((_, response) => response.writeHead(404).end()));
  vi.stubEnv('HUAWEICLOUD_SDK_IAM_ENDPOINT', await listen((_, response) => response.writeHead(404).end()));
  vi.stubEnv('HOME', folder);
  vi.stubEnv('USERPROFILE', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function writeProfile(text: string): void {
  vi.stubEnv('HUAWEICLOUD_SDK_CREDENTIALS_FILE', write('profile', text));
}

interface Reply {
  status?: number;
  headers?: Record<string, string>;
  body?: object | string;
}

/** A server with a reply for each method and path, and what it received. */
async function serve(replies: Record<string, Reply | (() => Reply)>): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const url = await listen(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    received.push({ method: request.method, url: request.url, headers: request.headers, body: Buffer.concat(chunks).toString() });
    const found = replies[`${request.method} ${request.url}`] ?? { status: 404 };
    const { status = 200, headers, body = {} } = typeof found === 'function' ? found() : found;
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  return { url, received };
}

const temporary = (count: number, validFor = 3_600_000) => ({
  credential: {
    access: `TEMPORARY-AK-${count}`,
    secret: `temporary-secret-${count}`,
    securitytoken: `temporary-security-token-${count}`,
    expires_at: new Date(Date.now() + validFor).toISOString().replace('Z', '000Z'),
  },
});

async function serveMetadata(validFor?: number) {
  let count = 0;
  const service = await serve({
    'PUT /meta-data/latest/api/token': { body: 'metadata-token' },
    'GET /openstack/latest/securitykey': () => ({ body: temporary(++count, validFor) }),
  });
  vi.stubEnv('HUAWEICLOUD_SDK_METADATA_ENDPOINT', service.url);
  return service;
}

async function serveIam() {
  let count = 0;
  const service = await serve({
    'POST /v3.0/OS-AUTH/id-token/tokens': { status: 201, headers: { 'x-subject-token': 'unscoped-token' } },
    'POST /v3.0/OS-CREDENTIAL/securitytokens': () => ({ status: 201, body: temporary(++count) }),
    [`GET /v3/projects?name=${region}`]: { body: { projects: [{ id: 'project-of-region', name: region }] } },
  });
  vi.stubEnv('HUAWEICLOUD_SDK_IAM_ENDPOINT', service.url);
  return service;
}

/** Calls DLI so often at once, and gives the requests that it received. */
async function call(options: DliClientOptions = {}, times = 1): Promise<Received[]> {
  const { url, received } = await serve({});
  const dli = createDliClient({ baseUrl: url, clock: hurriedClock, ...options });
  await Promise.all(Array.from({ length: times }, () => dli.listFlinkJobs().catch(rethrowOthers)));
  return received;
}

/** The service responds to everything with 404. */
function rethrowOthers(error: unknown): void {
  if (!(error instanceof DliApiError && error.status === 404 && error.operationId === 'listFlinkJobs')) throw error;
}

function readAccessKeyId({ headers }: Received): string | undefined {
  return /Access=([^,]+)/.exec(headers.authorization ?? '')?.[1];
}

describe('without credentials, a client uses', () => {
  it('the environment first: an ID token of an identity provider, exchanged for temporary keys', async () => {
    for (const name of ['AK', 'SK']) vi.stubEnv(`HUAWEICLOUD_SDK_${name}`, 'of-environment');
    vi.stubEnv('HUAWEICLOUD_SDK_IDP_ID', 'my-provider');
    vi.stubEnv('HUAWEICLOUD_SDK_ID_TOKEN_FILE', write('id-token', 'the-id-token\n'));
    const iam = await serveIam();
    const received = await call({ projectId: 'p' }, 3);
    expect(received.map(readAccessKeyId)).toEqual(Array(3).fill('TEMPORARY-AK-1'));
    expect(received[0]?.headers['x-security-token']).toBe('temporary-security-token-1');
    expect(iam.received.map(({ url, headers, body }) => [url, headers['x-idp-id'], JSON.parse(body)])).toEqual([
      ['/v3.0/OS-AUTH/id-token/tokens', 'my-provider', { auth: { id_token: { id: 'the-id-token' } } }],
      [
        '/v3.0/OS-CREDENTIAL/securitytokens',
        undefined,
        { auth: { identity: { methods: ['token'], token: { id: 'unscoped-token', duration_seconds: 21_600 } } } },
      ],
    ]);
  });

  it('access keys of the environment before those of a profile', async () => {
    for (const name of ['AK', 'SK']) vi.stubEnv(`HUAWEICLOUD_SDK_${name}`, 'of-environment');
    writeProfile('[basic]\nak = of-profile\nsk = secret');
    expect((await call({ projectId: 'p' })).map(readAccessKeyId)).toEqual(['of-environment']);
  });

  it('the section [basic] of the profile, with its project and its IAM', async () => {
    writeProfile(
      '\ufeff# comment\r\n[global]\r\nak = not-this\r\n[basic]\r\n; comment\r\nAK = of-profile\r\nsk: a=secret#1\r\nsecurity_token=of-profile-too\r\nproject_id = project-of-profile\r\n[other]\r\nak = nor-this\r\n',
    );
    const [request] = await call();
    expect(request?.url).toBe('/v1.0/project-of-profile/streaming/jobs');
    expect(request && readAccessKeyId(request)).toBe('of-profile');
    expect(request?.headers['x-security-token']).toBe('of-profile-too');
    expect(request?.headers['x-project-id']).toBe('project-of-profile');
  });

  it('the profile of the home folder', async () => {
    const path = join(folder, '.huaweicloud', 'credentials');
    expect(((await catchRejection(call({ projectId: 'p' }))) as Error).message).toContain(`there is no file ${path}`);
    mkdirSync(join(folder, '.huaweicloud'));
    writeFileSync(path, '[basic]\nak = of-home\nsk = secret');
    expect((await call({ projectId: 'p' })).map(readAccessKeyId)).toEqual(['of-home']);
  });

  it('an ID token that the profile names, with the IAM that it names', async () => {
    const { url, received } = await serveIam();
    vi.stubEnv('HUAWEICLOUD_SDK_IAM_ENDPOINT', 'http://127.0.0.1:9');
    const path = write('id-token', 'the-id-token');
    writeProfile(`[basic]\nidp_id = my-provider\nid_token_file = ${path}\niam_endpoint = ${url}/v3/`);
    const requests = await call();
    expect(requests.map((request) => [request.url, readAccessKeyId(request)])).toEqual([
      ['/v1.0/project-of-region/streaming/jobs', 'TEMPORARY-AK-1'],
    ]);
    expect(received.map(({ url }) => url)).toEqual([
      '/v3.0/OS-AUTH/id-token/tokens',
      '/v3.0/OS-CREDENTIAL/securitytokens',
      `/v3/projects?name=${region}`,
    ]);
  });

  it('the agency of an ECS at last, asked once for all calls', async () => {
    const metadata = await serveMetadata();
    expect((await call({ projectId: 'p' }, 5)).map(readAccessKeyId)).toEqual(Array(5).fill('TEMPORARY-AK-1'));
    expect(
      metadata.received.map(({ method, headers }) => [method, headers['x-metadata-token-ttl-seconds'], headers['x-metadata-token']]),
    ).toEqual([
      ['PUT', '21600', undefined],
      ['GET', undefined, 'metadata-token'],
    ]);
  });

  it('the agency of an ECS that knows no tokens', async () => {
    const { url } = await serve({ 'GET /openstack/latest/securitykey': { body: temporary(7) } });
    vi.stubEnv('HUAWEICLOUD_SDK_METADATA_ENDPOINT', url);
    expect((await call({ projectId: 'p' })).map(readAccessKeyId)).toEqual(['TEMPORARY-AK-7']);
  });
});

it('temporary keys are renewed before they expire', async () => {
  await serveMetadata(3_600_000);
  let now = Date.now();
  const clock: Clock = { ...hurriedClock, now: () => now };
  const { url, received } = await serve({});
  const dli = createDliClient({ baseUrl: url, projectId: 'p', clock });
  const wait = async (milliseconds: number) => {
    now += milliseconds;
    await dli.listFlinkJobs().catch(rethrowOthers);
  };
  await wait(0);
  await wait(3_590_000);
  await vi.waitFor(async () => {
    await wait(0);
    expect(received.map(readAccessKeyId).at(-1)).toBe('TEMPORARY-AK-2');
  });
  expect(received.slice(0, 2).map(readAccessKeyId)).toEqual(['TEMPORARY-AK-1', 'TEMPORARY-AK-1']);
});

describe('a chain that found nothing says what each step saw', () => {
  it('and shows no secret', async () => {
    writeProfile('[basic]\nsecurity_token = token-without-keys');
    const error = await catchRejection(call({ projectId: 'p' }));
    expect(error).toBeInstanceOf(DliCredentialsError);
    const { message } = error as Error;
    expect(message).toContain('Environment: HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK are not set.');
    expect(message).toContain(
      `Profile: the section [basic] of ${join(folder, 'profile')} has neither ak and sk nor idp_id and id_token_file.`,
    );
    expect(message).toContain('responded with status 404. Does the machine have an agency?');
    expect(inspect(error)).not.toContain('token-without-keys');
  });

  it.each([
    ['[other]\nak = a', 'has no section [basic]'],
    ['', 'has no section [basic]'],
    ['[basic]', 'has neither ak and sk nor'],
  ])('of the profile %j', async (text, problem) => {
    writeProfile(text);
    expect(((await catchRejection(call({ projectId: 'p' }))) as Error).message).toContain(problem);
  });

  it('of a metadata service that never responds', async () => {
    const metadata = await listen(() => undefined);
    vi.stubEnv('HUAWEICLOUD_SDK_METADATA_ENDPOINT', metadata);
    const error = await catchRejection(call({ projectId: 'p', timeout: { attempt: 50 } }));
    expect((error as Error).message).toContain(`${metadata} did not respond (DliTimeoutError)`);
  });

  it.each([
    [{ environment: false }, 'Environment: omitted.'],
    [{ profile: false }, 'Profile: omitted.'],
    [{ metadata: false }, 'Metadata service: omitted.'],
  ] satisfies [DefaultCredentialsOptions, string][])('of a step that was omitted: %j', async (options, text) => {
    for (const name of 'environment' in options ? ['AK', 'SK'] : []) vi.stubEnv(`HUAWEICLOUD_SDK_${name}`, 'of-environment');
    const credentials = createDefaultAuthentication(options);
    expect(((await catchRejection(call({ projectId: 'p', credentials }))) as Error).message).toContain(text);
  });
});

describe('what is unusable is an error of its own, not passed over', () => {
  it.each([
    ['ak = a', 'has only one of ak and sk'],
    ['idp_id = a', 'has only one of idp_id and id_token_file'],
    ['idp_id = a\nid_token_file = /no/such/file', 'The file of the ID token, /no/such/file, does not exist'],
  ])('in a profile: %j', async (text, problem) => {
    writeProfile(`[basic]\n${text}`);
    await serveMetadata();
    expect(((await catchRejection(call({ projectId: 'p' }))) as Error).message).toContain(problem);
  });

  it('a profile that cannot be read', async () => {
    vi.stubEnv('HUAWEICLOUD_SDK_CREDENTIALS_FILE', folder);
    await serveMetadata();
    expect(((await catchRejection(call({ projectId: 'p' }))) as Error).message).toContain(`${folder} cannot be read: EISDIR`);
  });

  it('an ID token that IAM refuses, which is not shown', async () => {
    const refusal = { error: { code: 401, message: 'refused: the-secret-id-token', title: 'Unauthorized' } };
    const iam = await serve({ 'POST /v3.0/OS-AUTH/id-token/tokens': { status: 401, body: refusal } });
    vi.stubEnv('HUAWEICLOUD_SDK_IAM_ENDPOINT', iam.url);
    vi.stubEnv('HUAWEICLOUD_SDK_IDP_ID', 'my-provider');
    vi.stubEnv('HUAWEICLOUD_SDK_ID_TOKEN_FILE', write('id-token', 'the-secret-id-token'));
    const error = await catchRejection(call({ projectId: 'p' }));
    expect(error).toMatchObject({ status: 401, operationId: 'POST /v3.0/OS-AUTH/id-token/tokens' });
    expect(inspect(error, { depth: 9 })).not.toContain('the-secret-id-token');
  });

  it('an address of the metadata service that holds a password, which is not shown', async () => {
    vi.stubEnv('HUAWEICLOUD_SDK_METADATA_ENDPOINT', 'http://user:the-password@127.0.0.1');
    const error = await catchRejection(call({ projectId: 'p' }));
    expect(error).toBeInstanceOf(DliConfigurationError);
    expect((error as Error).message).toContain('The address of the metadata service is not a URL');
    expect(inspect(error, { depth: 9 })).not.toContain('the-password');
  });

  it('a response without keys', async () => {
    const { url } = await serve({ 'GET /openstack/latest/securitykey': { body: 'no JSON' } });
    vi.stubEnv('HUAWEICLOUD_SDK_METADATA_ENDPOINT', url);
    expect(((await catchRejection(call({ projectId: 'p' }))) as Error).message).toContain('has no temporary access keys');
  });

  it.each(['HUAWEICLOUD_SDK_IDP_ID', 'HUAWEICLOUD_SDK_ID_TOKEN_FILE'])('only %s', (name) => {
    vi.stubEnv(name, 'one-of-two');
    expect(() => createDliClient()).toThrow(/only one is set/);
  });
});

describe('where there are no files', () => {
  it('only access keys of the environment are used, and missing ones are refused at once', async () => {
    vi.doMock('#credential-steps', () => ({ loadSteps: undefined }));
    vi.resetModules();
    onTestFinished(() => {
      vi.doUnmock('#credential-steps');
      vi.resetModules();
    });
    const { createDliClient, DliConfigurationError } = await import('../src/index.ts');
    writeProfile('[basic]\nak = of-profile\nsk = secret');
    expect(() => createDliClient()).toThrow(DliConfigurationError);
    for (const name of ['AK', 'SK']) vi.stubEnv(`HUAWEICLOUD_SDK_${name}`, 'of-environment');
    expect(() => createDliClient()).not.toThrow();
    vi.stubGlobal('process', undefined);
    try {
      expect(() => createDliClient({ region })).toThrow(DliConfigurationError);
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

describe('a project that is not given', () => {
  const keys = { accessKeyId: 'AK', secretAccessKey: 'the-secret-key' };

  it('is looked up in IAM by region, once for all calls', async () => {
    const iam = await serveIam();
    const received = await call({ credentials: keys }, 3);
    expect(received.map(({ url }) => url)).toEqual(Array(3).fill('/v1.0/project-of-region/streaming/jobs'));
    expect(iam.received.map((request) => [request.url, readAccessKeyId(request)])).toEqual([[`/v3/projects?name=${region}`, 'AK']]);
  });

  it('is looked up with a token, too', async () => {
    const iam = await serveIam();
    await call({ credentials: { token: 'my-token' } });
    expect(iam.received[0]?.headers['x-auth-token']).toBe('my-token');
  });

  it('is what IAM gives a token for, by the name of the region', async () => {
    const { url, received } = await serve({
      'POST /v3/auth/tokens': {
        status: 201,
        headers: { 'x-subject-token': 'iam-token' },
        body: { token: { project: { id: 'of-token' } } },
      },
    });
    const requests = await call({ credentials: { iam: { ...keys, endpoint: url } } });
    expect(requests.map(({ url }) => url)).toEqual(['/v1.0/of-token/streaming/jobs']);
    expect(received.map(({ body }) => JSON.parse(body).auth.scope)).toEqual([{ project: { name: region } }]);
  });

  it('is what a function gives with the credentials', async () => {
    const requests = await call({ credentials: async () => ({ ...keys, projectId: 'of-function' }) });
    expect(requests.map(({ url }) => url)).toEqual(['/v1.0/of-function/streaming/jobs']);
  });

  it.each([0, 2])('is refused when IAM has %i of them, and looked up again by the next call', async (count) => {
    let projects = Array.from({ length: count }, (_, index) => ({ id: `p${index}` }));
    const iam = await serve({ [`GET /v3/projects?name=${region}`]: () => ({ body: { projects } }) });
    vi.stubEnv('HUAWEICLOUD_SDK_IAM_ENDPOINT', iam.url);
    const { url } = await serve({});
    const dli = createDliClient({ baseUrl: url, credentials: keys });
    const error = await catchRejection(dli.listFlinkJobs());
    expect(error).toBeInstanceOf(DliConfigurationError);
    expect((error as Error).message).toBe(`projectId is missing, and IAM has ${count} projects named ${region}. Set projectId.`);
    projects = [{ id: 'p' }];
    await dli.listFlinkJobs().catch(rethrowOthers);
  });

  it('is an error of IAM if that refuses', async () => {
    const refusal = { error: { error_code: 'IAM.0003', error_msg: 'no permission' } };
    const iam = await serve({ [`GET /v3/projects?name=${region}`]: { status: 403, body: refusal } });
    vi.stubEnv('HUAWEICLOUD_SDK_IAM_ENDPOINT', iam.url);
    expect(await catchRejection(call({ credentials: keys }))).toMatchObject({ status: 403, errorCode: 'IAM.0003' });
  });

  it('does not outlast the time of the call that waits for it', async () => {
    vi.stubEnv('HUAWEICLOUD_SDK_IAM_ENDPOINT', await listen(() => undefined));
    const error = await catchRejection(call({ credentials: keys, timeout: { total: 50 } }));
    expect(error).toMatchObject({ name: 'DliTimeoutError', limit: 'total' });
  });

  it('is not looked up for an input that is refused', async () => {
    const iam = await serveIam();
    const dli = createDliClient({ credentials: keys });
    expect(await catchRejection(dli.listFlinkJobs({ page: 1 } as object))).toMatchObject({ name: 'DliInputError' });
    expect(iam.received).toEqual([]);
  });
});

it('IAM is found by an address with its version', async () => {
  const { url, received } = await serveIam();
  vi.stubEnv('HUAWEICLOUD_SDK_IAM_ENDPOINT', `${url}/v3`);
  await call({ credentials: { accessKeyId: 'AK', secretAccessKey: 'the-secret-key' } });
  expect(received.map(({ url }) => url)).toEqual([`/v3/projects?name=${region}`]);
});
