// How each run time runs the program of a project. A missing one is undefined, with the reason printed.
import { findChromium } from '@dli-openapi/docs/testing/browser';
import { noHost, type Place } from '../calling/place.ts';
import { keys } from '../calling/secrets.ts';
import { runInBrowser } from './browser.ts';
import { findRuntime, type Runtime } from './installed-runtimes.ts';
import { run } from './run.ts';
import { runInWorker } from './worker.ts';

/** Runs the program in a folder, and returns its result. */
export type Runner = (folder: string, place: Place) => Promise<unknown>;

/** The environment, in run times that have one. */
const environment = {
  HUAWEICLOUD_SDK_AK: keys.accessKeyId,
  HUAWEICLOUD_SDK_SK: keys.secretAccessKey,
  HUAWEICLOUD_SDK_SECURITY_TOKEN: keys.securityToken,
  HUAWEICLOUD_SDK_PROJECT_ID: 'p1',
};

/** Runs a file of a folder with arguments, and returns its output. */
export type Command = (folder: string, file: string, ...args: string[]) => Promise<string>;

const addresses = ['127.0.0.1', new URL(noHost).host];
const deno = ['run', '--no-prompt', '--no-lock', '--no-remote', '--node-modules-dir=manual', `--allow-net=${addresses}`];

/** The run times that run a file. */
export const commands = {
  'Node 20': createCommand('Node 20'),
  'Node 22': createCommand('Node 22'),
  'Node 24': createCommand('Node 24'),
  'Node 26': createCommand('Node 26'),
  Bun: createCommand('Bun'),
  Deno: createCommand('Deno', [...deno, '--allow-env', '--allow-read', '--allow-sys']),
};

/** A run time and its properties. */
export interface RuntimeCase {
  name: string;
  runner: Runner | undefined;
  /** Whether its `fetch` distinguishes a refused connection from a broken one. */
  detectsRefused: boolean;
  /** Whether the program can read the environment. */
  hasEnvironment: boolean;
  /** Globals of Node that have to be missing. */
  absent?: readonly string[];
}

const server = { detectsRefused: true, hasEnvironment: true };
const edge = { detectsRefused: false, hasEnvironment: false, absent: ['process', 'Buffer', 'require', 'global'] };

/** The run times that the client supports. */
export const runtimes: readonly RuntimeCase[] = [
  ...Object.entries(commands).map(([name, run]) => ({ ...server, name, runner: mapDefined(run, createRunner) })),
  {
    ...server,
    name: 'Deno, which may only use the network',
    runner: mapDefined(createCommand('Deno', deno), createRunner),
    hasEnvironment: false,
  },
  {
    ...edge,
    name: 'workerd',
    runner: mapDefined(findRuntime('workerd'), (binary) => (folder, place) => runInWorker(binary, folder, place)),
  },
  { ...edge, name: 'Chromium', runner: mapDefined(findChromium(), (binary) => (folder, place) => runInBrowser(binary, folder, place)) },
];

function createRunner(execute: Command): Runner {
  return async (folder, place) => JSON.parse(await execute(folder, 'built/calling/main.js', JSON.stringify(place)));
}

function createCommand(runtime: Runtime, options: readonly string[] = []): Command | undefined {
  const { PATH, HOME } = process.env;
  return mapDefined(
    findRuntime(runtime),
    (binary) =>
      (folder, file, ...args) =>
        run(folder, binary, [...options, file, ...args], { PATH, HOME, ...environment }),
  );
}

function mapDefined<Value, Result>(value: Value | undefined, make: (value: Value) => Result): Result | undefined {
  return value === undefined ? undefined : make(value);
}
