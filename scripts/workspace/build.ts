import { spawn } from 'node:child_process';
import { root } from '@dli-openapi/openapi/files';
import { tools } from '../tools.mjs';

/** Runs turbo tasks over the workspace. Resolves to the exit code. */
export async function runTurbo(...args: string[]): Promise<number> {
  // A signal reaches turbo too. This process has to outlive turbo, which ends its tasks before it ends.
  let received: NodeJS.Signals | undefined;
  const remember = (signal: NodeJS.Signals) => {
    received = signal;
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, remember);
  const child = spawn(process.execPath, [tools.turbo, 'run', ...args], { cwd: root, stdio: 'inherit' });
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject).once('exit', (status) => resolve(status ?? 1));
  });
  for (const signal of signals) process.off(signal, remember);
  if (received) process.kill(process.pid, received);
  return code;
}
