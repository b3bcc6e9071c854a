import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { siteFolder } from '@dli-openapi/docs/site';
import { createMock } from '@dli-openapi/mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningProcess } from '../../../scripts/testing/process.ts';
import { startProcess } from '../../../scripts/testing/process.ts';
import { serveSite } from '../src/serve.ts';

const main = join(import.meta.dirname, '../src/main.ts');

describe('docs and mock on one address', () => {
  const mock = createMock();
  let url: string;

  beforeAll(async () => {
    url = (await serveSite(mock, { docs: siteFolder, host: '127.0.0.1', port: 0 })).url;
  });
  afterAll(() => mock.close());

  it('redirects from the root to the docs', async () => {
    const page = await fetch(url);
    expect(page.url).toBe(`${url}/docs/`);
    expect(await page.text()).toContain('Unofficial');
  });

  it.each(['/docs', '/docs/zh-CN'])('redirects from %s to the folder, where relative links work', async (path) => {
    expect((await fetch(url + path)).url).toBe(`${url}${path}/`);
  });

  it.each(['llms.txt', 'zh-CN/llms.txt', 'zh-CN/openapi.yaml', 'zh-CN/operations/listFlinkJobs.md'])(
    'says what %s is written in',
    async (file) => {
      expect((await fetch(`${url}/docs/${file}`)).headers.get('content-type')).toMatch(/charset=utf-8$/i);
    },
  );

  it.each([
    ['openapi.json', '"openapi": "3.1.0"'],
    ['openapi-3.0.yaml', 'openapi: 3.0.3'],
    ['zh-CN/openapi-3.0.json', '"openapi": "3.0.3"'],
    ['workflows.arazzo.yaml', 'arazzo: 1'],
    ['zh-CN/workflows.arazzo.yaml', '调用流程'],
  ])('serves %s to download', async (file, start) => {
    expect((await (await fetch(`${url}/docs/${file}`)).text()).slice(0, 200)).toContain(start);
  });

  it('responds to an unknown page with 404, and a page with a search that leads on', async () => {
    const response = await fetch(`${url}/docs/operations/old/no-such-page`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('<base href="/docs/">');
  });

  it.each(['/docs/no%ZZ', '/docs/a%00b', '//docs/x', '/docs/operations/%5c..%5c'])('responds to %s with 404', async (path) => {
    expect((await fetch(url + path)).status).toBe(404);
  });

  it('adds the ending of a page that lacks it', async () => {
    expect((await fetch(`${url}/docs/quick-start`)).url).toBe(`${url}/docs/quick-start.html`);
  });

  it('sends a strict policy with every file', async () => {
    for (const file of ['', 'openapi.json', 'site.css', 'no-such-page']) {
      const { headers } = await fetch(`${url}/docs/${file}`);
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; .*frame-ancestors 'none'$/);
      expect(headers.get('content-security-policy')).not.toContain('unsafe-');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  it.each(['br', 'gzip', ''])(
    'compresses with "%s" as the browser accepts, and says by the content whether it has changed',
    async (encoding) => {
      const headers = { 'accept-encoding': encoding };
      const response = await fetch(`${url}/docs/`, { headers });
      expect(response.headers.get('content-encoding') ?? '').toBe(encoding);
      expect(response.headers.get('vary')).toBe('accept-encoding');
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(await response.text()).toBe(readFileSync(join(siteFolder, 'index.html'), 'utf8'));
      const etag = response.headers.get('etag') ?? '';
      const again = await fetch(`${url}/docs/`, { headers: { ...headers, 'if-none-match': etag } });
      expect([again.status, await again.text()]).toEqual([304, '']);
      expect((await fetch(`${url}/docs/quick-start.html`, { headers: { ...headers, 'if-none-match': etag } })).status).toBe(200);
    },
  );

  it('lets browsers keep scripts and styles for ever, whose addresses change with them', async () => {
    const page = await (await fetch(`${url}/docs/`)).text();
    const addresses = [...page.matchAll(/"(\w+\.\w+\?v=\w+)"/g)].map(([, address]) => address);
    expect(addresses.length).toBeGreaterThan(2);
    for (const address of addresses) expect((await fetch(`${url}/docs/${address}`)).headers.get('cache-control')).toContain('immutable');
  });

  it('responds to HEAD without a body, and to other methods not at all', async () => {
    const response = await fetch(`${url}/docs/`, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect((await fetch(`${url}/docs/`, { method: 'POST' })).status).toBe(405);
  });

  it.each(['/docs/../package.json', '/docs/%2e%2e/package.json', '/docs/..%2fpackage.json'])(
    'does not leave the folder at %s',
    async (path) => {
      const response = await fetch(url + path);
      expect(await response.text()).not.toContain('"name"');
    },
  );

  it("shows the mock's calls live", async () => {
    expect(await (await fetch(`${url}/-/`)).text()).toContain('<title>DLI mock</title>');
  });

  it('enables calls from its pages', async () => {
    expect(await (await fetch(`${url}/docs/mock.js`)).text()).toBe('globalThis.dliMockIsHere = true;\n');
  });

  it('leaves every other path to the mock', async () => {
    const response = await fetch(`${url}/v1.0/my-project/streaming/jobs?limit=1`, { headers: { 'x-auth-token': 'any' } });
    expect(await response.json()).toMatchObject({ is_success: 'true' });
  });
});

describe('pages that reload themselves', () => {
  const mock = createMock();
  let url: string;

  beforeAll(async () => {
    url = (await serveSite(mock, { docs: siteFolder, host: '127.0.0.1', port: 0, reload: true })).url;
  });
  afterAll(() => mock.close());

  it('load a script that their policy allows', async () => {
    for (const path of ['/docs/', '/docs/deviations.html', '/docs/zh-CN/', '/docs/zh-CN/deviations.html']) {
      const page = await (await fetch(url + path)).text();
      expect(page).toContain('<script src="/docs/-/reload.js">');
      expect(page).toContain("connect-src 'self'");
    }
    expect((await fetch(`${url}/docs/-/reload.js`)).status).toBe(200);
  });

  it('watch a connection that breaks when the server ends', async () => {
    const other = createMock();
    const { url: address } = await serveSite(other, { docs: siteFolder, host: '127.0.0.1', port: 0, reload: true });
    const response = await fetch(`${address}/docs/-/alive`);
    const reading = response.text();
    await other.close();
    await expect(reading).rejects.toThrow();
  });
});

describe('the command', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('prints its address and ends cleanly on %s', async (signal) => {
    const site = start({ PORT: '0' });
    expect((await fetch(`${await readAddress(site)}/docs/`)).status).toBe(200);
    site.child.kill(signal);
    expect((await site.waitForEnd()).status).toBe(0);
  });

  it('serves a sandbox, with jobs to begin with, and keeps created jobs', async () => {
    const site = start({ PORT: '0' });
    const project = `${await readAddress(site)}/v1.0/my-project/streaming`;
    const headers = { 'x-auth-token': 'any', 'content-type': 'application/json' };
    await fetch(`${project}/flink-jobs`, { method: 'POST', headers, body: JSON.stringify({ name: 'mine' }) });
    const { job_list } = (await (await fetch(`${project}/jobs`, { headers })).json()) as { job_list: { jobs: { name: string }[] } };
    site.child.kill();
    expect(job_list.jobs.map(({ name }) => name)).toEqual([
      'mine',
      'clicks',
      'refunds',
      'orders',
      'jptest',
      'no-resources',
      'risk',
      'cars',
    ]);
  });

  it('ends when its parent is gone', async () => {
    const parent = startProcess('sh', ['-c', '"$0" "$1" & wait', process.execPath, main], { env: { ...process.env, PORT: '0' } });
    await readAddress(parent);
    parent.child.kill('SIGKILL');
    // Its output stays open until the site has ended, too.
    await parent.waitForEnd();
  });

  it.each([
    ['no-port', /^PORT must be a whole number from 0 to 65535, found "no-port"\.$/],
    ['70000', /^PORT must be a whole number from 0 to 65535, found "70000"\.$/],
  ])('says in one line what is wrong with PORT=%s', async (port, message) => {
    const { status, stdout, stderr } = await start({ PORT: port }).waitForEnd();
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr.trimEnd()).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('reports in one line that the port is in use', async () => {
    const mock = createMock();
    const { port } = await mock.listen({ port: 0 });
    const { status, stdout, stderr } = await start({ PORT: String(port) }).waitForEnd();
    await mock.close();
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr.trimEnd()).toMatch(new RegExp(`^Port ${port} on 127.0.0.1 is in use.*PORT=${port + 1} npm start$`));
  });
});

function start(env: Record<string, string>): RunningProcess {
  return startProcess(process.execPath, [main], { env: { ...process.env, ...env } });
}

async function readAddress({ waitForOutput }: RunningProcess): Promise<string> {
  const [, address = ''] = await waitForOutput(/mock {2}(\S+).*Ctrl-C/s);
  return address;
}
