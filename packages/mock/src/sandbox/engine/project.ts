import type { Int64 } from '@dli-openapi/client';
import type { Kept, Reference, Wholes } from './kind.ts';
import type { World } from './world.ts';

/** Things of one kind, oldest first. */
export interface Collection<Thing extends Kept> {
  get(id: Thing['id']): Thing | undefined;
  /** One of a name; of a kind that lets several have the same, the last one. */
  findByName(name: string): Thing | undefined;
  list(): Thing[];
  /** Without what is built in. */
  listOwn(): Thing[];
  /** Whether anything was ever put in, beside what is built in. */
  readonly isUsed: boolean;
  /** @param at since when it counts, in milliseconds since 1970. Default: now */
  add(thing: Thing, at?: number): void;
  /** Removes a thing, with what is a part of it. */
  remove(id: Thing['id']): void;
  /** Removes what is a part of a thing. */
  removeParts(id: Thing['id']): void;
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
  readonly noun: string;
  readonly ignoresCase?: boolean;
  createBuiltIn?(world: World, project?: Project): Thing[];
  onAdd?(thing: Thing, project: Project): void;
  onRemove?(thing: Thing, project: Project): void;
  isPartOf?(thing: Thing, wholes: Wholes, world: World): boolean;
  view(thing: Thing, now: number): object;
}

/** @param added is called whenever something is put into the project */
export function createProject(id: string, world: World, added: () => void): Project {
  const collections = new Map<string, { kind: KindOf<Kept>; collection: RemovableCollection }>();
  function removeParts(whole: Reference): void {
    // All of one level together: one by one, each would look through all that there are.
    for (let gone = [whole]; gone.length > 0; ) {
      const keys = new Set(gone.map(formatReference));
      const wholes = { has: (needed: Reference) => keys.has(formatReference(needed)) };
      gone = [...collections.values()].flatMap(({ kind, collection }) => {
        const parts = kind.isPartOf === undefined ? [] : collection.list().filter((thing) => kind.isPartOf?.(thing, wholes, world));
        for (const { id: part } of parts) collection.removeAlone(part);
        return parts.map(({ id: part }): Reference => [kind, part]);
      });
    }
  }
  const project: Project = {
    id,
    world,
    get<Thing extends Kept>(kind: KindOf<Thing>): Collection<Thing> {
      const known = collections.get(kind.name);
      if (known !== undefined) return known.collection as Collection<Kept> as Collection<Thing>;
      const collection = createCollection(kind, { project, added, removeParts });
      collections.set(kind.name, { kind, collection });
      return collection as Collection<Kept> as Collection<Thing>;
    },
    end() {
      for (const { collection } of collections.values()) for (const thing of collection.list()) thing.life?.end();
    },
  };
  return project;
}

interface Surroundings {
  project: Project;
  added: () => void;
  removeParts: (whole: Reference) => void;
}

function formatReference([{ name }, id]: Reference): string {
  return `${name} ${id}`;
}

interface RemovableCollection extends Collection<Kept> {
  /** Removes a thing without what is a part of it. @returns undefined where there was none */
  removeAlone(id: Kept['id']): Kept | undefined;
}

function createCollection(kind: KindOf<Kept>, { project, added, removeParts }: Surroundings): RemovableCollection {
  const { ignoresCase = false } = kind;
  const { world } = project;
  // An integer has one way to be written, as a number and as a bigint alike.
  const toKey = (key: Int64 | string) => (ignoresCase ? String(key).toLowerCase() : String(key));
  const builtIn = kind.createBuiltIn?.(world, project) ?? [];
  const things = new Map(builtIn.map((thing) => [toKey(thing.id), thing]));
  let byName: Map<string, Kept> | undefined;
  let isUsed = false;
  const collection: RemovableCollection = {
    get isUsed() {
      return isUsed;
    },
    get: (id) => things.get(toKey(id)),
    findByName(name) {
      byName ??= new Map([...things.values()].filter(({ isGone }) => !isGone).map((thing) => [toKey(thing.name), thing]));
      return byName.get(toKey(name));
    },
    forgetNames() {
      byName = undefined;
    },
    list: () => [...things.values()],
    listOwn: () => [...things.values()].filter((thing) => !builtIn.includes(thing)),
    add(thing, at = world.clock.now) {
      isUsed = true;
      things.set(toKey(thing.id), thing);
      if (!thing.isGone) byName?.set(toKey(thing.name), thing);
      added();
      thing.life?.begin(at);
      kind.onAdd?.(thing, project);
    },
    remove(id) {
      const thing = collection.removeAlone(id);
      if (thing) removeParts([kind, thing.id]);
    },
    removeAlone(id) {
      const thing = things.get(toKey(id));
      if (thing === undefined) return undefined;
      thing.life?.end();
      if (byName?.get(toKey(thing.name)) === thing) byName.delete(toKey(thing.name));
      things.delete(toKey(id));
      kind.onRemove?.(thing, project);
      return thing;
    },
    removeParts: (id) => removeParts([kind, id]),
  };
  return collection;
}
