// The script behind every npm command, in its own workspace with a fake pnpm.
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '@dli-openapi/openapi/files';
import { afterAll, describe, expect, it } from 'vitest';
import { runProcess, startProcess } from '../testing/process.ts';

const scratch = mkdtempSync(join(tmpdir(), 'run 中文-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** Creates a workspace that needs a version of Node, with a shell script as pnpm. */
function createWorkspace(name: string, { node = '>=20', pnpm = 'exit 0' } = {}): string {
  const folder = join(scratch, name);
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  for (const file of ['scripts/run.mjs', 'scripts/tools.mjs', 'packages/site/src/address.mjs'])
    cpSync(join(root, file), join(folder, file));
  write('package.json', JSON.stringify({ type: 'module', engines: { node }, optionalDependencies: {}, packageManager: 'pnpm@1.2.3' }));
  write('node_modules/pnpm/package.json', JSON.stringify({ version: '1.2.3' }));
  write('node_modules/.modules.yaml', JSON.stringify({ included: { optionalDependencies: true } }));
  const shell = `import { spawnSync } from 'node:child_process';\nprocess.exit(spawnSync('sh', ['-c', process.argv[2] === 'install' ? ${JSON.stringify(pnpm)} : ''], { stdio: 'inherit' }).status);`;
  write('node_modules/pnpm/bin/pnpm.mjs', shell);
  write('task.mjs', 'console.log(process.argv.slice(2).join("|"));');
  return folder;
}

const run = (folder: string, args: string[], env: Record<string, string> = {}) =>
  runProcess(process.execPath, [join(folder, 'scripts/run.mjs'), ...args], { env: { ...process.env, ...env } });

describe.skipIf(process.platform === 'win32')('every command', () => {
  it('passes on arguments and exit codes, even in a folder with spaces', async () => {
    const folder = createWorkspace('a folder');
    expect(await run(folder, ['task.mjs', 'a b', '--c'])).toMatchObject({ status: 0, stdout: 'a b|--c\n', stderr: '' });
    writeFileSync(join(folder, 'task.mjs'), 'process.exit(7);');
    expect(await run(folder, ['task.mjs'])).toMatchObject({ status: 7 });
  });

  it('says in one line which Node it needs, before it installs', async () => {
    const folder = createWorkspace('later', { node: '>=99.1', pnpm: 'echo installing' });
    expect(await run(folder, ['task.mjs'])).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^Node\.js 99\.1 or later is needed on \w+ \w+, and this is \d+\.\d+\.\d+\.\n$/),
    });
  });

  it('exits with the code of a failed installation, and runs nothing', async () => {
    const folder = createWorkspace('broken', { pnpm: 'echo no registry >&2; exit 3' });
    expect(await run(folder, ['task.mjs'])).toMatchObject({ status: 3, stdout: '', stderr: 'no registry\n' });
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('ends on %s with all processes that it has started', async (signal) => {
    // In the background of a shell, SIGINT is ignored.
    const folder = createWorkspace(signal, { pnpm: 'sleep 1000 & echo ready; wait' });
    const { child, waitForOutput, waitForEnd } = startProcess(process.execPath, [join(folder, 'scripts/run.mjs'), 'task.mjs']);
    await waitForOutput(/ready/);
    child.kill(signal);
    // Its output is closed once no process can write to it.
    expect(await waitForEnd()).toMatchObject({ status: null });
    expect(child.signalCode).toBe(signal);
  });
});

describe.skipIf(process.platform === 'win32')('npm start', () => {
  const start = ['--first', 'packages/site/src/address.mjs', 'task.mjs'];

  it('reports that the port is in use, and how to choose another, before it installs', async () => {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const folder = createWorkspace('taken', { pnpm: `touch '${join(scratch, 'installed')}'` });
    const { status, stderr } = await run(folder, start, { PORT: String(port) });
    server.close();
    expect([status, stderr]).toEqual([1, `Port ${port} on 127.0.0.1 is in use. Choose another, as in: PORT=${port + 1} npm start\n`]);
    expect(existsSync(join(scratch, 'installed'))).toBe(false);
  });

  it.each(['http', '-1', '65536', ''])('refuses PORT=%s', async (PORT) => {
    const { status, stderr } = await run(createWorkspace(`port ${PORT}`), start, { PORT });
    expect([status, stderr]).toEqual([1, `PORT must be a whole number from 0 to 65535, found "${PORT}".\n`]);
  });
});
