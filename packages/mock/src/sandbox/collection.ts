import type { Int64 } from '@dli-openapi/client';

/** What is kept: things with an ID, oldest first. */
export interface Collection<Thing extends Kept> {
  get(id: Thing['id']): Thing | undefined;
  all(): Thing[];
  /** @param at since when it counts, in milliseconds since 1970; now unless given */
  add(thing: Thing, at?: number): void;
  remove(id: Thing['id']): void;
}

export interface Kept {
  readonly id: Int64 | string;
}

/** What has to be done beside keeping. */
export interface Care<Thing> {
  added(thing: Thing, at: number | undefined): void;
  removed(thing: Thing): void;
}

export function createCollection<Thing extends Kept>({ added, removed }: Care<Thing>): Collection<Thing> {
  // An integer has one way to be written, as a number and as a bigint alike.
  const things = new Map<string, Thing>();
  return {
    get: (id) => things.get(String(id)),
    all: () => [...things.values()],
    add(thing, at) {
      things.set(String(thing.id), thing);
      added(thing, at);
    },
    remove(id) {
      const thing = things.get(String(id));
      if (thing !== undefined) removed(thing);
      things.delete(String(id));
    },
  };
}
