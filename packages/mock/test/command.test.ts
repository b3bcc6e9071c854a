import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Credentials } from '@dli-openapi/client';
import { createDliClient, DliError } from '@dli-openapi/client';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { LiveState } from '../src/page/live.ts';
import { printed, run, start, temporaryFolder } from './command-support.ts';
import { operationIds } from './sandbox-support.ts';
import { copyOfDocument, holdTimers, jobsPath, token } from './support.ts';

it('prints its address, the number of operations, and a curl line that works', async () => {
  const { url, lines } = await start();
  const [, header = '', tried = ''] = /curl -H '(.+?)' '(.+?)'/.exec(lines.join('\n')) ?? [];
  const { status } = await fetch(tried, { headers: [header.split(': ') as [string, string]] });

  expect(lines[0]).toBe(`DLI mock listening on ${url}`);
  expect(lines[1]).toContain(`${operationIds.length} operations. Responses are the document's examples`);
  expect(status).toBe(200);
});

it('ends with exit code 0 when it is to end', async () => {
  const command = await start();

  expect(await command.stop()).toBe(0);
});

it('refuses unknown query parameters with --strict', async () => {
  const { url } = await start('--strict');

  expect((await fetch(`${url}${jobsPath}?unknown=1`, { headers: token })).status).toBe(400);
});

it('serves an own document with --document', async () => {
  const document = copyOfDocument();
  document.paths = { '/own': document.paths['/v1.0/{project_id}/streaming/jobs'] ?? {} };
  const file = join(temporaryFolder(), 'own.json');
  writeFileSync(file, JSON.stringify(document));
  const { lines } = await start('--document', file);

  expect(lines[1]).toMatch(/^1 operations/);
});

it.each([
  ['--iam', 'GET', '/v3/projects', 401],
  ['--metadata', 'PUT', '/meta-data/latest/api/token', 400],
])('responds where credentials come from with %s alone', async (option, method, path, status) => {
  const [plain, own] = [await start(), await start(option)];
  const statuses = await Promise.all([plain, own].map(async ({ url }) => (await fetch(url + path, { method })).status));

  expect(statuses).toEqual([404, status]);
});

it('waits before each response with --latency', async () => {
  const { url, lines } = await start('--latency', '200000-250000');
  holdTimers();
  const came = vi.fn();
  const response = fetch(`${url}/`).then(came);
  // Each look for the line moves the timers a little, too.
  await printed({ lines }, /no operation/);
  await vi.advanceTimersByTimeAsync(100_000);

  expect(came).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(150_000);
  await response;
});

it('describes every option in --help, in lines that fit a terminal, with examples and exit codes', async () => {
  const { code, lines } = await run(['--help']);
  const help = lines.join('\n');
  const options = [
    ...[
      '--port',
      '--host',
      '--allow-host',
      '--strict',
      '--auth',
      '--latency',
      '--sandbox',
      '--iam',
      '--metadata',
      '--seed',
      '--replay',
      '--proxy ',
      '--proxy-timeout',
      '--proxy-insecure',
    ],
    ...['--document', '--watch', '--log', '--record', '--version', '--help', 'Examples', 'Exit codes: 0', 'Host'],
  ];

  expect(code).toBe(0);
  expect(options.filter((option) => !help.includes(option))).toEqual([]);
  expect(help.split('\n').filter((line) => line.length > 84)).toEqual([]);
});

it('prints its version with --version', async () => {
  expect(await run(['--version'])).toEqual({ code: 0, lines: [expect.stringMatching(/^\d+\.\d+\.\d+/)], errors: [] });
});

