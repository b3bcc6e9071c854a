// Every secret that a client handles, looked for in everything that comes out of it: errors, hooks, logs and spans.
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createSparkJob } from '../src/generated/operations.ts';
import type { Credentials, FetchFunction } from '../src/index.ts';
import { createDliCore, runFlinkJob, runFlinkJobs, waitForFlinkJob, waitForSparkJob, waitForSqlJob } from '../src/index.ts';
import { createClient, findRefusingAddress } from './service.ts';
import { catchFailures, createWatched, findLeaks, printed, secrets } from './watched.ts';

const sql = `create table s with ('password' = '${secrets.inSql}', 'marker' = 'the-sql-text')`;
const keys = { accessKeyId: 'AK', secretAccessKey: secrets.secretKey };
const temporaryKeys = { ...keys, securityToken: secrets.securityToken };
const tokens = [secrets.token, secrets.renewed];
const user = { user: 'u', password: secrets.password, domain: 'd', endpoint: 'https://iam.test' };

const ways: [string, Credentials][] = [
  ['a token', { token: secrets.token }],
  ['a token that is renewed', { token: () => String(tokens.reverse()[0]) }],
  ['access keys', keys],
  ['temporary access keys', temporaryKeys],
  ['a function that gives access keys', async () => ({ ...temporaryKeys, expiresAt: 1e15 })],
  ['a user of IAM', { iam: user }],
  ['access keys for IAM', { iam: { ...keys, endpoint: 'https://iam.test' } }],
  [
    'an authentication of one’s own',
    {
      authenticate: ({ headers, secrets: hidden }) => {
        headers.set('x-proof', secrets.proof);
        hidden.add(secrets.proof);
      },
    },
  ],
];

/** What a request carried, in one line. */
async function formatSent(request: Request): Promise<string> {
  const headers = [...request.headers].map(([name, value]) => `${name}: ${value}`);
  const signature = /Signature=\w+/.exec(request.headers.get('authorization') ?? '')?.[0];
  return [...headers, signature, await request.text()].join(' ');
}

/** A service that gives back whatever it is sent: in headers, request ID and body, in a name and in a value. */
function echo(status: number, iamStatus: number): FetchFunction {
  return async (url, init) => {
    const isIam = url.includes('/v3/auth/tokens');
    const sent = await formatSent(new Request(url, init));
    const headers = { 'x-request-id': sent, 'x-echo': sent };
    if (!isIam)
      return Response.json({ error_code: 'DLI.0001', error_msg: sent, is_success: 'false', [sent]: [{ sent }] }, { status, headers });
    if (iamStatus === 201) return Response.json({}, { status: 201, headers: { ...headers, 'x-subject-token': secrets.token } });
    return Response.json({ error: { message: sent, [sent]: [{ sent }] } }, { status: iamStatus, headers });
  };
}

describe.each(ways)('with %s, no secret is shown', (_way, credentials) => {
  it.each([
    [200, 201],
    [400, 201],
    [401, 201],
    [429, 201],
    [503, 503],
    [403, 401],
  ])('when the service gives back with %i what it was sent (IAM with %i)', async (status, iamStatus) => {
    const { dli, debug, others } = createWatched(credentials, echo(status, iamStatus));
    await dli.raw.GET('/v1.0/{project_id}/streaming/jobs', { params: { path: { project_id: 'p1' } } }).catch(() => undefined);
    const errors = await catchFailures([dli.listFlinkJobs(), dli.createSqlJob({ sql }), dli.checkSql({ sql }).withResponse()]);
    expect(findLeaks(printed(errors) + debug() + others())).toEqual([]);
  });

  it('when fetch fails with all that it was given, nor is the query', async () => {
    const { dli, debug, others } = createWatched(credentials, async (url, init) => {
      const sent = `${url} ${await formatSent(new Request(url, init))}`;
      throw Object.assign(new TypeError(sent, { cause: Object.assign(new Error(sent), { code: sent }) }), { init, config: { sent } });
    });
    const errors = await catchFailures([dli.listFlinkJobs({ name: 'the-sql-text' }), dli.showSqlJobStatus({ job_id: 'a' })]);
    const said = printed(errors) + others();
    expect(findLeaks(said + debug())).toEqual([]);
    expect(said).not.toContain('the-sql-text');
  });

  it('when all goes well, and SQL at debug only', async () => {
    const { dli, debug, others } = createWatched(credentials, async () =>
      Response.json({ is_success: true, job_id: 'a' }, { status: 201, headers: { 'x-subject-token': secrets.token } }),
    );
    await Promise.all([dli.createSqlJob({ sql }), dli.listFlinkJobs({ name: 'the-sql-text' })]);
    expect(findLeaks(debug() + others())).toEqual([]);
    expect(debug()).toContain('the-sql-text');
    expect(others()).not.toContain('the-sql-text');
  });
});

