import { readFileSync } from 'node:fs';
import { MockError } from '../mock-error.ts';
import { help } from './help.ts';
import type { Paint } from './log.ts';
import { createLog } from './log.ts';
import { readOptions, UsageError } from './options.ts';
import { serve } from './serve.ts';

/** What the command ends with; the help says so. */
const exitCodes = { ended: 0, fault: 1, usage: 2 } as const;

/** What the command needs of the process that it runs in. */
export interface CommandContext {
  print(line: string): void;
  printError(line: string): void;
  /** Colours what is printed, where that is wanted. */
  paint: Paint;
  /** Resolves when the command is to end. */
  stopped: Promise<void>;
}

/**
 * Runs the command to its end.
 * @returns the exit code: 0, or after lines that say what is wrong, 1 for a fault and 2 for wrong options
 */
export async function runCommand(args: readonly string[], { print, printError, paint, stopped }: CommandContext): Promise<number> {
  try {
    const command = readOptions(args);
    if (command.does === 'help') print(help);
    else if (command.does === 'version') print(readVersion());
    else await serve(command, createLog(command.log, print, paint), stopped);
    return exitCodes.ended;
  } catch (error) {
    if (!(error instanceof MockError)) throw error;
    printError(`dli-mock: ${error.message}`);
    return error instanceof UsageError ? exitCodes.usage : exitCodes.fault;
  }
}

function readVersion(): string {
  return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version;
}
