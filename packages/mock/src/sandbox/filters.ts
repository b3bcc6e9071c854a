import type { Schemas } from './types.ts';

/** Whether a thing's value is the one that a list is asked for. Everything is, where it is asked for none. */
export function is<Value>(asked: Value | undefined, value: Value | null | undefined): boolean {
  return asked === undefined || asked === value;
}

/** The same of IDs, which may come as number, bigint or text. */
export function isId(asked: number | bigint | string | undefined, id: number | bigint | string): boolean {
  return asked === undefined || asked === id || String(asked) === String(id);
}

/** Whether a text contains the one that a list is asked for, whatever the case of its letters. */
export function contains(asked: string | undefined, text: string | undefined): boolean {
  return asked === undefined || (text ?? '').toLowerCase().includes(asked.toLowerCase());
}

/** Whether a thing has all labels that a list is asked for, written `key=value`, separated by commas. */
export function hasTags(asked: string | undefined, tags: readonly Schemas['Tag'][] | undefined): boolean {
  if (asked === undefined) return true;
  const wanted = asked.split(',').filter((pair) => pair !== '');
  return wanted.every((pair) => (tags ?? []).some(({ key, value }) => `${key}=${value}` === pair));
}

/** Whether a time is after one and before another, neither included, in milliseconds since 1970. */
export function isBetween(start: number | bigint | undefined, end: number | bigint | undefined, time: number): boolean {
  return (start === undefined || time > start) && (end === undefined || time < end);
}

/** Things by a number of theirs. Those that came first come first where the numbers are the same, or last when descending. */
export function ordered<Thing>(things: readonly Thing[], by: (thing: Thing) => number, direction: 'asc' | 'desc'): Thing[] {
  const ascending = things.toSorted((a, b) => by(a) - by(b));
  return direction === 'asc' ? ascending : ascending.toReversed();
}
