// The command as users run it: built, in a process of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const file = fileURLToPath(new URL('../dist/command/bin.js', import.meta.url));

async function start() {
  const child = spawn(process.execPath, [file, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, url: /http\S+/.exec(line)?.[0] ?? '' };
}

it.each(['SIGINT', 'SIGTERM'] as const)('ends with exit code 0 on %s, though a connection is kept alive', async (signal) => {
  const { child, url } = await start();
  const agent = new Agent({ keepAlive: true });
  const [answer] = await once(get(url, { agent }), 'response');
  answer.resume();
  await once(answer, 'end');
  child.kill(signal);
  const [code] = await once(child, 'exit');
  agent.destroy();

  expect([answer.statusCode, code]).toEqual([404, 0]);
});

it('prints no stack trace for an unknown option', async () => {
  const child = spawn(process.execPath, [file, '--nonsense'], { stdio: ['ignore', 'ignore', 'pipe'] });
  let printed = '';
  child.stderr.on('data', (chunk) => {
    printed += chunk;
  });
  const [code] = await once(child, 'close');

  expect([code, printed]).toEqual([1, "dli-mock: Unknown option '--nonsense'. dli-mock --help lists the options.\n"]);
});
