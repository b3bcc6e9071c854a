import { spawn } from 'node:child_process';
import { root } from '@dli-openapi/openapi/files';

/** Runs turbo tasks over the workspace, showing only what fails. Resolves to the exit code. */
export function turbo(tasks: string[], logs: 'errors-only' | 'full' | 'new-only' = 'errors-only'): Promise<number> {
  const child = spawn('turbo', ['run', ...tasks, `--output-logs=${logs}`, '--concurrency=3'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('exit', (code) => resolve(code ?? 1));
  });
}
