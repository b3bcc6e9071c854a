// How each run time is made to run the program of a project. What is not there is undefined, with the reason printed.
import { findChromium } from '@dli-openapi/docs/testing/browser';
import { noHost, type Place } from '../calling/place.ts';
import { keys } from '../calling/secrets.ts';
import { runInBrowser } from './browser.ts';
import { findRuntime, type Runtime } from './installed-runtimes.ts';
import { run } from './run.ts';
import { runInWorker } from './worker.ts';

/** Runs the program that is in a folder, and gives what it comes to. */
export type Runner = (folder: string, place: Place) => Promise<unknown>;

/** What the environment says in those run times that have one. */
const environment = {
  HUAWEICLOUD_SDK_AK: keys.accessKeyId,
  HUAWEICLOUD_SDK_SK: keys.secretAccessKey,
  HUAWEICLOUD_SDK_SECURITY_TOKEN: keys.securityToken,
  HUAWEICLOUD_SDK_PROJECT_ID: 'p1',
};

/** Runs a file of a folder with arguments, and gives what it prints. */
export type Command = (folder: string, file: string, ...args: string[]) => Promise<string>;

const addresses = ['127.0.0.1', new URL(noHost).host];
const deno = ['run', '--no-prompt', '--no-lock', '--no-remote', '--node-modules-dir=manual', `--allow-net=${addresses}`];

/** The run times that are started with a file. */
export const commands = {
  'Node 20': command('Node 20'),
  'Node 22': command('Node 22'),
  'Node 24': command('Node 24'),
  'Node 26': command('Node 26'),
  Bun: command('Bun'),
  Deno: command('Deno', [...deno, '--allow-env', '--allow-read', '--allow-sys']),
};

/** A run time and what it is like. */
export interface RuntimeCase {
  name: string;
  runner: Runner | undefined;
  /** Whether its `fetch` tells a connection that was refused from one that broke. */
  tellsRefused: boolean;
  /** Whether the program can read the environment. */
  hasEnvironment: boolean;
  /** What Node has and is not there, where that is what is to be shown. */
  absent?: readonly string[];
}

const server = { tellsRefused: true, hasEnvironment: true };
const edge = { tellsRefused: false, hasEnvironment: false, absent: ['process', 'Buffer', 'require', 'global'] };

/** The run times that the client is for. */
export const runtimes: readonly RuntimeCase[] = [
  ...Object.entries(commands).map(([name, run]) => ({ ...server, name, runner: given(run, runnerOf) })),
  { ...server, name: 'Deno, which may only use the network', runner: given(command('Deno', deno), runnerOf), hasEnvironment: false },
  { ...edge, name: 'workerd', runner: given(findRuntime('workerd'), (binary) => (folder, place) => runInWorker(binary, folder, place)) },
  { ...edge, name: 'Chromium', runner: given(findChromium(), (binary) => (folder, place) => runInBrowser(binary, folder, place)) },
];

function runnerOf(execute: Command): Runner {
  return async (folder, place) => JSON.parse(await execute(folder, 'built/calling/main.js', JSON.stringify(place)));
}

function command(runtime: Runtime, options: readonly string[] = []): Command | undefined {
  const { PATH, HOME } = process.env;
  return given(
    findRuntime(runtime),
    (binary) =>
      (folder, file, ...args) =>
        run(folder, binary, [...options, file, ...args], { PATH, HOME, ...environment }),
  );
}

function given<Value, Result>(value: Value | undefined, make: (value: Value) => Result): Result | undefined {
  return value === undefined ? undefined : make(value);
}
