import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '@dli-openapi/openapi/files';
import { testLimit } from '../../../scripts/testing/limits.ts';

/** The arguments with which Node runs the workspace's pnpm. */
export const pnpm = [join(root, 'scripts/run.mjs'), 'pnpm'];

const execute = promisify(execFile);

/**
 * Runs a command in a folder.
 * @returns its output
 * @throws {Error} with all of its output, if it fails
 */
export async function run(folder: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<string> {
  try {
    return (await execute(command, args, { cwd: folder, env, timeout: testLimit, maxBuffer: 2 ** 26 })).stdout;
  } catch (error) {
    const { stdout, stderr, message } = error as Error & { stdout?: string; stderr?: string };
    throw new Error([message.split('\n')[0], stdout, stderr].join('\n'));
  }
}
