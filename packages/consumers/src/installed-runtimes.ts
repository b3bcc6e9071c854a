// JavaScript run times for tests, each from a package that carries its binary.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pnpm, run } from './run.ts';

const binaries = {
  'Node 20': 'node-20/bin/node',
  'Node 22': 'node-22/bin/node',
  'Node 24': 'node-24/bin/node',
  'Node 26': 'node-26/bin/node',
  Bun: '@oven/bun-linux-x64/bin/bun',
  Deno: '@deno/linux-x64-glibc/deno',
  workerd: '@cloudflare/workerd-linux-64/bin/workerd',
} as const;

/** A run time that {@link findRuntime} knows. */
export type Runtime = keyof typeof binaries;

const folder = fileURLToPath(new URL('../runtimes', import.meta.url));

/** Installs the run times from the lockfile of their package; those already installed are kept. */
export async function installRuntimes(): Promise<void> {
  await run(folder, process.execPath, [...pnpm, 'install', '--frozen-lockfile', '--prefer-offline', '--reporter=append-only']);
}

/**
 * Finds a run time.
 * @returns the path of its binary, or undefined if it does not start, with the reason printed: skip the tests that need it
 */
export function findRuntime(name: Runtime): string | undefined {
  const path = join(folder, 'node_modules', binaries[name]);
  try {
    execFileSync(path, ['--version'], { stdio: 'pipe' });
    return path;
  } catch (error) {
    const reason = error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'is not installed' : `does not start (${error})`;
    console.warn(
      `The tests with ${name} are skipped: its package ${reason}. It is for linux x64, and this is ${process.platform} ${process.arch}.`,
    );
    return undefined;
  }
}