describe('a function that gives credentials', () => {
  it('may fail with all it knows, of which only the message is kept', async () => {
    const fault = Object.assign(new Error('IAM said no'), { config: { headers: { token: secrets.token } }, response: secrets.password });
    const { dli, others } = createWatched({ token: () => Promise.reject(fault) }, async () => Response.json({}));
    const errors = await catchFailures([dli.listFlinkJobs()]);
    expect(errors).toMatchObject([{ name: 'DliCredentialsError', cause: { message: 'IAM said no' } }]);
    expect(findLeaks(printed(errors) + others())).toEqual([]);
  });

  it.each([
    { token: `${secrets.token}\n` },
    { token: `${secrets.token}\r\nx-injected: 1` },
    { ...keys, securityToken: `${secrets.securityToken}\n` },
    { ...keys, accessKeyId: 'A\nK' },
  ])('may give what no header can carry, and that is not shown', async (given) => {
    const { dli, others } = createWatched(
      () => given,
      async () => Response.json({}),
    );
    const errors = await catchFailures([dli.listFlinkJobs()]);
    expect(errors).toMatchObject([{ name: 'DliCredentialsError', attempts: 0 }]);
    expect(findLeaks(printed(errors) + others())).toEqual([]);
  });
});

describe('a token that IAM gives', () => {
  it.each([`${secrets.token}\n x`, ''])('and that no header can carry is not shown', async (token) => {
    const { dli, others } = createWatched({ iam: user }, async () => {
      const response = Response.json({}, { status: 201 });
      Object.defineProperty(response, 'headers', {
        value: { get: (name: string) => (name === 'x-subject-token' ? token : null), [Symbol.iterator]: () => [][Symbol.iterator]() },
      });
      return response;
    });
    const errors = await catchFailures([dli.listFlinkJobs()]);
    expect(errors).toMatchObject([{ name: 'DliCredentialsError' }]);
    expect(findLeaks(printed(errors) + others())).toEqual([]);
  });
});

it('an error of a core hides the token, and what the input had under secret names', async () => {
  const core = createDliCore({
    baseUrl: 'https://dli.test',
    projectId: 'p1',
    credentials: { token: secrets.token },
    fetch: async (url, init) => Response.json({ error_msg: await formatSent(new Request(url, init)) }, { status: 400 }),
  });
  const errors = await catchFailures([
    core.call(createSparkJob, { file: 'a', className: 'A', queue: 'q', conf: { api_key: secrets.proof } }),
  ]);
  expect(findLeaks(printed(errors))).toEqual([]);
  expect(printed(errors)).toContain('"file":"a"');
});

it('an error of a job hides what the service says of it', async () => {
  const said = `token ${secrets.token}, password=${secrets.inSql}, {"secretKey":"${secrets.inSql}"}`;
  const { dli, debug, others } = createWatched({ token: secrets.token }, async (url) => {
    if (url.endsWith('/jobs/run')) return Response.json([{ is_success: 'false', message: said }]);
    const flink = { status: 'job_submit_fail', status_desc: said };
    return Response.json({ job_detail: flink, status: 'FAILED', message: said, state: 'dead', log: said.split(', ') });
  });
  const errors = await catchFailures([
    waitForFlinkJob(dli, { job_id: 1 }, { until: 'job_running', grace: 0 }),
    waitForSqlJob(dli, { job_id: 'a' }),
    waitForSparkJob(dli, { batch_id: 'b' }),
    runFlinkJob(dli, { job_id: 1 }),
    runFlinkJobs(dli, { job_ids: [1] }),
  ]);
  // `job` is the response itself, for programs, and is not printed.
  const shown = errors.map((error) => `${inspect(error, { depth: 9 })} ${JSON.stringify(error)} ${error.stack}`);
  expect(findLeaks(shown.join() + debug() + others())).toEqual([]);
  for (const { message } of errors) expect(message).toContain('password=[redacted]');
});

it('an address that refuses connections is shown without its query', async () => {
  const seen: unknown[] = [];
  const dli = createClient(await findRefusingAddress(), { logger: { warn: (...entry) => seen.push(entry) } });
  const errors = await catchFailures([dli.listFlinkJobs({ name: 'the-sql-text' })]);
  expect(printed(seen)).toContain('ECONNREFUSED');
  expect(printed(errors) + printed(seen)).not.toContain('the-sql-text');
});
