// Kinds whose things are little more than the fields that responses show of them.
import type { Int64 } from '@dli-openapi/client';
import type { Kept, Kind, Reference, StateRules } from './kind.ts';
import type { Life, Prospect } from './life.ts';
import { createLife } from './life.ts';
import type { Planned } from './plans.ts';
import { predictPlanned, predictUsual } from './plans.ts';
import type { Project } from './project.ts';
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
  create(world: World, project: Project, given: Partial<Fields>, createdBy?: OperationId): Entry<Fields, States>;
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
  /** What a thing needs in its project. */
  listReferences?(fields: Fields): readonly Reference[];
  /** Changes a thing that has come into another state. */
  onState?(thing: Entry<Fields, States>, project: Project, now: number): void;
  /** What happens next to a thing by itself when nothing is planned, counted from a time. Default: what usually does. */
  predict?(thing: Entry<Fields, States>, project: Project, from: number): Prospect<Schemas[States]> | undefined;
}

/** Defines a kind by the type of its fields and what else is its own: `defineKind<QueueFields>()({ … })`. */
export function defineKind<Fields extends object>() {
  return <const Name extends string, View extends object, States extends StateSchema = never>(
    rules: EntryRules<Name, Fields, View, States>,
  ): EntryKind<Name, Fields, View, States> => createKind(rules);
}

function createKind<Name extends string, Fields extends object, View extends object, States extends StateSchema>(
  rules: EntryRules<Name, Fields, View, States>,
): EntryKind<Name, Fields, View, States> {
  const { id, title = id, ownFields = [], builtIn, complete, show, ...others } = rules;
  const { states, listReferences, onState, predict } = rules;

  const getLifecycle = (world: World) => world.getLifecycle<AnyState>({ name: rules.name });

  /** @param project undefined: it is in none, and nothing happens to it */
  function begin(world: World, project: Project | undefined, fields: Fields, beginning: Beginning): Entry<Fields, States> {
    const lifecycle = states && getLifecycle(world);
    const predictNext = (life: Life<AnyState>, from: number) => {
      if (lifecycle === undefined || project === undefined) return undefined;
      if (life.stages.length > 1) onState?.(thing, project, from);
      const planned = predictPlanned(world, lifecycle, thing, life, from);
      return planned ?? predict?.(thing, project, from) ?? predictUsual(lifecycle, life);
    };
    const kept: Kept & Planned & { fields: Fields; life: unknown } = {
      id: fields[id] as Int64 | string,
      get name() {
        return String(thing.fields[title]);
      },
      fields,
      createdBy: beginning.createdBy,
      life: lifecycle && createLife({ lifecycle, agenda: world.agenda, ...beginning, predict: predictNext }),
    };
    const thing = kept as Entry<Fields, States>;
    return thing;
  }

  /** What was not just created has come as far as it usually comes by itself at first. */
  function findSettledState(world: World): AnyState | undefined {
    if (states === undefined) return undefined;
    const { initial, findUsual } = getLifecycle(world);
    return findUsual(initial) ?? initial;
  }

  const kind: EntryKind<Name, Fields, View, States> = {
    isNameUnique: true,
    ...others,
    ownSeedFields: ownFields,
    create(world, project, given, createdBy) {
      const { now } = world.clock;
      const createId = () => world.createId((candidate) => project.get(kind).get(candidate) !== undefined);
      return begin(world, project, complete(given, { world, now, createId }), { since: now, createdBy });
    },
    createBuiltIn(world) {
      const completion = { world, now: world.clock.beginning, createId: () => 0 };
      const beginning = { state: findSettledState(world), since: completion.now };
      return (builtIn ?? []).map((given) => begin(world, undefined, complete(given, completion), beginning));
    },
    readSeed(world, { status = findSettledState(world), ...given }: Partial<Fields> & { status?: AnyState | undefined }, isTaken) {
      const { now } = world.clock;
      const fields = complete(given as Partial<Fields>, { world, now, createId: () => world.createId(isTaken) });
      const beginning = { state: status, since: now };
      const create = (project?: Project) => {
        const own = { ...structuredClone(fields), ...('project_id' in fields && { project_id: project?.id ?? '' }) };
        return begin(world, project, own, beginning);
      };
      const example = create();
      const tags = 'tags' in fields ? [fields.tags ?? []].flat() : [];
      return {
        id: example.id,
        name: example.name,
        views: [[rules.schema, show(example, now)], ...tags.map((tag) => ['Tag', tag as object] as const)],
        references: listReferences?.(fields) ?? [],
        create,
      };
    },
    view: show,
  };
  return kind;
}

interface Beginning {
  /** Default: the one after creation. */
  state?: AnyState | undefined;
  since: number;
  createdBy?: OperationId | undefined;
}
