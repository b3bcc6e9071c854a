import type { Int64 } from '../int64.ts';

/** What is kept: things with an ID, oldest first. */
export interface Collection<Thing extends { readonly id: Int64 | string }> {
  /** The one with this ID, as it is now. */
  get(id: Int64 | string): Thing | undefined;
  /** All of them, as they are now. */
  all(): Thing[];
  add(thing: Thing): void;
  remove(id: Int64 | string): void;
}

/** @param settle brings a thing up to date before it is given out */
export function createCollection<Thing extends { readonly id: Int64 | string }>(
  settle: (thing: Thing) => void = () => {},
): Collection<Thing> {
  // An integer has one way to be written, as a number and as a bigint alike.
  const things = new Map<string, Thing>();
  const settled = (thing: Thing) => {
    settle(thing);
    return thing;
  };
  return {
    get(id) {
      const thing = things.get(String(id));
      return thing && settled(thing);
    },
    all: () => [...things.values()].map(settled),
    add(thing) {
      things.set(String(thing.id), thing);
    },
    remove(id) {
      things.delete(String(id));
    },
  };
}
