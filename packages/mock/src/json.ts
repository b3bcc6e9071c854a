// JSON with integers of 64 bits, which JavaScript numbers round beyond 2^53.
import { parseJson as parseExactJson, stringifyJson } from '@dli-openapi/client';
import { joinPointer, parsePointer } from './generated/openapi/index.ts';

export { parseExactJson };

/** A JSON text that was read. */
export interface JsonText {
  value: unknown;
  /** By JSON pointer, the digits of the integers that a JavaScript number cannot hold. */
  exact: ReadonlyMap<string, string>;
}

/**
 * Reads JSON. Integers beyond 2^53 are rounded without crossing the limits of int64, and kept as written beside the value.
 * @throws {SyntaxError} when the text is not JSON
 */
export function parseJson(text: string): JsonText {
  // Most bodies hold no such integer: a test for long runs of digits spares them the slow way.
  if (!/\d{16}/.test(text)) return { value: JSON.parse(text), exact: new Map() };
  // The exact parser takes some texts that are not JSON.
  JSON.parse(text);
  return roundIntegers(parseExactJson(text));
}

/** Without recursion: a body may be nested deeper than the stack. */
function roundIntegers(root: unknown): JsonText {
  const exact = new Map<string, string>();
  const top = { '': root };
  const open: [holder: object, prefix: string][] = [[top, '']];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [holder, prefix] = next;
    for (const [key, child] of Object.entries(holder)) {
      const pointer = holder === top ? '' : joinPointer(prefix, key);
      if (typeof child === 'object' && child !== null) {
        open.push([child, pointer]);
      } else if (typeof child === 'bigint') {
        exact.set(pointer, String(child));
        Object.defineProperty(holder, key, { value: readInteger(String(child)) });
      }
    }
  }
  return { value: top[''], exact };
}

/** The value with a bigint in place of each integer that was rounded. The given value is changed. */
export function restoreIntegers({ value, exact }: JsonText): unknown {
  const top = { '': value };
  for (const [pointer, digits] of exact) {
    const keys = ['', ...parsePointer(pointer)];
    const holder = keys.slice(0, -1).reduce<unknown>((parent, key) => (parent as Record<string, unknown>)[key], top);
    Object.defineProperty(holder, keys.at(-1) ?? '', { value: BigInt(digits) });
  }
  return top[''];
}

/**
 * Writes JSON as `JSON.stringify` does, and bigints as integers.
 * @throws {TypeError} when the value holds itself
 */
export function writeJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    // It refuses bigints. Few values hold any, and the other way takes twice as long.
    return stringifyJson(value);
  }
}

// Rounding may carry an integer across the limits of int64: these functions round so that a double is within the limits exactly
// when the integer was.
const past = 2n ** 63n;
const lowest = -(2n ** 63n);
const largestWithin = 2 ** 63 - 1024;
const smallestBeyond = -(2 ** 63) - 2048;

/** Reads decimal digits, perhaps after a minus, as the nearest double on the same side of the limits of int64. */
export function readInteger(digits: string): number {
  const rounded = Number(digits);
  if (Number.isSafeInteger(rounded)) return rounded;
  if (rounded === Number(past) && BigInt(digits) < past) return largestWithin;
  if (rounded === Number(lowest) && BigInt(digits) < lowest) return smallestBeyond;
  return rounded;
}

/** Whether a number that was read with {@link readInteger} is a 64-bit integer. */
export function isInt64(value: number): boolean {
  return Number.isInteger(value) && value >= Number(lowest) && value < Number(past);
}
