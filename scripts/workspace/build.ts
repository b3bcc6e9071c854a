import { spawn } from 'node:child_process';
import { root } from '@dli-openapi/openapi/files';
import { tools } from '../tools.mjs';

/** Runs turbo tasks over the workspace. Resolves to the exit code. */
export function turbo(...args: string[]): Promise<number> {
  const child = spawn(process.execPath, [tools.turbo, 'run', ...args], { cwd: root, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('exit', (code) => resolve(code ?? 1));
  });
}
