// Kinds whose things are little more than the fields that responses show of them.
import type { Int64 } from '@dli-openapi/client';
import { formatValue } from '../../format.ts';
import { formatViolations } from '../../validation/violation.ts';
import { checkThing } from './check.ts';
import { createRefusal } from './handler.ts';
import type { Kept, Kind, Reference, StateRules } from './kind.ts';
import type { LabelRules } from './labels.ts';
import { refuseInvalidLabels } from './labels.ts';
import type { Life, Prospect } from './life.ts';
import { createLife } from './life.ts';
import type { Planned } from './plans.ts';
import { predictPlanned, predictUsual } from './plans.ts';
import type { Project } from './project.ts';
import type { AnyState, OperationId, ResourceType, SchemaName, Schemas, StateSchema } from './types.ts';
import type { World } from './world.ts';

/** A thing that is kept as its fields. Its state, if its kind has states, is that of its life. */
export interface Entry<Fields extends object, States extends StateSchema = never> extends Kept, Planned {
  readonly id: Int64 | string;
  readonly name: string;
  fields: Fields;
  /** Undefined for what is in none. */
  readonly project: Project | undefined;
  readonly life: [States] extends [never] ? undefined : Life<Schemas[States]>;
}

/** A kind of {@link Entry}. */
export interface EntryKind<
  Name extends string,
  Fields extends object,
  View extends object,
  States extends StateSchema = never,
  StateField extends string = string,
> extends Kind<Name, Entry<Fields, States>, Partial<Fields> & SeededState<States, StateField>, View> {
  /**
   * Creates a thing from the fields that matter. It is in its project once it is added to it.
   * @throws {Refusal} when the service would not take it
   */
  create(world: World, project: Project, given: Partial<Fields>, createdBy?: OperationId): Entry<Fields, States>;
}

type SeededState<States extends StateSchema, StateField extends string> = [States] extends [never]
  ? object
  : { [Field in StateField]?: Schemas[States] };

/** What the fields that are not given are filled in from. */
export interface Completion {
  world: World;
  now: number;
  /** The next number that is not yet an ID of the kind. */
  createId(): number;
}

type OwnField = SchemaName | 'text' | readonly [SchemaName];

/** All there is to say of a kind of {@link Entry}. */
export interface EntryRules<
  Name extends string,
  Fields extends object,
  View extends object,
  States extends StateSchema,
  StateField extends string,
> extends Pick<
    Kind<Name, Entry<Fields, States>, object, View>,
    'name' | 'noun' | 'schema' | 'isSingle' | 'ignoresCase' | 'missingCode' | 'permissions' | 'quotas' | 'toLine' | 'onAdd' | 'onRemove'
  > {
  /** The field by which calls name a thing. */
  readonly id: keyof Fields & string;
  /** The field with its name. Default: the same. */
  readonly title?: keyof Fields & string;
  /** Default true. */
  readonly isNameUnique?: boolean;
  /** The fields that a seed may have though the schema does not, each with the schema of its value, or of its items if it has to be a list. */
  readonly ownFields?: { readonly [Field in keyof Fields & string]?: OwnField };
  /** Of things that can have labels, which are kept as the field `tags`: their type, and the field by which calls about labels name them. */
  readonly labels?: { readonly type: ResourceType; readonly id: keyof Fields & string };
  /** The schema of the states, the field of a seed with the state, by default `status`, and what the document does not say of them. */
  readonly states?: StateRules & { readonly schema: States; readonly field?: StateField };
  /** What is in every project from the beginning. */
  readonly builtIn?: readonly Partial<Fields>[];
  /** Fills in the fields that a seed or a call does not give. */
  complete(given: Partial<Fields>, completion: Completion): Fields;
  /** @throws {Refusal} when the service would not take it */
  check?(fields: Fields): void;
  /** How a response shows it in full. */
  show(thing: Entry<Fields, States>, now: number): View;
  /** What a thing needs in its project. */
  listReferences?(fields: Fields, world: World): readonly Reference[];
  /** Whether it goes when one of the things goes that it needs. Default false. */
  readonly isPart?: boolean;
  /** Changes a thing that has come into another state. */
  onState?(thing: Entry<Fields, States>, now: number): void;
  /** What happens next to a thing by itself when nothing is planned, counted from a time. Default: what usually does. */
  predict?(thing: Entry<Fields, States>, from: number): Prospect<Schemas[States]> | undefined;
}

/** Defines a kind by the type of its fields and what else is its own: `defineKind<QueueFields>()({ … })`. */
export function defineKind<Fields extends object>() {
  return <const Name extends string, View extends object, States extends StateSchema = never, const StateField extends string = 'status'>(
    rules: EntryRules<Name, Fields, View, States, StateField>,
  ): EntryKind<Name, Fields, View, States, StateField> => createKind(rules);
}

