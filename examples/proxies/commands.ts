// The commands of the guide about proxies.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EndedProcess } from '../../scripts/testing/process.ts';
import { runProcess } from '../../scripts/testing/process.ts';
import { root } from '../readme/pages.ts';
import type { Network } from './network.ts';

export function listCommands(): string[] {
  const guide = readFileSync(join(root, 'packages/docs/src/guides/en/proxies.md'), 'utf8');
  return [...guide.matchAll(/^```sh\n(.*?)\n```/gms)].map(([, line = '']) => line);
}

/**
 * Runs a command of the guide with this machine's proxy and certificate in place of those that it names.
 * @param path where the programs are
 */
export async function runCommand(line: string, network: Network, path: string): Promise<EndedProcess & { isThroughProxy: boolean }> {
  network.tunnels.length = 0;
  const local = line.replace('http://proxy.example.com:3128', network.proxy).replace('ca.pem', network.certificate);
  const [, settings = '', command = ''] = /^((?:\w+=\S+ )*)(.*)$/.exec(local) ?? [];
  const given = Object.fromEntries(settings.split(' ').flatMap((one) => (one === '' ? [] : [one.split(/=(.*)/).slice(0, 2)])));
  const env = { ...(line.includes('PROXY') ? network.behindProxy : network.direct), ...given, PATH: path };
  const [program = '', ...args] = command.split(' ');
  const ended = await runProcess(program, args, { cwd: join(root, 'examples'), env });
  return { ...ended, isThroughProxy: network.tunnels.includes('dli.test:443') };
}
