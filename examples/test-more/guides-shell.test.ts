// Runs the curl commands of the guides against a mock, and compares the responses below them.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createMock } from '@dli-openapi/mock';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runProcess } from '../../scripts/testing/process.ts';
import { pages, root } from '../readme/pages.ts';

const mock = createMock();
let iam: Server;
let received: string[] = [];

const guides = pages.filter((page) => page.includes('guides'));
const blocks = guides.flatMap((page) =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/^```sh\n(.*?)^```\n(?:\n```json\n(.*?)^```)?/gms)].map(
    ([, script = '', response]) => ({ page, script, response }),
  ),
);
const isCurl = ({ script }: { script: string }) => script.startsWith('curl ');
const isOfProxies = ({ page }: { page: string }) => page.endsWith('proxies.md');

const noCurl = ['bash', 'curl'].some((command) => spawnSync(command, ['--version']).error !== undefined);
if (noCurl) console.warn('Skipped: bash or curl is missing on this machine.');

describe.skipIf(noCurl)('the commands of the guides', () => {
  let places: [address: string, local: string][];

  beforeAll(async () => {
    const { url } = await mock.listen({ port: 0 });
    iam = createServer(async (request, response) => {
      received.push(await new Response(request as unknown as ReadableStream).text());
      response.writeHead(201, { 'x-subject-token': 'any' }).end('{}');
    });
    await new Promise<void>((resolve) => iam.listen(0, '127.0.0.1', resolve));
    places = [
      ['http://127.0.0.1:4010', url],
      ['https://dli.cn-north-4.myhuaweicloud.com', url],
      ['https://iam.cn-north-4.myhuaweicloud.com', `http://127.0.0.1:${(iam.address() as AddressInfo).port}`],
    ];
  });
  beforeEach(() => {
    mock.reset();
    received = [];
  });
  afterAll(async () => {
    iam.close();
    await mock.close();
  });

  it.each(blocks.filter(isCurl))('get responses: $script', async ({ script, response }) => {
    const local = places.reduce((text, [address, here]) => text.replaceAll(address, here), script);
    const env = { ...process.env, DLI_TOKEN: 'any', DLI_PROJECT_ID: 'p1' };
    const { status, stdout } = await runProcess('bash', ['-euc', local], { env });

    expect([status, stdout]).toEqual([0, expect.stringMatching(/./)]);
    if (received.length > 0) for (const body of received) expect(JSON.parse(body)).toHaveProperty('auth.scope.project.id');
    else if (response !== undefined) expect(JSON.parse(stdout)).toEqual(JSON.parse(response));
    else expect(mock.calls.flatMap(({ violations }) => violations)).toEqual([]);
  });

  it('that are not run here are run by other tests', () => {
    const others = blocks.filter((block) => !isCurl(block) && !isOfProxies(block) && !block.script.includes(' examples/'));
    expect(others.map(({ script }) => script.split('\n')[0])).toEqual([
      'NODE_OPTIONS=--experimental-vm-modules npx jest',
      'npm start',
      'node scripts/run.mjs pnpm --filter @dli-openapi/spec --filter @dli-openapi/client --filter @dli-openapi/mock \\',
      'npm install /tmp/dli-openapi/*.tgz',
      'npx dli-mock --port 4010',
    ]);
  });
});
