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
  if (type === 'bigint' || type === 'function' || type === 'symbol') return `a ${type}`;
  if (type === 'number') return Number.isFinite(value) ? undefined : String(value);
  if (typeof raw !== 'object' || raw === null) return undefined;
  // A `Date` has a `toJSON`, which gives null for an invalid one.
  if (value === null) return `an invalid ${getClassName(raw)}`;
  return typeof value !== 'object' || isPlainObject(value) || Array.isArray(value) ? undefined : `a ${getClassName(value)}`;
}

/** Whether a value is an object, not an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The entries of a list in a response; none if something else is there, such as null. */
export function readList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
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

/** Why `readInt64Digits` gives nothing for a value. */
export function describeInt64Problem(value: unknown): string {
  if (typeof value === 'number' && Number.isInteger(value)) {
    return `is ${value}, beyond 2^53 - 1, where a number is not exact. Use a bigint or a string of digits.`;
  }
  const found = typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : Object(value) === value ? typeof value : String(value);
  return `has to be an integer of 64 bits: a number, a bigint or a string of digits, found ${found}.`;
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
  if (decimals !== 'string') return parseIntegers(text);
  return parseExactly(text, (token) => (/[.eE]/.test(token) ? token : keepRounded(token)), 1);
}

/** Parses JSON without options: a core's bundle has no more of it. */
export function parseIntegers(text: string): unknown {
  return hasLongDigits(text) ? parseExactly(text, keepRounded, longDigits) : JSON.parse(text);
}

/** A number of JSON that a JavaScript number would not write as it stands there, such as `0.10` or one of many digits. */
export class WrittenNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * Parses JSON as `JSON.parse` does, except that a number of which a digit would be lost becomes a {@link WrittenNumber}.
 * @throws {SyntaxError} if the text is not JSON
 */
export function parseWrittenNumbers(text: string): unknown {
  return parseExactly(text, (token) => (String(Number(token)) === token ? undefined : new WrittenNumber(token)), 1);
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

/** What a number of JSON becomes; undefined if that is what JSON.parse makes of it. */
type Keep = (token: string) => unknown;

/**
 * Parses JSON, and keeps some numbers in another way.
 * @param shortest how long a text has to be at least to hold such a number
 */
function parseExactly(text: string, keep: Keep, shortest: number): unknown {
  // Node 20 does not show a reviver the digits themselves, so in their place go marked strings through the parser.
  const mark = createMark();
  const kept: unknown[] = [];
  const write = (token: string) => {
    const value = keep(token);
    return value === undefined ? token : `"${mark}${kept.push(value) - 1}"`;
  };
  const holder: { value?: unknown } = {};
  try {
    holder.value = JSON.parse(replaceNumbers(text, write, shortest));
  } catch {
    // Fails too, and says where.
    return JSON.parse(text);
  }
  const open: object[] = [holder];
  for (let parent = open.pop(); parent !== undefined; parent = open.pop()) {
    for (const key of Array.isArray(parent) ? parent.keys() : Object.keys(parent)) {
      const value = (parent as Record<string, unknown>)[key];
      if (typeof value === 'object' && value !== null) open.push(value);
      else if (typeof value === 'string' && value.startsWith(mark)) {
        // Assigning to __proto__ would not set it.
        Object.defineProperty(parent, key, { value: kept[Number(value.slice(mark.length))] });
      }
    }
  }
  return holder.value;
}

/** No text holds it: who writes one cannot know it. */
function createMark(): string {
  return `\ue000${Math.random().toString(36).slice(2)}:`;
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function replaceNumbers(text: string, write: (token: string) => string, shortest: number): string {
  let written = '';
  let copied = 0;
  for (let place = 0; place < text.length; ) {
    const start = findOrEnd(text, '"', place);
    if (start - place >= shortest) {
      const between = text.slice(place, start);
      // JSON has no numbers as names, but the string in its place would be one.
      if (/\d\s*:/.test(between)) return text;
      written += text.slice(copied, place) + between.replace(number, write);
      copied = start;
    }
    place = findStringEnd(text, start);
  }
  return written + text.slice(copied);
}

/** The place after the closing quote of a string, given the place of its opening one. */
export function findStringEnd(text: string, start: number): number {
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

function keepRounded(token: string): bigint | undefined {
  const value = Number(token);
  return Number.isSafeInteger(value) || !Number.isFinite(value) || /[.eE]/.test(token) ? undefined : BigInt(token);
}