it.each([
  [['--prot', '1'], "Unknown option '--prot'. Did you mean --port? dli-mock --help lists the options."],
  [['--nonsense'], "Unknown option '--nonsense'. dli-mock --help lists the options."],
  [['serve'], "Unexpected argument 'serve'. dli-mock --help lists the options."],
  [['--port'], "Option '--port <value>' argument missing. dli-mock --help lists the options."],
  [['--port', 'http'], '--port must be a whole number from 0 to 65535, found "http".'],
  [['--port=-1'], '--port must be a whole number from 0 to 65535, found "-1".'],
  [['--port', '65536'], '--port must be a whole number from 0 to 65535, found "65536".'],
  [['--latency', 'slow'], '--latency must be a time, such as 200, 200ms or 1s, or a range, such as 100-500; found "slow".'],
  [['--latency', '500-100'], 'The latency must be from 0 to 600000 milliseconds, the smaller time first; found 500 to 100.'],
  [['--latency', '11m'], 'The latency must be from 0 to 600000 milliseconds, the smaller time first; found 11m to 11m.'],
  [['--log', 'loud'], '--log must be one of pretty, json, silent, found "loud".'],
  [['--sandbox', '--replay', 'a'], '--replay and --sandbox do not go together: responses come from the one or from the other.'],
  [['--proxy', 'https://a.example', '--iam'], '--proxy and --iam do not go together: responses come from the one or from the other.'],
  [['--metadata', '--replay', 'a'], '--replay and --metadata do not go together: responses come from the one or from the other.'],
  [['--proxy', 'https://a.example', '--auth', 'a'], '--proxy and --auth do not go together: the endpoint verifies credentials.'],
  [['--host', ''], '--host must not be empty.'],
  [['--seed', ''], '--seed must not be empty.'],
  [['--proxy', 'https://a.example', '--proxy-timeout', '0'], '--proxy-timeout must be a whole number from 1 to 3600000, found "0".'],
  [['--watch'], '--watch needs --document.'],
  [['--seed', 'jobs.json'], '--seed needs --sandbox.'],
  [['--proxy-insecure'], '--proxy-insecure needs --proxy.'],
  [
    ['--proxy', 'https://a.example', '--replay', 'a'],
    '--proxy and --replay do not go together: responses come from the one or from the other.',
  ],
  [['--replay', 'a', '--record', 'a'], '--replay and --record do not go together: it would record itself.'],
  [['--proxy', 'dli'], '--proxy is not a URL of http: or https:, host, port and path only, such as https://gateway.example.com/dli.'],
  [
    ['--proxy', 'https://a.example/v1.0'],
    '--proxy must be no more than scheme, host and port, such as https://a.example: paths come with the requests.',
  ],
  [
    ['--proxy', 'http://dli.example'],
    '--proxy http://dli.example is not encrypted: tokens and data could be read on the way. Use https://dli.example, or --proxy-insecure if you mean it.',
  ],
])('%j gets one line and exit code 2', async (args, line) => {
  expect(await run(args)).toEqual({ code: 2, lines: [], errors: [`dli-mock: ${line}`] });
});

it.each(['ftp://user:geheim@a.example', 'https://user:geheim@a.example', 'https://a.example?geheim', 'https://a.example/#', 'https://a/?'])(
  'refuses the address %s without printing it',
  async (address) => {
    const { code, errors } = await run(['--proxy', address]);

    expect([code, errors.join()]).toEqual([2, expect.stringContaining('--proxy is not a URL')]);
    expect(errors.join()).not.toContain('geheim');
  },
);

it.each([
  [['--port', '0', '--host', '192.0.2.1'], 'This machine has no address 192.0.2.1. Choose 127.0.0.1, or 0.0.0.0 for all of its addresses.'],
  [['--document', 'missing.json'], expect.stringMatching(/missing\.json cannot be read: ENOENT/)],
  [['--replay', 'missing.jsonl'], expect.stringMatching(/missing\.jsonl cannot be read: ENOENT/)],
  [['--record', '/missing/folder/a.jsonl'], expect.stringMatching(/a\.jsonl cannot be recorded to: ENOENT/)],
])('%j gets one line and exit code 1', async (args, line) => {
  const { code, errors } = await run(args);

  expect({ code, errors: errors.map((error) => error.replace('dli-mock: ', '')) }).toEqual({ code: 1, errors: [line] });
});

it('says how to make JSON of a document that is YAML', async () => {
  const file = join(temporaryFolder(), 'own.yaml');
  writeFileSync(file, 'openapi: 3.1.0\n');
  const { code, errors } = await run(['--document', file]);

  expect([code, errors.join()]).toEqual([1, expect.stringContaining('npx @redocly/cli bundle openapi.yaml --output openapi.json')]);
});

