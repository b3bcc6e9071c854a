import type { Kept } from './kind.ts';

/** Things of one kind, oldest first. */
export interface Collection<Thing extends Kept> {
  get(id: Thing['id']): Thing | undefined;
  list(): Thing[];
  /** @param at since when it counts, in milliseconds since 1970. Default: now */
  add(thing: Thing, at?: number): void;
  remove(id: Thing['id']): void;
}

/** What a project holds. Nothing of it is seen from other projects. */
export interface Project {
  readonly id: string;
  get<Thing extends Kept>(kind: KindOf<Thing>): Collection<Thing>;
}

/** Enough of a kind to know what it is of. */
interface KindOf<Thing> {
  readonly name: string;
  view(thing: Thing, now: number): object;
}

/** @param added is called whenever something is put into the project */
export function createProject(id: string, now: () => number, added: () => void): Project {
  const collections = new Map<string, Collection<Kept>>();
  return {
    id,
    get<Thing extends Kept>({ name }: KindOf<Thing>): Collection<Thing> {
      const collection = collections.get(name) ?? createCollection(now, added);
      collections.set(name, collection);
      return collection as Collection<Kept> as Collection<Thing>;
    },
  };
}

function createCollection(now: () => number, added: () => void): Collection<Kept> {
  // An integer has one way to be written, as a number and as a bigint alike.
  const things = new Map<string, Kept>();
  return {
    get: (id) => things.get(String(id)),
    list: () => [...things.values()],
    add(thing, at = now()) {
      things.set(String(thing.id), thing);
      added();
      thing.life?.begin(at);
    },
    remove(id) {
      things.get(String(id))?.life?.end();
      things.delete(String(id));
    },
  };
}
