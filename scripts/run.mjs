// What every npm script is: node scripts/run.mjs [--first <module>] [--build <tasks>] [<script or tool> <arguments>]
// It installs what is missing and runs a script or tool with the workspace's own Node and tools first on PATH. Before all else it
// calls the module's default export, which may return a problem; just before the script, turbo builds.
// In the JavaScript of 2019, so that a Node that is too old can read it and say so.
import { execFile, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tools } from './tools.mjs';

const isWindows = process.platform === 'win32';
const find = (file) => fileURLToPath(new URL(`../${file}`, import.meta.url));
const readJson = (file) => JSON.parse(readFileSync(find(file), 'utf8'));
const { engines, optionalDependencies, packageManager } = readJson('package.json');
const pnpmVersion = packageManager.split('@')[1];
const ownNode = `node-${process.platform}-${process.arch}`;
// Only the command itself prints to stdout.
const aside = { cwd: find('.'), stdio: ['inherit', 2, 2] };

const received = [];
let child;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(signal));
endWithStarter();

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exit(1);
});

async function main(args) {
  const options = { '--first': '', '--build': '' };
  while (args[0] in options) options[args.shift()] = args.shift();
  const [command, ...rest] = args;

  requireNode(ownNode in optionalDependencies);
  if (options['--first']) {
    const { default: findProblem } = await import(new URL(`../${options['--first']}`, import.meta.url).href);
    const problem = await findProblem();
    if (problem) throw new Error(problem);
  }
  if (command !== 'pnpm' || !isInstalled()) await install();
  const isBrought = existsSync(find(`node_modules/${ownNode}`));
  requireNode(isBrought);
  const node = isBrought ? find(`node_modules/${ownNode}/bin/node`) : process.execPath;
  process.env.PATH = [find('node_modules/.bin'), dirname(node), process.env.PATH].join(delimiter);
  Object.assign(process.env, { DO_NOT_TRACK: '1', TURBO_TELEMETRY_DISABLED: '1' });

  if (options['--build']) {
    console.error('Building');
    await run(node, [tools.turbo, 'run', ...options['--build'].split(',')], aside);
  }
  if (command) await run(node, [tools[command] || find(command), ...rest]);
}

/** If the workspace installs its own Node, the current one runs only npm and this script. */
function requireNode(isBrought) {
  const needed = isBrought ? '20' : engines.node.replace('>=', '');
  const { platform, arch, versions } = process;
  if (versions.node.localeCompare(needed, 'en', { numeric: true }) >= 0) return;
  throw new Error(`Node.js ${needed} or later is needed on ${platform} ${arch}, and this is ${versions.node}.`);
}

function isInstalled() {
  // pnpm writes it last. An installation without optional packages lacks the tools' binaries.
  const state = find('node_modules/.modules.yaml');
  const isComplete = existsSync(state) && /"?optionalDependencies"?: *true/.test(readFileSync(state, 'utf8'));
  return isComplete && existsSync(tools.pnpm) && readJson('node_modules/pnpm/package.json').version === pnpmVersion;
}

/** Installs with the workspace's own pnpm if it is there, as npx takes a second longer. */
function install() {
  if (isInstalled()) return run(process.execPath, [tools.pnpm, 'install', '--optional'], aside);
  console.error(`Installing with pnpm ${pnpmVersion}`);
  // In another folder: here npx would run the pnpm of node_modules, which may lack its binary.
  const command = `npx -y pnpm@${pnpmVersion} --dir "${dirname(find('package.json'))}" install --optional`;
  return run(command, [], { ...aside, cwd: tmpdir(), shell: true });
}

/** Runs a command to its end. If it fails or a signal is received, this process ends too. */
function run(command, args, options) {
  if (received.length > 0) return killSelf(received[0]);
  // In a group of its own, which gets every signal at once: npx, pnpm and the shells between them do not all pass signals on.
  child = spawn(command, args, { stdio: 'inherit', detached: !isWindows, ...options });
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Error(`${command} does not start: ${error.message}`)));
    child.on('exit', (code, signal) => {
      if (received.length > 0) kill('SIGKILL');
      child = undefined;
      if (signal) killSelf(signal);
      else if (code !== 0) process.exit(code);
      else resolve();
    });
  });
}

function end(signal) {
  received.push(signal);
  if (!child) killSelf(signal);
  else if (received.length === 1) kill(signal);
  // The second may be the first again: npm passes on what the terminal sent to both.
  else if (received.length > 2) kill('SIGKILL');
}

/** Ends when the starting process is killed. npm is behind a shell, which does not end with it. */
function endWithStarter() {
  const parent = process.ppid;
  let starter = parent;
  execFile('ps', ['-o', 'ppid=,args=', '-p', String(parent)], (_error, line) => {
    const [, pid] = /^ *(\d+) \S*sh -c /.exec(line) || [];
    if (pid) starter = Number(pid);
  });
  setInterval(() => (process.ppid !== parent || !isRunning(starter)) && received.length === 0 && end('SIGTERM'), 250).unref();
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Sends a signal to all processes that the command has started. */
function kill(signal) {
  if (isWindows) {
    // The console sends other signals to all of its processes itself.
    if (signal === 'SIGKILL') spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // All have ended.
  }
}

function killSelf(signal) {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}
