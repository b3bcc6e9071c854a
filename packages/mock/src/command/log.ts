import type { Address } from '../http/address.ts';
import type { CallSummary } from '../traffic/summary.ts';
import type { Paint } from './colours.ts';
import { createJsonLog } from './log-json.ts';
import { createPrettyLog } from './log-pretty.ts';
import type { LogFormat } from './options.ts';

/** Says what happens, a line or a few at a time. */
export interface Log {
  listening(start: Start): void;
  call(summary: CallSummary): void;
  /** The document was loaded again, and is served from now on. */
  reloaded(file: string, operationCount: number): void;
  /** The document was not loaded again: the old one is still served. */
  notReloaded(file: string, reason: string): void;
  /** Anything else that a user should know. */
  notice(text: string): void;
}

/** What the command says of itself when it has started. */
export interface Start {
  address: Address;
  operationCount: number;
  /** One sentence on where answers come from. */
  about: string;
  /** The path of a call to try; undefined where none would do. */
  samplePath: string | undefined;
}

export function createLog(format: LogFormat, print: (line: string) => void, paint: Paint): Log {
  if (format === 'json') return createJsonLog(print);
  const log = createPrettyLog(print, paint);
  return format === 'pretty' ? log : { ...log, call: () => {} };
}
