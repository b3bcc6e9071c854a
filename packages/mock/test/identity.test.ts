// Where programs get their credentials from, as options of a mock.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Credentials } from '@dli-openapi/client';
import { createDefaultAuthentication, createDliClient } from '@dli-openapi/client';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createMock } from '../src/index.ts';

const projectId = '330e068af1334c9782f4226acc00a2e2';
const region = 'cn-north-4';

it.each([
  { iam: { user: 'me', password: 'secret', domain: 'my-account' } },
  { iam: { accessKeyId: 'AK', secretAccessKey: 'SK' } },
] satisfies Credentials[])('IAM gives the token that the mock takes: %j', async (credentials) => {
  const mock = createMock({ iam: true, auth: { token: 'expected' } });
  await createDliClient({ region, projectId, credentials, fetch: mock.fetch }).listFlinkJobs();

  expect(mock.calls.map(({ path, response }) => [path, response.status])).toEqual([
    ['/v3/auth/tokens', 201],
    [`/v1.0/${projectId}/streaming/jobs`, 200],
  ]);
});

it.each([{ token: 'any' }, { accessKeyId: 'AK', secretAccessKey: 'SK' }])('IAM knows the project of a region: %j', async (credentials) => {
  const mock = createMock({ iam: true });
  await createDliClient({ region, credentials, fetch: mock.fetch }).listFlinkJobs();

  expect(mock.calls.map(({ path }) => path)).toEqual(['/v3/projects?name=cn-north-4', `/v1.0/${projectId}/streaming/jobs`]);
});

it('the metadata service gives the temporary keys that the mock takes, by the time of its sandbox', async () => {
  const auth = { accessKeyId: 'AK', secretAccessKey: 'SK', securityToken: 'ST' };
  const mock = createMock({ metadata: true, auth });
  const credentials = createDefaultAuthentication({ environment: false, profile: false });
  await createDliClient({ region, projectId, credentials, fetch: mock.fetch }).listFlinkJobs();

  expect(mock.calls.map(({ path, response }) => [path, response.status])).toEqual([
    ['/meta-data/latest/api/token', 200],
    ['/openstack/latest/securitykey', 200],
    [`/v1.0/${projectId}/streaming/jobs`, 200],
  ]);
  const { fetch } = createMock({ metadata: true, sandbox: { start: '2040-01-01T00:00:00Z' } });
  const headers = { 'x-metadata-token': 'mock-metadata-token' };
  const keys = await (await fetch('http://169.254.169.254/openstack/latest/securitykey', { headers })).json();
  expect(keys).toMatchObject({ credential: { expires_at: '2040-01-02T00:00:00.000000Z' } });
});

it.each([
  { accessKeyId: 'AK', secretAccessKey: 'SK' },
  { token: 'expected' },
  { accessKeyId: 'AK', secretAccessKey: 'SK', token: 'expected' },
])('what is issued is taken beside %j', async (auth) => {
  const mock = createMock({ iam: true, metadata: true, auth });
  const found = createDefaultAuthentication({ environment: false, profile: false });
  for (const credentials of [found, { iam: { user: 'me', password: 'secret', domain: 'my-account' } }]) {
    await createDliClient({ region, projectId, credentials, fetch: mock.fetch }).listFlinkJobs();
  }
  const { fetch } = createMock({ auth });
  for (const credentials of [{ token: 'mock-token' }, { accessKeyId: 'MOCK-ACCESS-KEY', secretAccessKey: 'mock-secret-key' }]) {
    await expect(createDliClient({ region, projectId, credentials, fetch }).listFlinkJobs()).rejects.toThrow('APIGW.0301');
  }
});

it('an ID token is exchanged for temporary keys', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dli-mock-'));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  writeFileSync(join(folder, 'id-token'), 'the-id-token');
  vi.stubEnv('HUAWEICLOUD_SDK_IDP_ID', 'my-provider');
  vi.stubEnv('HUAWEICLOUD_SDK_ID_TOKEN_FILE', join(folder, 'id-token'));
  const mock = createMock({ iam: true });
  await createDliClient({ region, fetch: mock.fetch }).listFlinkJobs();

  expect(mock.calls.map(({ path }) => path)).toEqual([
    '/v3.0/OS-AUTH/id-token/tokens',
    '/v3.0/OS-CREDENTIAL/securitytokens',
    '/v3/projects?name=cn-north-4',
    `/v1.0/${projectId}/streaming/jobs`,
  ]);
});

it.each([
  ['POST', '/v3/auth/tokens', {}, 'no JSON', 400, 'auth.identity.methods must be one of password, hw_ak_sk, token.'],
  ['POST', '/v3/auth/tokens', {}, { auth: { identity: { methods: ['constructor'] } } }, 400, 'auth.identity.methods must be one of'],
  ['POST', '/v3/auth/tokens', {}, { auth: { identity: { methods: ['hw_ak_sk'] } } }, 400, 'auth.identity.hw_ak_sk.access.key is missing.'],
  ['POST', '/v3/auth/tokens', {}, { auth: { identity: { methods: ['token'], token: { id: 'a' } } } }, 400, 'auth.scope.project must have'],
  ['GET', '/v3/projects', {}, undefined, 401, 'The request is not authenticated.'],
  ['POST', '/v3.0/OS-AUTH/id-token/tokens', {}, {}, 400, 'The header X-Idp-Id must'],
  ['POST', '/v3.0/OS-AUTH/id-token/tokens', { 'x-idp-id': 'a' }, { auth: null }, 400, 'auth.id_token.id must'],
  ['POST', '/v3.0/OS-CREDENTIAL/securitytokens', {}, null, 400, 'auth.identity.token.id is missing.'],
  ['PUT', '/meta-data/latest/api/token', {}, undefined, 400, 'The header X-Metadata-Token-Ttl-Seconds must'],
  ['GET', '/openstack/latest/securitykey', {}, undefined, 401, 'The header X-Metadata-Token must'],
] as const)('%s %s with %j and %j is refused', async (method, path, headers, body, status, message) => {
  const { fetch } = createMock({ iam: true, metadata: true });
  const response = await fetch(`http://mock${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });

  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ error: { code: status, message: expect.stringContaining(message) } });
});

it('none of it is there by default', async () => {
  const { fetch } = createMock();
  for (const path of ['/v3/projects', '/openstack/latest/securitykey']) expect((await fetch(`http://mock${path}`)).status).toBe(404);
});
