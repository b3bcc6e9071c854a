// The command as users run it: built, in a process of its own.
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { RunningProcess } from '../../../scripts/testing/process.ts';
import { runProcess, startProcess } from '../../../scripts/testing/process.ts';
import { jobsPath } from './support.ts';

const file = fileURLToPath(new URL('../dist/command/bin.js', import.meta.url));

async function start(...args: string[]) {
  const command = startProcess(process.execPath, [file, '--port', '0', ...args], { env: { ...process.env, NODE_ENV: 'production' } });
  const [url] = await command.waitForOutput(/http\S+(?=\s)/);
  return { ...command, url };
}

/** The exit code. */
async function end({ child, waitForEnd }: RunningProcess, signal: NodeJS.Signals): Promise<number | null> {
  child.kill(signal);
  return (await waitForEnd()).status;
}

// Most of the time goes to waiting, so they wait side by side.
describe.concurrent('dli-mock', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('ends with exit code 0 on %s, though a connection is kept alive', async (signal) => {
    const command = await start();
    const agent = new Agent({ keepAlive: true });
    const [response] = await once(get(command.url, { agent }), 'response');
    response.resume();
    await once(response, 'end');
    const code = await end(command, signal);
    agent.destroy();

    expect([response.statusCode, code]).toEqual([404, 0]);
  });

  it('responds to the calls that have come before it ends', async () => {
    const command = await start('--latency', '300');
    const call = fetch(`${command.url}${jobsPath}`, { headers: { 'x-auth-token': 'any' } });
    await command.waitForOutput(/listFlinkJobs/);
    const code = await end(command, 'SIGTERM');

    expect([(await call).status, code]).toEqual([200, 0]);
  });

  it('ends with exit code 0 though a call would take ten minutes', async () => {
    const command = await start('--latency', '600000');
    const call = fetch(command.url).catch((error: Error) => error.name);
    await command.waitForOutput(/no operation/);
    const code = await end(command, 'SIGTERM');

    expect([await call, code]).toEqual(['TypeError', 0]);
  });

  it('continues to serve when nobody reads its lines any more', async () => {
    const command = await start();
    command.child.stdout?.destroy();
    for (let count = 0; count < 3; count++) await fetch(command.url);
    const { status } = await fetch(command.url);
    await end(command, 'SIGTERM');

    expect(status).toBe(404);
  });

  it('prints no stack trace for an unknown option', async () => {
    expect(await runProcess(process.execPath, [file, '--nonsense'])).toEqual({
      status: 2,
      stdout: '',
      stderr: "dli-mock: Unknown option '--nonsense'. dli-mock --help lists the options.\n",
    });
  });
});
