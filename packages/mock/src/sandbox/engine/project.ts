import type { Kept } from './kind.ts';

/** Things of one kind, oldest first. */
export interface Collection<Thing extends Kept> {
  get(id: Thing['id']): Thing | undefined;
  /** One of a name; of a kind that lets several have the same, the last one. */
  findByName(name: string): Thing | undefined;
  list(): Thing[];
  /** @param at since when it counts, in milliseconds since 1970. Default: now */
  add(thing: Thing, at?: number): void;
  remove(id: Thing['id']): void;
  /** Has to be called when a name was changed. */
  forgetNames(): void;
}

/** What a project holds. Nothing of it is seen from other projects. */
export interface Project {
  readonly id: string;
  get<Thing extends Kept>(kind: KindOf<Thing>): Collection<Thing>;
  /** Nothing happens to what it holds any more. */
  end(): void;
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
    end() {
      for (const collection of collections.values()) for (const thing of collection.list()) thing.life?.end();
    },
  };
}

function createCollection(now: () => number, added: () => void): Collection<Kept> {
  // An integer has one way to be written, as a number and as a bigint alike.
  const things = new Map<string, Kept>();
  let byName: Map<string, Kept> | undefined;
  return {
    get: (id) => things.get(String(id)),
    findByName(name) {
      byName ??= new Map(Array.from(things.values(), (thing) => [thing.name, thing]));
      return byName.get(name);
    },
    forgetNames() {
      byName = undefined;
    },
    list: () => [...things.values()],
    add(thing, at = now()) {
      things.set(String(thing.id), thing);
      byName?.set(thing.name, thing);
      added();
      thing.life?.begin(at);
    },
    remove(id) {
      const thing = things.get(String(id));
      if (thing === undefined) return;
      thing.life?.end();
      if (byName?.get(thing.name) === thing) byName.delete(thing.name);
      things.delete(String(id));
    },
  };
}
