import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { printed, run, start, temporaryFolder } from './command-support.ts';
import { createPath, jobsPath, token } from './support.ts';
import { startUpstream } from './upstream.ts';

const jobPath = `${jobsPath}/104`;
const head = '{"format":"dli-recording","version":1}\n';

/** Records what a test asks of an endpoint that counts, and gives the file. */
async function record(ask: (url: string) => Promise<unknown>): Promise<string> {
  let count = 0;
  const upstream = await startUpstream((request, response) => {
    count += 1;
    response.writeHead(request.url?.includes('104') ? 200 : 404, {
      'content-type': 'application/json',
      'x-count': String(count),
      'set-cookie': 'geheim',
    });
    response.end(`{"count": ${count}, "id": 9223372036854775807}`);
  });
  const file = join(temporaryFolder(), 'calls.jsonl');
  const command = await start('--proxy', upstream.url, '--record', file);
  await ask(command.url);
  await command.stop();
  return file;
}

function readLines(file: string) {
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function get(url: string, path = jobPath): Promise<Response> {
  return fetch(`${url}${path}`, { headers: token });
}

function post(url: string, body: string): Promise<Response> {
  return fetch(`${url}${createPath}`, { method: 'POST', body, headers: { ...token, 'content-type': 'application/json' } });
}

async function readMessage(response: Response): Promise<string> {
  return ((await response.json()) as { error_msg: string }).error_msg;
}

it('writes a line that says what the file is, and one for each exchange', async () => {
  const [first, second] = readLines(await record((url) => get(url, `${jobPath}?a=%41`)));

  expect(first).toEqual({ format: 'dli-recording', version: 1 });
  expect(second).toMatchObject({
    operationId: 'showFlinkJob',
    request: { method: 'GET', path: `${jobPath}?a=%41` },
    response: { status: 200, headers: { 'x-count': '1' }, body: '{"count": 1, "id": 9223372036854775807}' },
  });
});

it('keeps no secret, and nobody else may read the file', async () => {
  const headers = { 'x-auth-token': 'geheim', authorization: 'geheim', 'content-type': 'application/json' };
  const file = await record((url) =>
    fetch(`${url}${createPath}?token=geheim`, { method: 'POST', body: '{"name":"a","password":"geheim"}', headers }),
  );

  expect(readFileSync(file, 'utf8')).not.toContain('geheim');
  expect(readFileSync(file, 'utf8').match(/\[redacted\]/g)).toHaveLength(5);
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
});

it('keeps a body that is not text', async () => {
  const bytes = Buffer.from([0xff, 0x00, 0xfe]);
  const upstream = await startUpstream((_, response) => response.end(bytes));
  const file = join(temporaryFolder(), 'calls.jsonl');
  const command = await start('--proxy', upstream.url, '--record', file);
  await get(command.url);
  await command.stop();
  const { url } = await start('--replay', file);

  expect(Buffer.from(await (await get(url)).arrayBuffer())).toEqual(bytes);
});

it('records the calls of a mock as well', async () => {
  const file = join(temporaryFolder(), 'calls.jsonl');
  const command = await start('--record', file);
  await get(command.url);
  await command.stop();

  expect(readLines(file)).toHaveLength(2);
});

it('appends to a recording, also after a torn line', async () => {
  const file = await record((url) => get(url));
  appendFileSync(file, '{"time":"2026');
  const command = await start('--record', file);
  await get(command.url);
  await command.stop();
  const replay = await start('--replay', file).catch((error: Error) => error.message);

  expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(4);
  expect(replay).not.toBeTypeOf('string');
});

it('writes to no file that is something else', async () => {
  const file = join(temporaryFolder(), 'notes.txt');
  writeFileSync(file, 'my notes');
  const { code, errors } = await run(['--record', file]);

  expect([code, errors.join(), readFileSync(file, 'utf8')]).toEqual([1, expect.stringContaining('is not a recording'), 'my notes']);
});

it('responds as recorded: status, headers, the bytes of the body', async () => {
  const { url } = await start('--replay', await record((recorded) => get(recorded)));
  const response = await get(url);

  expect([response.status, response.headers.get('x-count'), await response.text()]).toEqual([
    200,
    '1',
    '{"count": 1, "id": 9223372036854775807}',
  ]);
});

it('gives the responses to the same input in their order, and repeats the last', async () => {
  const { url } = await start(
    '--replay',
    await record(async (recorded) => [await get(recorded), await get(recorded, `${jobPath}?a=1`), await get(recorded)]),
  );
  const counts = [await get(url), await get(url), await get(url)].map((response) => response.headers.get('x-count'));

  expect(counts).toEqual(['1', '3', '3']);
});

it('takes the same query and JSON in another order, and the same secrets with other values, as the same input', async () => {
  const file = await record(async (recorded) => [
    await get(recorded, `${jobPath}?a=1&b=2`),
    await post(recorded, '{"name":"a","sk":"1","n":[1,2]}'),
  ]);
  const { url } = await start('--replay', file);
  const responses = [await get(url, `${jobPath}?b=2&a=1`), await post(url, '{ "n": [1, 2], "sk": "2", "name": "a" }')];

  expect(responses.map((response) => response.headers.get('x-count'))).toEqual(['1', '2']);
});

it('distinguishes integers that a number cannot', async () => {
  const { url } = await start('--replay', await record((recorded) => post(recorded, '{"id":9223372036854775807}')));

  expect(await readMessage(await post(url, '{"id":9223372036854775806}'))).toContain(
    'body.id is 9223372036854775807 there and 9223372036854775806 here',
  );
});

it('says of an input that was not recorded what is nearest and how it differs', async () => {
  const file = await record(async (recorded) => [
    await post(recorded, '{"name":"a","desc":"b"}'),
    await post(recorded, '{"name":"a","desc":"c","log_enabled":true}'),
  ]);
  const { url } = await start('--replay', file);
  const response = await post(url, '{"name":"a","desc":"c"}');

  expect([response.status, await readMessage(response)]).toEqual([
    404,
    'The recording has no createFlinkJarJob with this input. The nearest is on line 2: body.desc is "b" there and "c" here',
  ]);
});

it('says of an operation that was not recorded what was', async () => {
  const { url } = await start('--replay', await record((recorded) => get(recorded)));

  expect(await readMessage(await get(url, jobsPath))).toBe('The recording has no listFlinkJobs. It has showFlinkJob');
});

it('lists for a path that leads to no operation which of those were recorded', async () => {
  const file = await record(async (recorded) => [
    await get(recorded, '/one?a=1'),
    await fetch(`${recorded}${jobPath}`, { method: 'HEAD' }),
  ]);
  const { url } = await start('--replay', file);

  expect([await readMessage(await get(url, '/two')), await readMessage(await get(url, '/one?a=2'))]).toEqual([
    `The recording has no GET /two. It has GET /one, HEAD ${jobPath}`,
    'The recording has no GET /one with this input. The nearest is on line 2: query.a is 1 there and 2 here',
  ]);
});

it('reads all but a torn last line, and says which line that is', async () => {
  const file = await record((recorded) => get(recorded));
  appendFileSync(file, '{"time":"2026');
  const command = await start('--replay', file);

  expect(await printed(command, /line 3/)).toContain('is not a whole exchange and is omitted');
  expect((await get(command.url)).status).toBe(200);
});

it.each([
  ['', /is not a recording: its first line should be/],
  ['{"a":1}\n', /is not a recording/],
  [head.replace('1', '2'), /is a recording of version 2; this dli-mock knows version 1/],
])('does not respond from a file that begins with %j', async (text, reason) => {
  const file = join(temporaryFolder(), 'calls.jsonl');
  writeFileSync(file, text);
  const { code, errors } = await run(['--replay', file]);

  expect([code, errors.join()]).toEqual([1, expect.stringMatching(reason)]);
});

it('omits an exchange whose body is too long to keep, and says so', async () => {
  const upstream = await startUpstream((_, response) => response.end(Buffer.alloc(11 * 1024 * 1024)));
  const file = join(temporaryFolder(), 'calls.jsonl');
  const command = await start('--proxy', upstream.url, '--record', file);
  await (await get(command.url, `${jobPath}?token=geheim`)).arrayBuffer();

  expect(await printed(command, /was not recorded: a body is too long/)).toContain(`GET ${jobPath}?token=[redacted]`);
  expect(readLines(file)).toHaveLength(1);
});
