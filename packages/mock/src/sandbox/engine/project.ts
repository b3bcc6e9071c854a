import type { Int64 } from '@dli-openapi/client';
import type { Kept } from './kind.ts';
import type { World } from './world.ts';

/** Things of one kind, oldest first. */
export interface Collection<Thing extends Kept> {
  get(id: Thing['id']): Thing | undefined;
  /** One of a name; of a kind that lets several have the same, the last one. */
  findByName(name: string): Thing | undefined;
  list(): Thing[];
  /** Whether anything was ever put in, beside what is built in. */
  readonly isUsed: boolean;
  /** @param at since when it counts, in milliseconds since 1970. Default: now */
  add(thing: Thing, at?: number): void;
  remove(id: Thing['id']): void;
  /** Has to be called when a name was changed. */
  forgetNames(): void;
}

/** What a project holds. Nothing of it is seen from other projects. */
export interface Project {
  readonly id: string;
  readonly world: World;
  get<Thing extends Kept>(kind: KindOf<Thing>): Collection<Thing>;
  /** Nothing happens to what it holds any more. */
  end(): void;
}

/** Enough of a kind to know what it is of. */
interface KindOf<Thing> {
  readonly name: string;
  readonly ignoresCase?: boolean;
  createBuiltIn?(world: World): Thing[];
  onAdd?(thing: Thing, project: Project): void;
  onRemove?(thing: Thing, project: Project): void;
  view(thing: Thing, now: number): object;
}

/** @param added is called whenever something is put into the project */
export function createProject(id: string, world: World, added: () => void): Project {
  const collections = new Map<string, Collection<Kept>>();
  const project: Project = {
    id,
    world,
    get<Thing extends Kept>(kind: KindOf<Thing>): Collection<Thing> {
      const collection = collections.get(kind.name) ?? createCollection(kind, project, added);
      collections.set(kind.name, collection);
      return collection as Collection<Kept> as Collection<Thing>;
    },
    end() {
      for (const collection of collections.values()) for (const thing of collection.list()) thing.life?.end();
    },
  };
  return project;
}

function createCollection(kind: KindOf<Kept>, project: Project, added: () => void): Collection<Kept> {
  const { ignoresCase = false, createBuiltIn, onAdd, onRemove } = kind;
  const { world } = project;
  // An integer has one way to be written, as a number and as a bigint alike.
  const toKey = (key: Int64 | string) => (ignoresCase ? String(key).toLowerCase() : String(key));
  const things = new Map((createBuiltIn?.(world) ?? []).map((thing) => [toKey(thing.id), thing]));
  let byName: Map<string, Kept> | undefined;
  let isUsed = false;
  return {
    get isUsed() {
      return isUsed;
    },
    get: (id) => things.get(toKey(id)),
    findByName(name) {
      byName ??= new Map(Array.from(things.values(), (thing) => [toKey(thing.name), thing]));
      return byName.get(toKey(name));
    },
    forgetNames() {
      byName = undefined;
    },
    list: () => [...things.values()],
    add(thing, at = world.clock.now) {
      isUsed = true;
      things.set(toKey(thing.id), thing);
      byName?.set(toKey(thing.name), thing);
      added();
      thing.life?.begin(at);
      onAdd?.(thing, project);
    },
    remove(id) {
      const thing = things.get(toKey(id));
      if (thing === undefined) return;
      thing.life?.end();
      if (byName?.get(toKey(thing.name)) === thing) byName.delete(toKey(thing.name));
      things.delete(toKey(id));
      onRemove?.(thing, project);
    },
  };
}
