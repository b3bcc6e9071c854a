import { request } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import type { ListenOptions } from '../src/index.ts';
import { createMock } from '../src/index.ts';
import { run, start } from './command-support.ts';
import { jobsPath, token } from './support.ts';

async function listen(options: ListenOptions = {}): Promise<string> {
  const mock = createMock();
  onTestFinished(() => mock.close());
  return (await mock.listen({ port: 0, page: true, ...options })).url;
}

/** Sends headers that `fetch` does not let anyone set. */
function ask(
  url: string,
  headers: Record<string, string>,
  method = 'GET',
): Promise<{ status: number | undefined; origins: string | undefined }> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method, headers: { ...token, ...headers } }, (response) => {
      response.destroy();
      resolve({ status: response.statusCode, origins: response.headers['access-control-allow-origin'] });
    });
    call.on('error', reject).end();
  });
}

const hosts = ['localhost', 'LOCALHOST:1', 'app.localhost', '127.0.0.1:4010', '127.1.2.3', '[::1]:80'];
const foreign = ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '10.0.0.1', 'a@localhost', 'localhost/a'];

it('names of this machine reach the mock, and no others, so that DNS rebinding does not', async () => {
  const url = await listen();
  const ok = await Promise.all(hosts.map((host) => ask(url + jobsPath, { host })));
  const refused = await Promise.all(foreign.flatMap((host) => [jobsPath, '/-/', '/-/state', '/'].map((path) => ask(url + path, { host }))));

  expect(ok.map(({ status }) => status)).toEqual(hosts.map(() => 200));
  expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 403));
});

it('names that --host and --allow-host give reach it as well, and with a wildcard every address', async () => {
  const { url } = await start('--host', '0.0.0.0', '--allow-host', 'Mock.example', '--allow-host', 'other.example');
  const statuses = ['mock.example:80', 'other.example', '10.0.0.1', '[fe80::1]', 'evil.example'].map((host) =>
    ask(url + jobsPath, { host }),
  );

  expect((await Promise.all(statuses)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 403]);
  expect((await ask((await listen({ allowHosts: ['mock.example'] })) + jobsPath, { host: 'mock.example' })).status).toBe(200);
});

it.each(['http://a', 'a:80', 'a/b', 'a b'])('a host cannot be %j', async (name) => {
  expect((await run(['--port', '0', '--allow-host', name])).errors.join()).toContain('A host must be a name or an address');
});

it('only its own page may ask for what the mock shows of itself', async () => {
  const url = await listen();
  const { host } = new URL(url);
  const own = [{ origin: url }, { 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }, {}];
  const others = [
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document' },
  ];
  const readStates = (list: Record<string, string>[], path: string, method?: string) =>
    Promise.all(list.map((headers) => ask(url + path, { host, ...headers }, method)));

  for (const path of ['/-/state', '/-/events', '/-/state?a']) {
    expect(await readStates(own, path)).toEqual(own.map(() => ({ status: 200, origins: undefined })));
    expect(await readStates(others, path)).toEqual(others.map(() => ({ status: 403, origins: undefined })));
  }
  expect(await readStates([{ origin: 'http://evil.example', 'access-control-request-method': 'POST' }], '/-/x', 'OPTIONS')).toEqual([
    { status: 403, origins: undefined },
  ]);
  expect(await readStates([{ 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document' }], '/-/')).toMatchObject([{ status: 200 }]);
});

it('pages of any origin may call the API', async () => {
  expect(await ask((await listen()) + jobsPath, { origin: 'http://app.example' })).toEqual({ status: 200, origins: '*' });
});
