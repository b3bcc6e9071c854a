import { spawnSync } from 'node:child_process';
import { specFolder } from '../paths.ts';
import { syntaxFaults } from './sources.ts';

/**
 * Runs the Redocly command line in the document's folder and returns its exit code.
 * A file that is not YAML is reported in one line instead, with exit code 1.
 */
export function redocly(...args: string[]): number {
  const faults = syntaxFaults();
  if (faults.length > 0) {
    for (const fault of faults) console.error(fault);
    return 1;
  }
  const { status, stdout, stderr } = spawnSync('redocly', args, {
    cwd: specFolder,
    encoding: 'utf8',
    // Redocly reports usage and looks for updates unless told not to.
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
  });
  if (status !== 0) console.error(`${stdout ?? ''}${stderr ?? ''}`);
  return status ?? 1;
}
