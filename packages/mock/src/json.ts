// JSON with integers of 64 bits, which JavaScript numbers round beyond 2^53.
import { parseJson as parseExactJson, stringifyJson } from '@dli-openapi/client';
import type { FlatSchema } from './generated/openapi/index.ts';
import { listTypes } from './generated/openapi/index.ts';

export { parseExactJson };

/** Whether a header `Content-Type` is that of JSON. */
export function isJson(contentType: string): boolean {
  return /^application\/json\s*(?:;|$)/i.test(contentType.trim());
}

/** A JSON text that was read. */
export interface JsonText {
  value: unknown;
  /** The same value, with a bigint in place of each integer that a JavaScript number cannot hold. */
  exact: unknown;
}

/**
 * Reads JSON. Integers beyond 2^53 are rounded without crossing the limits of int64, and kept exactly beside the value.
 * @param change makes changes to the value, or gives another one; called again for the exact value, if that is asked for
 * @throws {SyntaxError} when the text is not JSON
 */
export function parseJson(text: string, change?: (value: unknown) => unknown): JsonText {
  const read = () => (change ? change(parseExactJson(text)) : parseExactJson(text));
  const holder = { value: read() };
  // Most bodies hold no such integer: a test for long runs of digits spares them the slow way.
  if ((!change && !/\d{16}/.test(text)) || !roundIntegers(holder)) return { value: holder.value, exact: holder.value };
  let exact: unknown;
  return {
    value: holder.value,
    // Few ask for it, and it takes as long as the first time.
    get exact() {
      exact ??= read();
      return exact;
    },
  };
}

/** Without recursion: a body may be nested deeper than the stack. @returns whether there were any */
function roundIntegers(root: object): boolean {
  let hasRounded = false;
  const open = [root];
  for (let holder = open.pop() as Record<string, unknown>; holder !== undefined; holder = open.pop() as typeof holder) {
    for (const key of Array.isArray(holder) ? holder.keys() : Object.keys(holder)) {
      const child = holder[key];
      if (typeof child === 'object' && child !== null) open.push(child);
      else if (typeof child === 'bigint') {
        hasRounded = true;
        Object.defineProperty(holder, key, { value: roundInteger(child) });
      }
    }
  }
  return hasRounded;
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
  // Only there may rounding cross one. Longer digits would take long to become a bigint.
  return Math.abs(rounded) === Number(past) ? roundInteger(BigInt(digits)) : rounded;
}

function roundInteger(integer: bigint): number {
  const rounded = Number(integer);
  if (rounded === Number(past) && integer < past) return largestWithin;
  if (rounded === Number(lowest) && integer < lowest) return smallestBeyond;
  return rounded;
}

/** Whether a number that was read with {@link readInteger} is a 64-bit integer. */
export function isInt64(value: number): boolean {
  return Number.isInteger(value) && value >= Number(lowest) && value < Number(past);
}

/**
 * Where a value to be written holds an integer beyond 2^53 as a number, which has rounded it, such as `body.job_id`; undefined if nowhere.
 * From 1e21 on, JSON has an exponent, and nobody takes it for exact.
 * @param schema If it is given, only what it calls an integer counts.
 */
export function findRoundedInteger(value: unknown, pointer: string, schema?: FlatSchema): string | undefined {
  if (typeof value === 'number') {
    const isRounded = Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21;
    return isRounded && (schema === undefined || listTypes(schema).includes('integer')) ? pointer : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const isList = Array.isArray(value);
  for (const [key, child] of Object.entries(value)) {
    const part = isList ? schema?.items?.() : (schema?.properties.get(key) ?? schema?.additional)?.();
    if (schema !== undefined && part === undefined) continue;
    const found = findRoundedInteger(child, isList ? `${pointer}[${key}]` : `${pointer}.${key}`, part);
    if (found !== undefined) return found;
  }
  return undefined;
}
