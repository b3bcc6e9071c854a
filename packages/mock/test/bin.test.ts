// The command as users run it: built, in a process of its own.
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import type { Interface } from 'node:readline';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { jobsPath } from './support.ts';

const file = fileURLToPath(new URL('../dist/command/bin.js', import.meta.url));

async function start(...args: string[]) {
  const child = spawn(process.execPath, [file, '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const lines = createInterface(child.stdout);
  const [line] = (await once(lines, 'line')) as [string];
  return { child, lines, url: /http\S+/.exec(line)?.[0] ?? '' };
}

/** The exit code. */
async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number> {
  const exit = once(child, 'exit');
  child.kill(signal);
  const [code] = await exit;
  return code;
}

/** Resolves when a line is printed that matches. */
function printed(lines: Interface, pattern: RegExp): Promise<void> {
  return new Promise((resolve) => lines.on('line', (line) => pattern.test(line) && resolve()));
}

// Most of the time goes to waiting, so they wait side by side.
describe.concurrent('dli-mock', () => {
  it.each([
    ['SIGINT', []],
    ['SIGTERM', []],
    ['SIGTERM', ['--workers', '2']],
  ] as const)('ends with exit code 0 on %s, though a connection is kept alive, with %j', async (signal, options) => {
    const { child, url } = await start(...options);
    const agent = new Agent({ keepAlive: true });
    const [answer] = await once(get(url, { agent }), 'response');
    answer.resume();
    await once(answer, 'end');
    const code = await end(child, signal);
    agent.destroy();

    expect([answer.statusCode, code]).toEqual([404, 0]);
  });

  it('answers the calls that have come before it ends', async () => {
    const { child, lines, url } = await start('--latency', '300');
    const hasCome = printed(lines, /listFlinkJobs/);
    const call = fetch(`${url}${jobsPath}`, { headers: { 'x-auth-token': 'any' } });
    await hasCome;
    const code = await end(child, 'SIGTERM');

    expect([(await call).status, code]).toEqual([200, 0]);
  });

  it('ends with exit code 0 though a call would take a minute', async () => {
    const { child, lines, url } = await start('--latency', '60000');
    const hasCome = printed(lines, /no operation/);
    const call = fetch(url).catch((error: Error) => error.name);
    await hasCome;
    const code = await end(child, 'SIGTERM');

    expect([await call, code]).toEqual(['TypeError', 0]);
  });

  it('goes on to serve when nobody reads its lines any more', async () => {
    const { child, lines, url } = await start();
    lines.close();
    child.stdout?.destroy();
    for (let count = 0; count < 3; count++) await fetch(url);
    const { status } = await fetch(url);
    await end(child, 'SIGTERM');

    expect(status).toBe(404);
  });

  it('prints no stack trace for an unknown option', async () => {
    const child = spawn(process.execPath, [file, '--nonsense'], { stdio: ['ignore', 'ignore', 'pipe'] });
    let printed = '';
    child.stderr.on('data', (chunk) => {
      printed += chunk;
    });
    const [code] = await once(child, 'close');

    expect([code, printed]).toEqual([2, "dli-mock: Unknown option '--nonsense'. dli-mock --help lists the options.\n"]);
  });
});
