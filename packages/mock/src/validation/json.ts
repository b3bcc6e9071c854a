import { randomUUID } from 'node:crypto';
import { readInteger } from './int64.ts';

/** A JSON text that was read, and how those integers were written that a JavaScript number cannot hold. */
export interface JsonText {
  value: unknown;
  /** As written, by JSON pointer. */
  exact: ReadonlyMap<string, string>;
}

/**
 * Reads JSON. Integers beyond 2^53 are rounded without crossing the limits of int64, and kept as written beside the value.
 * @throws {SyntaxError} when the text is not JSON
 */
export function parseJson(text: string): JsonText {
  // Most bodies hold no such integer: a test for long runs of digits spares them the slow way.
  if (!/\d{16}/.test(text)) return { value: JSON.parse(text), exact: new Map() };
  // Only a text that is JSON may be taken apart: marking could make JSON of one that is not.
  JSON.parse(text);
  const mark = randomUUID();
  return unmark(JSON.parse(markUnsafeIntegers(text, mark)), mark);
}

/** A JSON text's value with bigints in place of the integers that a number cannot hold. */
export function exactValue({ value, exact }: JsonText): unknown {
  if (exact.size === 0) return value;
  const top = { '': structuredClone(value) };
  for (const [pointer, digits] of exact) {
    const keys = pointer.split('/').map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = keys.pop() ?? '';
    const holder = keys.reduce<unknown>((parent, key) => (parent as Record<string, unknown>)[key], top);
    Object.defineProperty(holder, last, { value: BigInt(digits) });
  }
  return top[''];
}

/** Makes strings of the integers that a number cannot hold, so that they come through JSON.parse as written. */
function markUnsafeIntegers(text: string, mark: string): string {
  const token = /"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;
  let marked = '';
  let copied = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [found] = match;
    if (found === '"') {
      token.lastIndex = endOfString(text, token.lastIndex);
    } else if (/^-?\d+$/.test(found) && !Number.isSafeInteger(Number(found))) {
      marked += `${text.slice(copied, match.index)}"${mark}${found}"`;
      copied = token.lastIndex;
    }
  }
  return marked + text.slice(copied);
}

/** The place after a string's closing quote, given the place after its opening one. */
export function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === '\\') backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
  }
  return text.length;
}

/** Puts numbers back in the place of marked strings. Without recursion: a body may be nested deeper than the stack. */
function unmark(root: unknown, mark: string): JsonText {
  const exact = new Map<string, string>();
  const top = { '': root };
  const open: [holder: object, prefix: string][] = [[top, '']];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [holder, prefix] = next;
    for (const [key, child] of Object.entries(holder)) {
      const pointer = holder === top ? '' : `${prefix}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (typeof child === 'object' && child !== null) {
        open.push([child, pointer]);
      } else if (typeof child === 'string' && child.startsWith(mark)) {
        exact.set(pointer, child.slice(mark.length));
        Object.defineProperty(holder, key, { value: readInteger(child.slice(mark.length)) });
      }
    }
  }
  return { value: top[''], exact };
}

/**
 * Writes JSON as `JSON.stringify` does, and bigints as integers.
 * @throws {TypeError} when the value holds itself
 */
export function writeJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    // Node 20 has no way of its own to write them: they go through as marked strings.
    const mark = randomUUID();
    const marked = JSON.stringify(value, (_name, part: unknown) => (typeof part === 'bigint' ? `${mark}${part}` : part));
    return marked.replaceAll(new RegExp(`"${mark}(-?\\d+)"`, 'g'), '$1');
  }
}
