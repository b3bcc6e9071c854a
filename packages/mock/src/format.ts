// How messages show what was found, and which known name is near.
import { distance } from 'fastest-levenshtein';

const longestName = 100;

/** A value for a message: a text in quotes and shortened, of an array or object only which of both it is. */
export function formatValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(shorten(value));
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}

/** What was planned, for a message: its fields, without what may be long in them. */
export function formatFields(fields: object): string {
  const shown = Object.entries(fields).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const isLong = typeof value === 'object' && value !== null && !(value instanceof RegExp);
    return [`${name}: ${isLong ? '…' : value instanceof RegExp ? shorten(String(value)) : formatValue(value)}`];
  });
  return `{ ${shown.join(', ')} }`;
}

/** A function for a message. */
export function formatFunction({ name }: { readonly name: string }): string {
  return `the function ${name || 'without a name'}`;
}

/** A text cut to so many characters. */
export function shorten(text: string, longest = 80): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

/** The known name nearest to an unknown one; undefined where more than half of it would have to change. */
export function findNearestName(unknown: string, known: Iterable<string>): string | undefined {
  if (unknown.length > longestName) return undefined;
  let nearest: string | undefined;
  let fewest = Math.floor(unknown.length / 2) + 1;
  for (const name of known) {
    const changes = distance(unknown.toLowerCase(), name.toLowerCase());
    if (changes < fewest) [nearest, fewest] = [name, changes];
  }
  return nearest;
}

/** Such as ` (did you mean limit?)`; empty without a name. */
export function formatHint(nearest: string | undefined): string {
  return nearest === undefined ? '' : ` (did you mean ${nearest}?)`;
}
