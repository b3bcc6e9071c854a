// Hides what must not be logged, shown or recorded of requests and responses: values whose names say that they are secrets.
import { isSecretName } from '@dli-openapi/client';
import { findStringEnd } from './json.ts';
import type { Violation } from './validation/violation.ts';

const replacement = '[redacted]';

/** A path with its query, in which the values of secret parameters are replaced and all else is as it was sent. */
export function redactPath({ pathname, search }: URL): string {
  if (search === '') return pathname;
  return `${pathname}?${search.slice(1).split('&').map(redactPair).join('&')}`;
}

function redactPair(pair: string): string {
  const [name = ''] = pair.split('=');
  return pair.length > name.length && isSecretName(name) ? `${name}=${replacement}` : pair;
}

/** A violation, without what was found where that may be a secret. */
export function redactViolation(violation: Violation): Violation {
  const { found, ...rest } = violation;
  if (found === undefined) return violation;
  const isOfSecret = violation.pointer.split(/[.[\]]+/).some(isSecretName);
  // Of a query that cannot be decoded, what was found is the whole pair, its name included.
  return isOfSecret || (violation.pointer === 'query' && isSecretName(found.split('=')[0] ?? '')) ? rest : violation;
}

/**
 * A JSON text in which the values of secret properties are replaced; every other character stays, also those of integers that a
 * number cannot hold. A text that is not JSON is treated as far as it looks like it.
 */
export function redactJson(text: string): string {
  let result = '';
  let copied = 0;
  let end = 0;
  for (let quote = text.indexOf('"'); quote !== -1; quote = text.indexOf('"', end)) {
    end = findStringEnd(text, quote + 1);
    const start = findValueStart(text, end);
    if (start === undefined || !isSecretName(readName(text.slice(quote, end)))) continue;
    end = findValueEnd(text, start);
    result += `${text.slice(copied, start)}"${replacement}"`;
    copied = end;
  }
  return result + text.slice(copied);
}

/** Where the value of a property begins, given where its name ends; undefined where no value follows. */
function findValueStart(text: string, end: number): number | undefined {
  const colon = /\s*:\s*/y;
  colon.lastIndex = end;
  return colon.test(text) ? colon.lastIndex : undefined;
}

function readName(quoted: string): string {
  try {
    return JSON.parse(quoted);
  } catch {
    return quoted;
  }
}

/** After the last quote or bracket of a value, or before what ends a number. */
function findValueEnd(text: string, start: number): number {
  const next = /["[\]{},\s]/g;
  let depth = 0;
  next.lastIndex = start;
  for (let match = next.exec(text); match !== null; match = next.exec(text)) {
    const [sign] = match;
    if (sign === '"') next.lastIndex = findStringEnd(text, next.lastIndex);
    else if (sign === '[' || sign === '{') depth += 1;
    else if (depth === 0) return match.index;
    else if (sign === ']' || sign === '}') depth -= 1;
    if (depth === 0) return next.lastIndex;
  }
  return text.length;
}
