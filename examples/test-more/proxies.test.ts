// The lines of the guide about proxies for other run times.
import { delimiter, dirname } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findRuntime, installRuntimes } from '../../packages/consumers/src/installed-runtimes.ts';
import { listCommands, runCommand } from '../proxies/commands.ts';
import type { Network } from '../proxies/network.ts';
import { createNetwork } from '../proxies/network.ts';

await installRuntimes();
const paths = { bun: findRuntime('Bun'), deno: findRuntime('Deno') };
const path = Object.values(paths)
  .flatMap((file) => (file ? [dirname(file)] : []))
  .join(delimiter);

let network: Network;
beforeAll(async () => {
  network = await createNetwork();
});
afterAll(() => network.close());

for (const [name, file] of Object.entries(paths)) {
  it.skipIf(!file).each(listCommands().filter((line) => line.includes(` ${name} `)))('%s', async (line) => {
    expect(await runCommand(line, network, path)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('26 jobs'),
      isThroughProxy: line.includes('PROXY'),
    });
  });
}
