/** An integer of 64 bits in a response: a number as long as that is exact, up to 2^53 - 1, otherwise a bigint. */
export type Int64 = number | bigint;

/** An integer of 64 bits in an input: an exact number, a bigint, or a string of digits. */
export type Int64Input = number | bigint | string;

/** A value of any type in a response, such as that of a column of a result. */
export type JsonValue = string | Int64 | boolean | null | unknown[] | { [name: string]: unknown };

/**
 * Why JSON cannot carry a value: `JSON.stringify` would turn it into something else, drop it or fail.
 * @param raw The value before its `toJSON`, if it has one, gave `value`.
 */
export function findJsonProblem(raw: unknown, value: unknown): string | undefined {
  const type = typeof value;
  if (type === 'bigint' || type === 'function' || type === 'symbol') return type;
  if (type === 'number') return Number.isFinite(value) ? undefined : String(value);
  if (typeof raw !== 'object' || raw === null) return undefined;
  // A `Date` has a `toJSON`, which gives null for an invalid one.
  if ('toJSON' in raw) return value === null ? `an invalid ${getClassName(raw)}` : undefined;
  return isPlainObject(raw) || Array.isArray(raw) ? undefined : `a ${getClassName(raw)}`;
}

/** Whether a value is an object of no class, of whatever realm: the prototype of such objects has none itself. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function getClassName(instance: object): string {
  return (instance.constructor as { name?: string } | undefined)?.name || 'class instance';
}

/** The digits of an integer of 64 bits, if the value is one and has certainly not been rounded. */
export function readInt64Digits(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  if (typeof value === 'string' && !/^(?:0|-?[1-9]\d{0,18})$/.test(value)) return undefined;
  if (typeof value !== 'bigint' && typeof value !== 'string') return undefined;
  const integer = BigInt(value);
  return BigInt.asIntN(64, integer) === integer ? String(integer) : undefined;
}

/** Why a value has no such digits. */
export function describeInt64Problem(value: unknown): string {
  return typeof value === 'number' && Number.isInteger(value)
    ? 'is beyond 2^53 - 1, where a number is not exact. Use a bigint or a string of digits.'
    : 'has to be an integer of 64 bits: a number, a bigint or a string of digits.';
}

/** How JSON is parsed. */
export interface ParseOptions {
  /** `string`: numbers with a fraction or a power of ten as strings, as they are written. Default: `number`. */
  decimals?: 'number' | 'string' | undefined;
}

/**
 * Parses JSON as `JSON.parse` does, except that an integer which a number would round becomes a bigint. One beyond 1.8e308 is
 * `Infinity`, as there. Fractions and powers of ten are numbers, rounded to some 16 digits.
 * @throws {SyntaxError} if the text is not JSON
 */
export function parseJson(text: string, { decimals }: ParseOptions = {}): unknown {
  return decimals === 'string' || hasLongDigits(text) ? parseExactly(text, decimals === 'string') : JSON.parse(text);
}

/**
 * Writes JSON as `JSON.stringify` does, except that it writes a bigint, digit for digit.
 * @throws {TypeError} if the value refers to itself
 */
export function stringifyJson(value: unknown): string {
  let hasBigint = false;
  const text = JSON.stringify(value, (_name, part: unknown) => {
    if (typeof part !== 'bigint') return part;
    hasBigint = true;
    return 0;
  });
  if (!hasBigint) return text;
  // A bigint goes through JSON.stringify as a marked string.
  const mark = createMark();
  const marked = JSON.stringify(value, (_name, part: unknown) => (typeof part === 'bigint' ? `${mark}${part}` : part));
  return marked.replace(new RegExp(`"${mark}(-?\\d+)"`, 'g'), '$1');
}

/** The fewest digits of an integer that a number cannot hold exactly. */
const longDigits = 16;

// So many digits in a row cannot hide between two places that are as far apart, so few places have to be looked at.
function hasLongDigits(text: string): boolean {
  for (let place = longDigits - 1; place < text.length; place += longDigits) {
    if (!isDigit(text, place)) continue;
    let first = place;
    while (isDigit(text, first - 1)) first--;
    while (isDigit(text, place + 1)) place++;
    if (place - first + 1 >= longDigits) return true;
  }
  return false;
}

function isDigit(text: string, place: number): boolean {
  const code = text.charCodeAt(place);
  return code >= 48 && code <= 57;
}

// Node 20 does not show a reviver the digits themselves, so they go through the parser as marked strings.
function parseExactly(text: string, hasExactDecimals: boolean): unknown {
  const mark = createMark();
  const holder = { value: parseMarked(text, mark, hasExactDecimals) };
  const open: object[] = [holder];
  for (let parent = open.pop(); parent !== undefined; parent = open.pop()) {
    for (const key of Array.isArray(parent) ? parent.keys() : Object.keys(parent)) {
      const value = (parent as Record<string, unknown>)[key];
      if (typeof value === 'object' && value !== null) open.push(value);
      else if (typeof value === 'string' && value.startsWith(mark)) {
        // Assigning to __proto__ would not set it.
        Object.defineProperty(parent, key, {
          value: BigInt(value.slice(mark.length)),
          configurable: true,
          enumerable: true,
          writable: true,
        });
      }
    }
  }
  return holder.value;
}

/** No text holds it: who writes one cannot know it. */
function createMark(): string {
  return `\ue000${Math.random().toString(36).slice(2)}:`;
}

function parseMarked(text: string, mark: string, hasExactDecimals: boolean): unknown {
  try {
    return JSON.parse(markNumbers(text, mark, hasExactDecimals));
  } catch {
    // Fails too, and says where.
    return JSON.parse(text);
  }
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function markNumbers(text: string, mark: string, hasExactDecimals: boolean): string {
  const rewrite = (token: string) => {
    if (isRounded(token)) return `"${mark}${token}"`;
    return hasExactDecimals && /[.eE]/.test(token) ? `"${token}"` : token;
  };
  const shortest = hasExactDecimals ? 1 : longDigits;
  let marked = '';
  let copied = 0;
  for (let place = 0; place < text.length; ) {
    const start = findOrEnd(text, '"', place);
    if (start - place >= shortest) {
      const between = text.slice(place, start);
      // As a string, it would be a valid name.
      if (/\d\s*:/.test(between)) throw new SyntaxError('A number is no name.');
      marked += text.slice(copied, place) + between.replace(number, rewrite);
      copied = start;
    }
    place = findEndOfString(text, start);
  }
  return marked + text.slice(copied);
}

function findEndOfString(text: string, start: number): number {
  let quote = start;
  do quote = findOrEnd(text, '"', quote + 1);
  while (isEscaped(text, quote));
  return quote + 1;
}

function isEscaped(text: string, quote: number): boolean {
  let first = quote;
  while (text.charCodeAt(first - 1) === 92) first--;
  return (quote - first) % 2 === 1 && quote < text.length;
}

function findOrEnd(text: string, part: string, from: number): number {
  const index = text.indexOf(part, from);
  return index === -1 ? text.length : index;
}

function isRounded(token: string): boolean {
  if (token.length < longDigits || !/^-?\d+$/.test(token)) return false;
  const value = Number(token);
  return Number.isFinite(value) && !Number.isSafeInteger(value);
}
