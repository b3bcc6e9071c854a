// Runs the pinned pnpm: the workspace's own once that is installed, and before that one from npx, which takes a
// second longer. Plain JavaScript, because it runs on whatever Node the machine has.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const wanted = readJson('package.json').packageManager.split('@')[1];
const installed = readJson('node_modules/pnpm/package.json')?.version === wanted;
const [command, ...first] = installed ? [fileURLToPath(new URL('node_modules/.bin/pnpm', root))] : ['npx', '-y', `pnpm@${wanted}`];

const windows = process.platform === 'win32';
// A group of its own: npm, npx, pnpm and the shells between them do not all pass signals on, so all are told at once.
const child = spawn(command, [...first, ...process.argv.slice(2)], { stdio: 'inherit', shell: windows, detached: !windows });

const parent = process.ppid;
let asked = false;
const end = (signal) => {
  asked = true;
  if (windows) child.kill(signal);
  else process.kill(-child.pid, signal);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(signal));
// The command that started this one may be killed without a word.
setInterval(() => process.ppid !== parent && !asked && end('SIGTERM'), 250).unref();

child.on('exit', (code) => process.exit(asked ? 0 : (code ?? 1)));
child.on('error', (error) => {
  console.error(`${command} does not start: ${error.message}`);
  process.exit(1);
});

function readJson(file) {
  try {
    return JSON.parse(readFileSync(new URL(file, root), 'utf8'));
  } catch {
    return undefined; // not installed yet
  }
}
