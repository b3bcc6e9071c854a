// Kinds whose things are little more than the fields that responses show of them.
import type { Int64 } from '@dli-openapi/client';
import type { Kept, Kind, StateRules } from './kind.ts';
import type { Life } from './life.ts';
import { createLife } from './life.ts';
import type { Planned } from './plans.ts';
import { predictPlanned, predictUsual } from './plans.ts';
import type { AnyState, OperationId, Schemas, StateSchema } from './types.ts';
import type { World } from './world.ts';

/** A thing that is kept as its fields. Its state, if its kind has states, is that of its life. */
export interface Entry<Fields extends object, States extends StateSchema = never> extends Kept, Planned {
  readonly id: Int64 | string;
  readonly name: string;
  fields: Fields;
  readonly life: [States] extends [never] ? undefined : Life<Schemas[States]>;
}

/** A kind of {@link Entry}. */
export interface EntryKind<Name extends string, Fields extends object, View extends object, States extends StateSchema = never>
  extends Kind<Name, Entry<Fields, States>, Partial<Fields> & SeededState<States>, View> {
  /** Creates a thing from the fields that matter. It is in a project once it is added to it. */
  create(world: World, given: Partial<Fields>, isTaken: (id: Int64) => boolean, createdBy?: OperationId): Entry<Fields, States>;
}

type SeededState<States extends StateSchema> = [States] extends [never] ? object : { status?: Schemas[States] };

/** What the fields that are not given are filled in from. */
export interface Completion {
  world: World;
  now: number;
  /** The next number that is no ID of another thing of the kind. */
  createId(): number;
}

/** All there is to say of a kind of {@link Entry}. */
export interface EntryRules<Name extends string, Fields extends object, View extends object, States extends StateSchema>
  extends Pick<Kind<Name, Entry<Fields, States>, object, View>, 'name' | 'noun' | 'schema' | 'ignoresCase' | 'missingCode' | 'toLine'> {
  /** The field by which calls name a thing. */
  readonly id: keyof Fields & string;
  /** The field with its name. Default: the same. */
  readonly title?: keyof Fields & string;
  /** Default true. */
  readonly isNameUnique?: boolean;
  /** The fields that the schema does not have. */
  readonly ownFields?: readonly (keyof Fields & string)[];
  /** The schema of the states, and what the document does not say of them. The field `status` of a seed is the state. */
  readonly states?: StateRules & { readonly schema: States };
  /** What is in every project from the beginning. */
  readonly builtIn?: readonly Partial<Fields>[];
  /** Fills in the fields that a seed or a call does not give. */
  complete(given: Partial<Fields>, completion: Completion): Fields;
  /** How a response shows it in full. */
  show(thing: Entry<Fields, States>, now: number): View;
  /** Changes a thing that has come into another state. */
  onState?(thing: Entry<Fields, States>, now: number): void;
}

/** Defines a kind by what is its own. */
export function defineKind<const Name extends string, Fields extends object, View extends object, States extends StateSchema = never>(
  rules: EntryRules<Name, Fields, View, States>,
): EntryKind<Name, Fields, View, States> {
  const { id, title = id, ownFields = [], builtIn, complete, show, onState, ...others } = rules;

  function begin(world: World, fields: Fields, { state, since, createdBy }: Beginning): Entry<Fields, States> {
    const life = rules.states && createLife({ lifecycle: getLifecycle(world), agenda: world.agenda, state, since, predict });
    const kept: Kept & Planned & { fields: Fields; life: unknown } = {
      id: fields[id] as Int64 | string,
      get name() {
        return String(thing.fields[title]);
      },
      fields,
      createdBy,
      life,
    };
    const thing = kept as Entry<Fields, States>;
    function predict(present: Life<AnyState>, from: number) {
      if (present.stages.length > 1) onState?.(thing, from);
      const lifecycle = getLifecycle(world);
      return predictPlanned(world, lifecycle, thing, present, from) ?? predictUsual(lifecycle, present);
    }
    return thing;
  }

  const getLifecycle = (world: World) => world.getLifecycle<AnyState>({ name: rules.name });

  /** What was not just created has come as far as it usually comes by itself at first. */
  function findSettledState(world: World): AnyState | undefined {
    if (rules.states === undefined) return undefined;
    const { initial, findUsual } = getLifecycle(world);
    return findUsual(initial) ?? initial;
  }

  return {
    isNameUnique: true,
    ...others,
    ownSeedFields: ownFields,
    create(world, given, isTaken, createdBy) {
      const { now } = world.clock;
      return begin(world, complete(given, { world, now, createId: () => world.createId(isTaken) }), { since: now, createdBy });
    },
    createBuiltIn(world) {
      const completion = { world, now: world.clock.beginning, createId: () => 0 };
      const beginning = { state: findSettledState(world), since: completion.now };
      return (builtIn ?? []).map((given) => begin(world, complete(given, completion), beginning));
    },
    readSeed(world, { status = findSettledState(world), ...given }: Partial<Fields> & { status?: AnyState | undefined }, isTaken) {
      const { now } = world.clock;
      const fields = complete(given as Partial<Fields>, { world, now, createId: () => world.createId(isTaken) });
      const create = (project: string) => {
        const own = { ...structuredClone(fields), ...('project_id' in fields && { project_id: project }) };
        return begin(world, own, { state: status, since: now });
      };
      const example = create('');
      const tags = 'tags' in fields ? [fields.tags].flat() : [];
      return {
        id: example.id,
        name: example.name,
        views: [[rules.schema, show(example, now)], ...tags.map((tag) => ['Tag', tag as object] as const)],
        create,
      };
    },
    view: show,
  };
}

interface Beginning {
  /** Default: the one after creation. */
  state?: AnyState | undefined;
  since: number;
  createdBy?: OperationId | undefined;
}
