// What every npm script is: node scripts/run.mjs [--first <module>] [--build <tasks>] [<script or tool> <arguments>]
// It installs what is missing and runs a script or tool with the workspace's own Node and tools first on PATH. Before all else it
// asks the module's default export what speaks against that; just before the script, turbo builds.
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
// What leads up to a command leaves its stdout alone.
const aside = { cwd: find('.'), stdio: ['inherit', 2, 2] };

const asked = [];
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

/** Where the workspace brings its own Node, the one at hand runs only npm and this script. */
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

/** By the workspace's own pnpm where it is installed, as npx takes a second longer. */
function install() {
  if (isInstalled()) return run(process.execPath, [tools.pnpm, 'install', '--optional'], aside);
  console.error(`Installing with pnpm ${pnpmVersion}`);
  // From elsewhere: here npx would take the pnpm of node_modules, which may lack its binary.
  const command = `npx -y pnpm@${pnpmVersion} --dir "${dirname(find('package.json'))}" install --optional`;
  return run(command, [], { ...aside, cwd: tmpdir(), shell: true });
}

/** Runs a command to its end, and ends with it where it fails or is told to. */
function run(command, args, options) {
  if (asked.length > 0) return die(asked[0]);
  // In a group of its own: npx, pnpm and the shells between them do not all pass signals on, so all are told at once.
  child = spawn(command, args, { stdio: 'inherit', detached: !isWindows, ...options });
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Error(`${command} does not start: ${error.message}`)));
    child.on('exit', (code, signal) => {
      if (asked.length > 0) tell('SIGKILL');
      child = undefined;
      if (signal) die(signal);
      else if (code !== 0) process.exit(code);
      else resolve();
    });
  });
}

function end(signal) {
  asked.push(signal);
  if (!child) die(signal);
  else if (asked.length === 1) tell(signal);
  // The second may be the first again: npm passes on what the terminal has sent to both.
  else if (asked.length > 2) tell('SIGKILL');
}

/** Whoever started this may be killed without a word. npm is behind a shell, which does not end with it. */
function endWithStarter() {
  const parent = process.ppid;
  let starter = parent;
  execFile('ps', ['-o', 'ppid=,args=', '-p', String(parent)], (_error, line) => {
    const [, pid] = /^ *(\d+) \S*sh -c /.exec(line) || [];
    if (pid) starter = Number(pid);
  });
  setInterval(() => (process.ppid !== parent || !isRunning(starter)) && asked.length === 0 && end('SIGTERM'), 250).unref();
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Tells all that the command has started. */
function tell(signal) {
  if (isWindows) {
    // The other signals are those of the console, which has told all of its processes itself.
    if (signal === 'SIGKILL') spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // None is left.
  }
}

function die(signal) {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}
