// Runs the command in this process.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { runCommand } from '../src/command/command.ts';
import { paintNothing } from '../src/command/log.ts';

export interface RunningCommand {
  url: string;
  /** What it has printed so far. */
  lines: string[];
  errors: string[];
  /** Tells it to end, and gives its exit code. */
  stop(): Promise<number>;
}

/** Runs the command to its end, or until `stopped`. */
export async function run(args: string[], stopped: Promise<void> = Promise.resolve()) {
  const lines: string[] = [];
  const errors: string[] = [];
  const print = (line: string) => lines.push(line);
  const code = await runCommand(args, { print, printError: (line) => errors.push(line), paint: paintNothing, stopped });
  return { code, lines, errors };
}

/** Starts the command on a free port, and waits until it says where it listens. It ends with the test. */
export async function start(...args: string[]): Promise<RunningCommand> {
  const lines: string[] = [];
  const errors: string[] = [];
  let end = () => {};
  const stopped = new Promise<void>((resolve) => {
    end = resolve;
  });
  return new Promise((resolve, reject) => {
    const print = (line: string) => {
      lines.push(line);
      const url = /http:\/\/[^\s"]+/.exec(line)?.[0];
      if (url) resolve({ url, lines, errors, stop });
    };
    const context = { print, printError: (line: string) => errors.push(line), paint: paintNothing, stopped };
    const ended = runCommand(['--port', '0', ...args], context);
    const stop = () => {
      end();
      return ended;
    };
    onTestFinished(async () => {
      await stop();
    });
    ended.then((code) => reject(new Error(`dli-mock ended with ${code}: ${errors.join('\n')}`)), reject);
  });
}

/** Waits until a line that the command printed matches. */
export async function printed({ lines }: Pick<RunningCommand, 'lines'>, pattern: RegExp): Promise<string> {
  await expect.poll(() => lines.join('\n')).toMatch(pattern);
  return lines.find((line) => pattern.test(line)) ?? '';
}

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dli-mock-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}