function createKind<Name extends string, Fields extends object, View extends object, States extends StateSchema, StateField extends string>(
  rules: EntryRules<Name, Fields, View, States, StateField>,
): EntryKind<Name, Fields, View, States, StateField> {
  const { id, title = id, ownFields = {}, builtIn, labels, isPart = false, complete, check, show, ...others } = rules;
  const { states, listReferences, onState, predict } = rules;

  const getLifecycle = (world: World) => world.getLifecycle<AnyState>({ name: rules.name });

  /** @param project undefined: it is in none, and nothing happens to it */
  function begin(world: World, project: Project | undefined, fields: Fields, beginning: Beginning): Entry<Fields, States> {
    const lifecycle = states && getLifecycle(world);
    const predictNext = (life: Life<AnyState>, from: number) => {
      if (lifecycle === undefined || project === undefined) return undefined;
      if (life.stages.length > 1) onState?.(thing, from);
      const planned = predictPlanned(world, lifecycle, thing, life, from);
      return planned ?? predict?.(thing, from) ?? predictUsual(lifecycle, life);
    };
    const kept: Kept & Planned & { fields: Fields; project: Project | undefined; life: unknown } = {
      id: fields[id] as Int64 | string,
      get name() {
        return String(thing.fields[title]);
      },
      fields: 'project_id' in fields ? { ...fields, project_id: project?.id ?? '' } : fields,
      project,
      get isGone() {
        return states?.gone !== undefined && states.gone === (thing.life as Life<AnyState> | undefined)?.state;
      },
      createdBy: beginning.createdBy,
      life: lifecycle && createLife({ lifecycle, agenda: world.agenda, ...beginning, predict: predictNext }),
    };
    const thing = kept as Entry<Fields, States>;
    return thing;
  }

  /** Refuses what the fields that are not given could not be filled in from, or, once they are, what does not fit the document. */
  function refuseInvalid(world: World, given: Partial<Fields>, isComplete: boolean): void {
    for (const [field, schema] of Object.entries(ownFields)) {
      const value: unknown = given[field as keyof Fields];
      if (value === undefined) continue;
      if (schema === 'text' && typeof value !== 'string')
        throw createRefusal('DLI.0001', `${field} must be a text, found ${formatValue(value)}.`);
      if (!Array.isArray(schema)) continue;
      if (!Array.isArray(value)) throw createRefusal('DLI.0001', `${field} must be a list, found ${formatValue(value)}.`);
      for (const [index, item] of value.entries()) {
        const violations = checkThing(world, schema[0], item, `${field}[${index}]`).filter(({ rule }) => isComplete || rule !== 'required');
        if (violations.length > 0) throw createRefusal('DLI.0001', formatViolations(violations));
      }
    }
  }

  /** What was not just created has come as far as it usually comes by itself at first. */
  function findSettledState(world: World): AnyState | undefined {
    if (states === undefined) return undefined;
    const { initial, findUsual } = getLifecycle(world);
    return findUsual(initial) ?? initial;
  }

  const kind: EntryKind<Name, Fields, View, States, StateField> = {
    isNameUnique: true,
    ...others,
    ownSeedFields: Object.keys(ownFields),
    ...(labels && { labels: createLabelRules(labels) }),
    ...(isPart && {
      isPartOf: ({ fields }, wholes, world) => (listReferences?.(fields, world) ?? []).some((needed) => wholes.has(needed)),
    }),
    create(world, project, given, createdBy) {
      const { now } = world.clock;
      const createId = () => world.createId((candidate) => project.get(kind).get(candidate) !== undefined);
      const fields = complete(given, { world, now, createId });
      check?.(fields);
      if (labels) refuseInvalidLabels(readLabels(fields));
      return begin(world, project, fields, { since: now, createdBy });
    },
    createBuiltIn(world, project) {
      const completion = { world, now: world.clock.beginning, createId: () => 0 };
      const beginning = { state: findSettledState(world), since: completion.now };
      return (builtIn ?? []).map((given) => begin(world, project, complete(given, completion), beginning));
    },
    readSeed(world, seed, isTaken) {
      const { now } = world.clock;
      const field: string = states?.field ?? 'status';
      const { [field]: state = findSettledState(world), ...given } = seed as Readonly<Record<string, unknown>>;
      refuseInvalid(world, given as Partial<Fields>, false);
      const fields = complete(given as Partial<Fields>, { world, now, createId: () => world.createId(isTaken) });
      refuseInvalid(world, fields, true);
      check?.(fields);
      const beginning = { state: state as AnyState | undefined, since: now };
      const create = (project?: Project) => begin(world, project, structuredClone(fields), beginning);
      const example = create();
      const own = Object.entries(ownFields as Readonly<Record<string, OwnField>>).flatMap(([field, schema]) =>
        typeof schema !== 'string' || schema === 'text'
          ? []
          : [(given as Record<string, unknown>)[field] ?? []].flat().map((value) => [schema, value as object] as const),
      );
      return {
        id: example.id,
        name: example.name,
        views: [[rules.schema, show(example, now)], ...own],
        isGone: example.isGone ?? false,
        references: listReferences?.(fields, world) ?? [],
        create,
      };
    },
    view: show,
  };
  return kind;
}

function readLabels(fields: { tags?: readonly Schemas['Tag'][] }): readonly Schemas['Tag'][] {
  return fields.tags ?? [];
}

function createLabelRules<Fields extends object, States extends StateSchema>({
  type,
  id,
}: {
  type: ResourceType;
  id: keyof Fields;
}): LabelRules<Entry<Fields, States>> {
  return {
    type,
    field: String(id),
    getId: ({ fields }) => String(fields[id]),
    read: ({ fields }) => readLabels(fields),
    write(thing, tags) {
      thing.fields = { ...thing.fields, tags };
    },
  };
}

interface Beginning {
  /** Default: the one after creation. */
  state?: AnyState | undefined;
  since: number;
  createdBy?: OperationId | undefined;
}
