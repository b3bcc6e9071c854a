// The lines of the guide about proxies, run behind a proxy of this machine.
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProcess } from '../../scripts/testing/process.ts';
import { listCommands, runCommand } from '../proxies/commands.ts';
import type { Network } from '../proxies/network.ts';
import { createNetwork } from '../proxies/network.ts';

let network: Network;
beforeAll(async () => {
  network = await createNetwork();
});
afterAll(() => network.close());

const isNode = (line: string) => / node /.test(line);
const path = dirname(process.execPath);

it.each(listCommands().filter(isNode))('%s', async (line) => {
  expect(await runCommand(line, network, path)).toEqual({
    status: 0,
    stdout: expect.stringContaining('26 jobs'),
    stderr: '',
    isThroughProxy: line.includes('PROXY'),
  });
});

it.each(['undici', 'node-fetch'])('the program with %s goes through the proxy', async (name) => {
  network.tunnels.length = 0;
  const env = { ...network.behindProxy, HTTPS_PROXY: network.proxy, PATH: path };
  const ended = await runProcess('node', [`proxies/${name}.ts`], { cwd: `${import.meta.dirname}/..`, env });

  expect(ended).toEqual({ status: 0, stdout: expect.stringContaining('146 aaaaa'), stderr: '' });
  expect(network.tunnels).toContain('dli.test:443');
});

describe('without its certificate', () => {
  it('the service is not trusted', async () => {
    const ended = await runProcess('node', ['list-jobs.ts'], { cwd: `${import.meta.dirname}/..`, env: { ...network.direct, PATH: path } });

    expect(ended.status).toBe(1);
    expect(ended.stderr).toContain('self-signed certificate');
  });
});
