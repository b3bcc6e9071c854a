import { readFileSync } from 'node:fs';
import { MockError } from '../errors.ts';
import { help } from './help.ts';
import type { Paint } from './log.ts';
import { createLog } from './log.ts';
import { readOptions, UsageError } from './options.ts';
import { serve } from './serve.ts';

/** What the command needs of the process that it runs in. */
export interface CommandContext {
  print(line: string): void;
  printError(line: string): void;
  /** Gives colours to what is printed, where they are wanted. */
  paint: Paint;
  /** Resolves when the command is told to end. */
  stopped: Promise<void>;
}

/**
 * Runs the command until it is told to end.
 * @returns the exit code: 0, or after lines that say what is wrong, 1 for a fault and 2 for wrong options
 */
export async function runCommand(args: readonly string[], { print, printError, paint, stopped }: CommandContext): Promise<number> {
  try {
    const command = readOptions(args);
    if (command.does === 'help') print(help);
    else if (command.does === 'version') print(version());
    else await serve(command, createLog(command.log, print, paint), stopped);
    return exitCode.ended;
  } catch (error) {
    if (!(error instanceof MockError)) throw error;
    printError(`dli-mock: ${error.message}`);
    return error instanceof UsageError ? exitCode.usage : exitCode.fault;
  }
}

function version(): string {
  return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version;
}

/** What the command ends with; the help says so. */
export const exitCode = { ended: 0, fault: 1, usage: 2 } as const;
