import type { CallSummary } from '../traffic/summary.ts';
import { inWords } from '../validation/violation.ts';
import type { Colour, Paint } from './colours.ts';
import type { Log } from './log.ts';

const longestPath = 200;

/** Lines for people. */
export function createPrettyLog(print: (line: string) => void, paint: Paint): Log {
  return {
    listening({ address: { url }, operationCount, about, samplePath }) {
      print(`DLI mock listening on ${url}`);
      print(`${operationCount} operations. ${about}`);
      if (samplePath !== undefined) print(`Try: curl -H 'X-Auth-Token: any' '${url}${samplePath}'`);
      print(`See: ${url}/ in a browser. Ctrl-C ends it.`);
    },
    call(summary) {
      print(callLine(summary, paint));
      if (summary.message !== null && summary.violations.length === 0) print(detail(summary.message));
      for (const violation of summary.violations) print(detail(inWords([violation])));
      for (const violation of summary.answerViolations) print(detail(`the answer: ${inWords([violation])}`));
    },
    reloaded(file, operationCount) {
      print(`${file} was loaded again: ${operationCount} operations`);
    },
    notReloaded(file, reason) {
      print(paint('red', `${file} has changed and cannot be served; the one from before still is.`));
      for (const line of reason.split('\n')) print(`  ${printable(line)}`);
    },
    notice(text) {
      print(paint('yellow', printable(text)));
    },
  };
}

function callLine({ time, method, path, operationId, status, milliseconds }: CallSummary, paint: Paint): string {
  const shown = path.length > longestPath ? `${path.slice(0, longestPath)}…` : path;
  return [
    paint('grey', new Date(time).toTimeString().slice(0, 8)),
    method.padEnd(6),
    paint(colourOf(status), String(status)),
    operationId ?? paint('grey', 'no operation'),
    printable(shown),
    paint('grey', `${milliseconds} ms`),
  ].join(' ');
}

function detail(text: string): string {
  return `         ${printable(text)}`;
}

function colourOf(status: number): Colour {
  if (status >= 500 || status === 0) return 'red';
  return status >= 400 ? 'yellow' : 'green';
}

/** Names that a request gives may hold what a terminal obeys, or what turns the direction of writing. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`);
}
