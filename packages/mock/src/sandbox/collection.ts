import type { Int64 } from '../int64.ts';

/** What is kept: things with an ID, oldest first. */
export interface Collection<Thing extends Kept> {
  get(id: Thing['id']): Thing | undefined;
  all(): Thing[];
  add(thing: Thing): void;
  remove(id: Thing['id']): void;
}

export interface Kept {
  readonly id: Int64 | string;
}

/** What has to be done beside keeping. */
export interface Care<Thing> {
  added(thing: Thing): void;
  removed(thing: Thing): void;
}

export function createCollection<Thing extends Kept>({ added, removed }: Care<Thing>): Collection<Thing> {
  // An integer has one way to be written, as a number and as a bigint alike.
  const things = new Map<string, Thing>();
  return {
    get: (id) => things.get(String(id)),
    all: () => [...things.values()],
    add(thing) {
      things.set(String(thing.id), thing);
      added(thing);
    },
    remove(id) {
      const thing = things.get(String(id));
      if (thing !== undefined) removed(thing);
      things.delete(String(id));
    },
  };
}
