// What lists are filtered and sorted by. A filter that a call does not set lets everything pass.
import type { Schemas } from './types.ts';

export function equals<Value>(wanted: Value | undefined, value: Value | null | undefined): boolean {
  return wanted === undefined || wanted === value;
}

/** An ID may come as number, bigint or text. */
export function equalsId(wanted: number | bigint | string | undefined, id: number | bigint | string): boolean {
  return wanted === undefined || wanted === id || String(wanted) === String(id);
}

/** Whether a text contains the wanted one, whatever the case of its letters. */
export function contains(wanted: string | undefined, text: string | undefined): boolean {
  return wanted === undefined || (text ?? '').toLowerCase().includes(wanted.toLowerCase());
}

/** Whether all wanted labels are there, written `key=value`, separated by commas. */
export function hasTags(wanted: string | undefined, tags: readonly Schemas['Tag'][] | undefined): boolean {
  if (wanted === undefined) return true;
  const pairs = wanted.split(',').filter((pair) => pair !== '');
  return pairs.every((pair) => (tags ?? []).some(({ key, value }) => `${key}=${value}` === pair));
}

/** Whether a time is after one and before another, neither included, in milliseconds since 1970. Clients send 0 for no bound. */
export function isBetween(start: number | bigint | undefined, end: number | bigint | undefined, time: number): boolean {
  return (!start || time > start) && (!end || time < end);
}

/** Sorts things by a number or text. Where these are the same, those that came first come first, or last when descending. */
export function sortBy<Thing>(things: readonly Thing[], getKey: (thing: Thing) => number | string, direction: 'asc' | 'desc'): Thing[] {
  const ascending = things.toSorted((a, b) => compare(getKey(a), getKey(b)));
  return direction === 'asc' ? ascending : ascending.toReversed();
}

function compare(a: number | string, b: number | string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
