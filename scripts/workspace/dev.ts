// `npm run dev`: serves docs and mock, and builds and restarts them after each edit. Open pages reload themselves.

import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { root } from '@dli-openapi/openapi/files';
import { runTurbo } from './build.ts';

const generated = /(^|[\\/])(dist|generated|node_modules|test-results|\.turbo)([\\/]|$)/;
let site: ChildProcess | undefined;
let building = false;
let again = false;
let pause: NodeJS.Timeout | undefined;

await rebuild();
for (const folder of ['spec', 'packages', 'scripts']) {
  watch(join(root, folder), { recursive: true }, (_event, name) => {
    if (!name || generated.test(name)) return;
    clearTimeout(pause);
    pause = setTimeout(rebuild, 100); // an editor writes a file in several steps
  });
}
process.once('SIGINT', () => stopAndExit());
process.once('SIGTERM', () => stopAndExit());

async function rebuild(): Promise<void> {
  if (building) {
    again = true;
    return;
  }
  building = true;
  do {
    again = false;
    const code = await runTurbo('build');
    if (code === 0) await restart();
    else console.error('The build failed: see above. The last build is still served.');
  } while (again);
  building = false;
}

async function restart(): Promise<void> {
  await stop();
  site = spawn(process.execPath, [join(root, 'packages/site/src/main.ts')], {
    stdio: 'inherit',
    env: { ...process.env, DLI_RELOAD: '1' },
  });
}

function stop(): Promise<void> {
  const running = site;
  site = undefined;
  if (!running || running.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    running.once('exit', () => resolve());
    running.kill('SIGTERM');
  });
}

async function stopAndExit(): Promise<void> {
  await stop();
  process.exit(0);
}