it('says which port is in use, and how to see what has it', async () => {
  const other = createServer((_, response) => response.end('{}')).listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  const { code, lines, errors } = await run(['--port', String(port)]);
  other.close();

  expect({ code, lines }).toEqual({ code: 1, lines: [] });
  expect(errors[0]).toMatch(new RegExp(`^dli-mock: Port ${port} on 127.0.0.1 is in use. To see what has it: .*${port}`));
  expect(errors[0]).toContain(`choose another port: --port ${port + 1}`);
});

it('says that another dli-mock has the port, and which process that is', async () => {
  const { url } = await start();
  const patience = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(new AbortController().signal);
  onTestFinished(() => patience.mockRestore());
  const { errors } = await run(['--port', new URL(url).port]);

  expect(errors[0]).toContain(`Another dli-mock has it, process ${process.pid}.`);
});

it('keeps what is created with --sandbox, begins with --seed, and shows the jobs', async () => {
  const file = join(temporaryFolder(), 'jobs.json');
  const [, , project_id] = jobsPath.split('/');
  writeFileSync(file, `{"flinkJobs":[{"job_id":9223372036854775806,"name":"clicks","status":"job_running","project_id":"${project_id}"}]}`);
  const { url, lines } = await start('--sandbox', '--seed', file);
  const listed = await (await fetch(`${url}${jobsPath}`, { headers: token })).text();
  const { resources } = (await (await fetch(`${url}/-/state`)).json()) as LiveState;

  expect(lines[1]).toMatch(/It begins with 1 flinkJobs of \S+jobs\.json\.$/);
  expect(listed).toContain('"job_id":9223372036854775806');
  expect(resources).toMatchObject([{ id: '9223372036854775806', kind: 'Flink JAR', name: 'clicks', state: 'job_running' }]);
});

it('takes the credentials of --auth only', async () => {
  const file = join(temporaryFolder(), 'auth.json');
  const keys = { accessKeyId: 'EXAMPLE-ID', secretAccessKey: 'example-secret-key' };
  writeFileSync(file, JSON.stringify({ ...keys, token: 'expected' }));
  const { url, lines } = await start('--auth', file);
  const call = async (credentials: Credentials) => {
    const dli = createDliClient({ baseUrl: url, projectId: 'p', credentials });
    return (
      (await dli
        .listFlinkJobs()
        .withResponse()
        .catch((error: DliError) => error)) instanceof DliError
    );
  };

  expect(await Promise.all([keys, { token: 'expected' }].map(call))).toEqual([false, false]);
  expect(await Promise.all([{ ...keys, secretAccessKey: 'mistyped' }, { token: 'any' }].map(call))).toEqual([true, true]);
  expect(lines.join('\n')).not.toContain('curl');
});

it.each([
  ['{"token": "a-secret-token"', 'is not JSON.'],
  ['"a-secret-token"', 'auth must be { token }, { accessKeyId, secretAccessKey } or a function.'],
  ['{"accessKeyId":"a-secret-token"}', 'auth needs accessKeyId and secretAccessKey, both of them.'],
  ['{}', 'auth must be { token }, { accessKeyId, secretAccessKey } or a function.'],
])('refuses %s in the file of --auth, and does not show it', async (text, problem) => {
  const file = join(temporaryFolder(), 'auth.json');
  writeFileSync(file, text);
  const { code, errors } = await run(['--auth', file]);

  expect([code, errors.join()]).toEqual([1, expect.stringContaining(problem)]);
  expect(errors.join()).not.toContain('secret-token');
});

it('says where a seed does not fit', async () => {
  const file = join(temporaryFolder(), 'jobs.json');
  writeFileSync(file, '{"flinkJobs":[{"naem":"clicks"}]}');
  const { code, errors } = await run(['--sandbox', '--seed', file]);

  expect([code, errors.join()]).toEqual([1, expect.stringContaining('flinkJobs[0].naem is not a property')]);
});
