import { endOfString } from '../validation/json.ts';
import { isSecret, redacted } from './secrets.ts';

/**
 * A JSON text in which the values of secret properties are replaced, whatever they hold; every other character stays, also those of
 * integers that a number cannot hold. A text that is no JSON is treated as far as it looks like it.
 */
export function redactJson(text: string): string {
  let result = '';
  let copied = 0;
  let end = 0;
  for (let quote = text.indexOf('"'); quote !== -1; quote = text.indexOf('"', end)) {
    end = endOfString(text, quote + 1);
    const start = startOfValue(text, end);
    if (start === undefined || !isSecret(nameWritten(text.slice(quote, end)))) continue;
    end = endOfValue(text, start);
    result += `${text.slice(copied, start)}"${redacted}"`;
    copied = end;
  }
  return result + text.slice(copied);
}

/** Where the value of a property begins, given where its name ends; undefined where no value follows. */
function startOfValue(text: string, end: number): number | undefined {
  const colon = /\s*:\s*/y;
  colon.lastIndex = end;
  return colon.test(text) ? colon.lastIndex : undefined;
}

function nameWritten(quoted: string): string {
  try {
    return JSON.parse(quoted);
  } catch {
    return quoted;
  }
}

/** The place after the value that begins at a place: after its last quote or bracket, else before what ends a number. */
function endOfValue(text: string, start: number): number {
  const next = /["[\]{},\s]/g;
  let depth = 0;
  next.lastIndex = start;
  for (let match = next.exec(text); match !== null; match = next.exec(text)) {
    const [sign] = match;
    if (sign === '"') next.lastIndex = endOfString(text, next.lastIndex);
    else if (sign === '[' || sign === '{') depth += 1;
    else if (depth === 0) return match.index;
    else if (sign === ']' || sign === '}') depth -= 1;
    if (depth === 0) return next.lastIndex;
  }
  return text.length;
}
