import { redactedHeaders } from '@dli-openapi/client/redaction';
import { endOfString } from './json.ts';
import type { Violation } from './validation/violation.ts';

// What must never be shown or kept of a request or an answer, known by its name.

/** Stands where a secret was. */
export const redacted = '[redacted]';

/** Whether a header, a query parameter or a JSON property of this name holds a secret: a password, a token, a key to an account. */
export function isSecret(name: string): boolean {
  return /passw|pwd|secret|token|credential|signature|authorization|cookie|api[-_.]?key/i.test(name) || isKey(name);
}

/** Access keys and private keys, as people shorten them. A tag's `key` is none. */
function isKey(name: string): boolean {
  return /^(?:ak|sk)$|(?:access|private)[-_.]?key/i.test(name);
}

/** Headers, in lower case, with the values of secret ones replaced: of those that the client knows, and of those named like secrets. */
export function redactHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const shown = Object.entries(headers).map(([name, value]): [string, string] => [name, isSecret(name) ? redacted : value]);
  return redactedHeaders(new Map(shown));
}

/** A path with its query, in which the values of secret parameters are replaced and all else is as it was sent. */
export function redactPath({ pathname, search }: URL): string {
  if (search === '') return pathname;
  return `${pathname}?${search.slice(1).split('&').map(redactPair).join('&')}`;
}

function redactPair(pair: string): string {
  const [name = ''] = pair.split('=');
  return pair.length > name.length && isSecret(name) ? `${name}=${redacted}` : pair;
}

/** A violation, without what was found where that is a secret or may hold one. */
export function withoutSecret(violation: Violation): Violation {
  const { found, ...rest } = violation;
  if (found === undefined) return violation;
  const isOfSecret = violation.pointer.split(/[.[\]]+/).some(isSecret);
  // Of a query that cannot be decoded, what was found is the whole pair, its name included.
  return isOfSecret || (violation.pointer === 'query' && isSecret(found.split('=')[0] ?? '')) ? rest : violation;
}

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
