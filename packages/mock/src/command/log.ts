import { shorten } from '../format.ts';
import type { Address } from '../http/listen.ts';
import type { CallSummary } from '../journal/summary.ts';
import { formatViolations } from '../validation/violation.ts';
import type { LogFormat } from './options.ts';

/** Reports what happens, a line or a few at a time. */
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

/** What the command prints when it has started. */
export interface Start {
  address: Address;
  operationCount: number;
  /** One sentence on where responses come from. */
  about: string;
  /** The path of a call to try; undefined where none would do. */
  samplePath: string | undefined;
}

export function createLog(format: LogFormat, print: (line: string) => void, paint: Paint): Log {
  if (format === 'json') return createJsonLog(print);
  const log = createPrettyLog(print, paint);
  return format === 'pretty' ? log : { ...log, call: () => {} };
}

/** One JSON object a line. `time`, `level` and `event` are in each; the other fields depend on the event alone. */
function createJsonLog(print: (line: string) => void): Log {
  const write = (level: 'info' | 'warn' | 'error', event: string, fields: Record<string, unknown>, time = new Date().toISOString()) =>
    print(JSON.stringify({ time, level, event, ...fields }));

  return {
    listening({ address: { url, host, port }, operationCount, about }) {
      write('info', 'listening', { url, host, port, operations: operationCount, about });
    },
    call({ time, ...summary }) {
      const hasViolations = summary.violations.length > 0 || summary.responseViolations.length > 0;
      const isDoubtful = hasViolations || (summary.status < 400 && summary.message !== null);
      write(summary.status >= 500 ? 'error' : isDoubtful ? 'warn' : 'info', 'call', { ...summary }, time);
    },
    reloaded(document, operations) {
      write('info', 'reloaded', { document, operations });
    },
    notReloaded(document, message) {
      write('error', 'not-reloaded', { document, message });
    },
    notice(message) {
      write('warn', 'notice', { message });
    },
  };
}

const longestPath = 201;

/** Lines for people. */
function createPrettyLog(print: (line: string) => void, paint: Paint): Log {
  return {
    listening({ address: { url }, operationCount, about, samplePath }) {
      print(`DLI mock listening on ${url}`);
      print(`${operationCount} operations. ${about}`);
      if (samplePath !== undefined) print(`Try: curl -H 'X-Auth-Token: any' '${url}${samplePath}'`);
      print(`See: ${url}/ in a browser. Ctrl-C ends it.`);
    },
    call(summary) {
      print(formatCall(summary, paint));
      // The message of an error is that of the violations.
      if (summary.message !== null && (summary.status < 400 || summary.violations.length === 0)) print(formatDetail(summary.message));
      for (const violation of summary.violations) print(formatDetail(formatViolations([violation])));
      for (const violation of summary.responseViolations) print(formatDetail(`the response: ${formatViolations([violation])}`));
    },
    reloaded(file, operationCount) {
      print(`${file} was loaded again: ${operationCount} operations`);
    },
    notReloaded(file, reason) {
      print(paint('red', `${file} has changed and cannot be served; the one from before still is.`));
      for (const line of reason.split('\n')) print(`  ${escapeControls(line)}`);
    },
    notice(text) {
      print(paint('yellow', escapeControls(text)));
    },
  };
}

function formatCall({ time, method, path, operationId, status, milliseconds }: CallSummary, paint: Paint): string {
  return [
    paint('grey', new Date(time).toTimeString().slice(0, 8)),
    method.padEnd(6),
    paint(chooseColour(status), String(status)),
    operationId ?? paint('grey', 'no operation'),
    escapeControls(shorten(path, longestPath)),
    paint('grey', `${milliseconds} ms`),
  ].join(' ');
}

function formatDetail(text: string): string {
  return `         ${escapeControls(text)}`;
}

/** Names that a request gives may hold what a terminal obeys, or what turns the direction of writing. */
function escapeControls(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`);
}

/** For a good, a doubtful and a bad status, and for what is of less interest. */
export type Colour = 'green' | 'yellow' | 'red' | 'grey';

export type Paint = (colour: Colour, text: string) => string;

const codes: Record<Colour, number> = { green: 32, yellow: 33, red: 31, grey: 90 };

export const paintNothing: Paint = (_, text) => text;

export const paintForTerminal: Paint = (colour, text) => `\u001B[${codes[colour]}m${text}\u001B[39m`;

/** Whether what is printed may have colours: only on a terminal, and not where NO_COLOR is set (https://no-color.org). */
export function wantsColours(stream: { isTTY?: boolean }, environment: Record<string, string | undefined>): boolean {
  return stream.isTTY === true && !environment.NO_COLOR && environment.TERM !== 'dumb';
}

function chooseColour(status: number): Colour {
  if (status >= 500 || status === 0) return 'red';
  return status >= 400 ? 'yellow' : 'green';
}
