import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { runCommand } from '../src/command/command.ts';

/** Runs the command until it ends, or has printed two lines and did what a test does then. */
async function run(args: string[], whenStarted: (lines: string[]) => Promise<void> = async () => {}) {
  const lines: string[] = [];
  const errors: string[] = [];
  let stop = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const print = (line: string) => {
    if (lines.push(line) === 2) whenStarted(lines).finally(stop);
  };
  const code = await runCommand(args, { print, printError: (line) => errors.push(line), stopped });
  return { code, lines, errors };
}

it('prints its address and a curl line that works', async () => {
  let status = 0;
  const { code, lines } = await run(['--port', '0'], async ([, curl = '']) => {
    const [, header = '', url = ''] = /curl -H '(.+?)' '(.+?)'/.exec(curl) ?? [];
    status = (await fetch(url, { headers: [header.split(': ') as [string, string]] })).status;
  });

  expect(lines[0]).toMatch(/^DLI mock listening on http:\/\/127\.0\.0\.1:\d+$/);
  expect([status, code]).toEqual([200, 0]);
});

it('refuses unknown query parameters with --strict', async () => {
  let status = 0;
  await run(['--port', '0', '--strict'], async ([, curl = '']) => {
    const url = /'(http.+?)'/.exec(curl)?.[1];
    status = (await fetch(`${url}?unknown=1`, { headers: { 'x-auth-token': 'any' } })).status;
  });

  expect(status).toBe(400);
});

it('lists its options with --help', async () => {
  const { code, lines } = await run(['--help']);

  expect(code).toBe(0);
  expect(lines.join('\n')).toMatch(/--port.*--host.*--strict.*--version/s);
});

it('prints its version with --version', async () => {
  expect(await run(['--version'])).toEqual({ code: 0, lines: [expect.stringMatching(/^\d+\.\d+\.\d+/)], errors: [] });
});

it.each([
  [['--prot', '1'], "dli-mock: Unknown option '--prot'. dli-mock --help lists the options."],
  [['serve'], "dli-mock: Unexpected argument 'serve'. dli-mock --help lists the options."],
  [['--port'], "dli-mock: Option '--port <value>' argument missing. dli-mock --help lists the options."],
  [['--port', 'http'], 'dli-mock: --port must be a whole number from 0 to 65535, found "http".'],
  [['--port=-1'], 'dli-mock: --port must be a whole number from 0 to 65535, found "-1".'],
  [['--port', '65536'], 'dli-mock: The port must be a whole number from 0 to 65535, found 65536.'],
  [
    ['--port', '0', '--host', '192.0.2.1'],
    'dli-mock: This machine has no address 192.0.2.1. Choose 127.0.0.1, or 0.0.0.0 for all of its addresses.',
  ],
])('answers %j with one line and exit code 1', async (args, line) => {
  expect(await run(args)).toEqual({ code: 1, lines: [], errors: [line] });
});

it('says which port is in use and what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  const result = await run(['--port', String(port)]);
  other.close();

  expect(result).toEqual({
    code: 1,
    lines: [],
    errors: [`dli-mock: Port ${port} on 127.0.0.1 is in use. Choose another port, or port 0 for any free one.`],
  });
});
