import { characterMissingIn } from './missing-character.ts';

/**
 * Parses JSON as `JSON.parse` does, except that an integer which a number would round becomes a bigint. Fractions and
 * powers of ten are numbers, as everywhere.
 * @throws {SyntaxError} when the text is not JSON
 */
export function parseJson(text: string): unknown {
  return hasLongDigits(text) ? parseExactly(text) : JSON.parse(text);
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
function parseExactly(text: string): unknown {
  const mark = characterMissingIn(text);
  const holder = { value: JSON.parse(withMarkedIntegers(text, mark)) as unknown };
  const open: object[] = [holder];
  for (let parent = open.pop(); parent !== undefined; parent = open.pop()) {
    for (const key of Object.keys(parent)) {
      const value = (parent as Record<string, unknown>)[key];
      if (typeof value === 'object' && value !== null) open.push(value);
      else if (typeof value === 'string' && value.startsWith(mark)) {
        // Assigning to __proto__ would not set it.
        Object.defineProperty(parent, key, { value: BigInt(value.slice(1)), configurable: true, enumerable: true, writable: true });
      }
    }
  }
  return holder.value;
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function withMarkedIntegers(text: string, mark: string): string {
  let marked = '';
  let copied = 0;
  for (let place = 0; place < text.length; ) {
    const start = indexOrEnd(text, '"', place);
    if (start - place >= longDigits) {
      const between = text.slice(place, start).replace(number, (token) => (isRounded(token) ? `"${mark}${token}"` : token));
      marked += text.slice(copied, place) + between;
      copied = start;
    }
    place = endOfString(text, start);
  }
  return marked + text.slice(copied);
}

function endOfString(text: string, start: number): number {
  let quote = start;
  do quote = indexOrEnd(text, '"', quote + 1);
  while (isEscaped(text, quote));
  return quote + 1;
}

function isEscaped(text: string, quote: number): boolean {
  let first = quote;
  while (text.charCodeAt(first - 1) === 92) first--;
  return (quote - first) % 2 === 1 && quote < text.length;
}

function indexOrEnd(text: string, part: string, from: number): number {
  const index = text.indexOf(part, from);
  return index === -1 ? text.length : index;
}

function isRounded(token: string): boolean {
  return token.length >= longDigits && /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token));
}
