// Processes that tests start. A hanging process is killed, and the test fails with what it waited for and the output.
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { waitLimit } from './limits.ts';

interface Options {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

export interface EndedProcess {
  /** Its exit code; null if a signal ended it. */
  status: number | null;
  stdout: string;
  stderr: string;
}

export interface RunningProcess {
  child: ChildProcess;
  /** Waits until its output matches. */
  waitForOutput(pattern: RegExp): Promise<RegExpExecArray>;
  waitForEnd(): Promise<EndedProcess>;
}

/** Runs a program to its end, without input. */
export function runProcess(command: string, args: readonly string[], options?: Options): Promise<EndedProcess> {
  return startProcess(command, args, options).waitForEnd();
}

/** Starts a program that runs beside the test, without input. */
export function startProcess(command: string, args: readonly string[], options: Options = {}): RunningProcess {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
  const ended = once(child, 'close').then(([status]): EndedProcess => ({ status, stdout, stderr }));
  // A missing program fails the wait for it, not the whole test run.
  ended.catch(() => undefined);
  const describeFailure = (what: string) => new Error(`${[command, ...args].join(' ')}\n${what}. It has printed:\n${stdout}${stderr}`);

  async function waitFor<Value>(what: string, waiting: Promise<Value>): Promise<Value> {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        child.kill('SIGKILL');
        reject(describeFailure(`It was killed after ${waitLimit / 1000} s of waiting for ${what}`));
      }, waitLimit);
    });
    return Promise.race([waiting, limit]).finally(() => clearTimeout(timer));
  }

  return {
    child,
    waitForEnd: () => waitFor('its end', ended),
    waitForOutput: (pattern) => {
      const found = new Promise<RegExpExecArray>((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(stdout + stderr);
          if (match) resolve(match);
        };
        look();
        child.stdout.on('data', look);
        child.stderr.on('data', look);
        ended.then(({ status }) => reject(describeFailure(`It ended with ${status} and had not printed ${pattern}`)), reject);
      });
      return waitFor(`output that matches ${pattern}`, found);
    },
  };
}
