import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The Redocly command line, for Node to run. */
export const redocly = join(dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json')), 'bin/cli.js');

/** Redocly reports usage and looks for updates, but not with these variables. */
export const quietEnvironment = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };

/** How a run of the Redocly command line ended. */
export interface Run {
  status: number;
  stdout: string;
  stderr: string;
}

/** Runs the Redocly command line in a folder, and prints nothing. */
export function runRedocly(folder: string, ...args: string[]): Run {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [redocly, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    // Starting a thread takes longer than checking all patterns.
    env: { ...quietEnvironment, RECHECK_SYNC_BACKEND: 'pure' },
  });
  return { status: status ?? 1, stdout: stdout ?? '', stderr: error ? `redocly cannot be run: ${error.message}\n` : (stderr ?? '') };
}
