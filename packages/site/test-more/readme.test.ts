// The commands that README.md shows for `npm start` succeed on its server.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMock } from '@dli-openapi/mock';
import { root } from '@dli-openapi/openapi/files';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runProcess } from '../../../scripts/testing/process.ts';
import { demo, fillSandbox } from '../src/demo.ts';

const address = 'http://127.0.0.1:4010';
const commands = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/^```sh\n(.*?)^```$/gms)]
  .map(([, command = '']) => command)
  .filter((command) => command.includes(address) && !command.startsWith('npm '));
const noCurl = ['bash', 'curl'].some((command) => spawnSync(command, ['--version']).error !== undefined);
if (noCurl) console.warn('Skipped: bash or curl is missing on this machine.');

const mock = createMock({ sandbox: { seed: demo } });
let url: string;

beforeAll(async () => {
  await fillSandbox(mock);
  ({ url } = await mock.listen({ port: 0 }));
});
afterAll(() => mock.close());

it('there are some', () => {
  expect(commands.length).toBeGreaterThan(1);
});

it.skipIf(noCurl).each(commands)('%s', async (command) => {
  const { status, stdout, stderr } = await runProcess('bash', ['-euc', command.replaceAll(address, url)], { cwd: root });
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/clicks/);
});
