import list from './equivalents.json' with { type: 'json' };
import type { Verdict } from './verdict.ts';

/** Mutants that no check needs to find: what they say comes to the same. Reviewed one by one. */
export interface Equivalents {
  /** Where they survive: in the document, in a mock that is made from them, in the generated client. */
  in: string[];
  kinds: string[];
  /** A `*` stands for anything. */
  pointers: string[];
  reason: string;
}

export const equivalents: readonly Equivalents[] = list;

/** The entry that a survivor is covered by. */
export function equivalentOf({ kind, pointer }: Verdict, place: string, known = equivalents): Equivalents | undefined {
  return known.find(
    (entry) => entry.in.includes(place) && entry.kinds.includes(kind) && entry.pointers.some((pattern) => matches(pattern, pointer)),
  );
}

/** What of the entries covers nothing: a place, a kind or a pointer that no survivor has. One line each. */
export function idleEquivalents(survivors: ReadonlyMap<string, readonly Verdict[]>, known = equivalents): string[] {
  return known.flatMap((entry) => {
    const covered = entry.in.flatMap((place) => (survivors.get(place) ?? []).filter((verdict) => equivalentOf(verdict, place, [entry])));
    const idle = [
      ...entry.in.filter((place) => !(survivors.get(place) ?? []).some((verdict) => equivalentOf(verdict, place, [entry]))),
      ...entry.kinds.filter((kind) => !covered.some((verdict) => verdict.kind === kind)),
      ...entry.pointers.filter((pattern) => !covered.some(({ pointer }) => matches(pattern, pointer))),
    ];
    return idle.map((part) => `"${part}" of "${entry.reason}" covers no survivor: delete it from equivalents.json`);
  });
}

function matches(pattern: string, pointer: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.[\]{}$^()|+?\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(pointer);
}
