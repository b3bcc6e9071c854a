import { expect, it, onTestFinished } from 'vitest';
import { createMock } from '../src/index.ts';
import type { LiveState } from '../src/page/live.ts';
import { start } from './command-support.ts';
import { operationIds } from './sandbox-support.ts';
import { jobsPath, token } from './support.ts';

async function readState(url: string): Promise<LiveState> {
  return (await (await fetch(`${url}/-/state`)).json()) as LiveState;
}

it.each([
  ['/', 'text/html,application/xhtml+xml'],
  ['/-/', '*/*'],
])('gives the page at %s to who accepts %s', async (path, accept) => {
  const { url } = await start();
  const response = await fetch(`${url}${path}`, { headers: { accept } });

  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
});

it('programs that ask for / get an error in the documented shape', async () => {
  const { url } = await start();
  const response = await fetch(url);

  expect([response.status, await response.json()]).toEqual([404, { error_code: 'APIGW.0101', error_msg: 'The document has no path /' }]);
});

it('lets the page load nothing and ask nothing of any other address', async () => {
  const { url } = await start();
  const response = await fetch(`${url}/-/`);
  const policy = response.headers.get('content-security-policy');

  expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[\w+/]+=*'; style-src 'sha256-[\w+/]+=*'; connect-src 'self';/);
  expect(await response.text()).not.toMatch(/(?:src|href)="(?!\/-\/state|data:)/);
});

it('shows the process, the operations and the last calls, newest first', async () => {
  const { url } = await start();
  await fetch(`${url}${jobsPath}`, { headers: token });
  await fetch(`${url}${jobsPath}?limit=0x10`, { headers: token });
  const state = await readState(url);

  expect(state).toMatchObject({ name: 'dli-mock', processId: process.pid, resources: null, callCount: 2 });
  expect(state.operations).toHaveLength(operationIds.length);
  expect(state.calls.map(({ status, violations }) => [status, violations.length])).toEqual([
    [400, 1],
    [200, 0],
  ]);
});

it('keeps no more than the last fifty calls', async () => {
  const { url } = await start('--log', 'silent');
  for (let count = 0; count < 60; count++) await fetch(`${url}/${count}`);
  const { calls, callCount } = await readState(url);

  expect([calls.length, callCount, calls[0]?.path]).toEqual([50, 60, '/59']);
});

it('reports a call to open pages', async () => {
  const { url } = await start();
  const events = (await fetch(`${url}/-/events`)).body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const call = fetch(`${url}${jobsPath}`, { headers: token });
  // Another activity may be shown before the call arrives.
  while (!/event: activity\ndata: .*listFlinkJobs/.test(text)) text += (await events?.read())?.value;
  await Promise.all([call, events?.cancel()]);

  expect(text).toMatch(/^retry: 1000\nevent: state\ndata: {"name":"dli-mock".*\n\nevent: activity\ndata: /);
});

it('ends though pages are open', async () => {
  const command = await start();
  const { body } = await fetch(`${command.url}/-/events`);

  expect(await command.stop()).toBe(0);
  await body?.cancel();
});

it('refuses more pages than it can serve', async () => {
  const { url } = await start();
  const pages = await Promise.all(Array.from({ length: 20 }, () => fetch(`${url}/-/events`)));
  const { status } = await fetch(`${url}/-/events`);
  for (const { body } of pages) await body?.cancel();

  expect(status).toBe(503);
});

it('leaves all other methods and paths to the mock', async () => {
  const { url } = await start();
  const statuses = await Promise.all([fetch(`${url}/-/`, { method: 'POST' }), fetch(`${url}/-/other`)]);

  expect(statuses.map(({ status }) => status)).toEqual([404, 404]);
});

it('is there beside a mock that a test serves, after pages of its own', async () => {
  const mock = createMock();
  const { url } = await mock.listen({
    port: 0,
    page: true,
    beforeRequest: (request, response) => request.url === '/' && response.end('own').writableEnded,
  });
  onTestFinished(() => mock.close());
  await fetch(`${url}${jobsPath}`, { headers: token });
  const { calls } = await readState(url);

  expect(await (await fetch(url, { headers: { accept: 'text/html' } })).text()).toBe('own');
  expect(calls.map(({ operationId }) => operationId)).toEqual(['listFlinkJobs']);
});

it('shows planned responses too, whatever they are', async () => {
  const mock = createMock({ sandbox: true });
  const { url } = await mock.listen({ port: 0, page: true });
  onTestFinished(() => mock.close());
  const list = mock.operation('listFlinkJobs');
  list.sequence([
    { unchecked: { status: 502, body: '<h1>Bad gateway</h1>' } },
    { unchecked: { status: 503, body: null } },
    { fault: 'reset' },
  ]);
  const response = await fetch(`${url}${jobsPath}`, { headers: token });
  await fetch(`${url}${jobsPath}`, { headers: token });
  await fetch(`${url}${jobsPath}`, { headers: token }).catch(() => {});
  mock.seed({ flinkJobs: [{ job_id: 1, queue_name: null, status: 'job_init' }] });
  await fetch(`${url}${jobsPath}/run`, {
    method: 'POST',
    headers: { ...token, 'content-type': 'application/json' },
    body: '{"job_ids":[1]}',
  });
  const { calls } = await readState(url);

  expect(await response.text()).toBe('<h1>Bad gateway</h1>');
  expect(calls.map(({ status, message }) => [status, message]).reverse()).toEqual([
    [502, null],
    [503, null],
    [0, 'A planned fault: reset'],
    [400, 'No queue has been chosen for the job 1.'],
  ]);
});
