import type { Int64 } from '@dli-openapi/client';
import type { Duration } from '../../options.ts';
import type { ErrorCode } from './handler.ts';
import type { LabelRules } from './labels.ts';
import type { Life } from './life.ts';
import type { Planned } from './plans.ts';
import type { Project } from './project.ts';
import type { Quota } from './quotas.ts';
import type { AnyState, OperationId, SchemaName, Schemas, StateSchema } from './types.ts';
import type { World } from './world.ts';

/** What a project keeps. */
export interface Kept {
  readonly id: Int64 | string;
  readonly name: string;
  readonly life?: Pick<Life<string>, 'begin' | 'end' | 'stages'> | undefined;
  /** Whether it was deleted and is only shown: calls about it are refused, and its name is free. */
  readonly isGone?: boolean;
}

/** Something kept that has states. */
export interface Living<State extends string> extends Kept, Planned {
  readonly id: Int64 | string;
  readonly name: string;
  life: Life<State>;
}

/** A kind of things that a sandbox keeps: all that the sandbox has to know of it, beside what operations do. */
export interface Kind<Name extends string, Thing extends Kept, Description extends object, View extends object> {
  /** As seeds and the state call it, such as `flinkJobs`. */
  readonly name: Name;
  /** What messages call one of them, such as `template`. */
  readonly noun: string;
  /** The schema that says how a thing looks in full. */
  readonly schema: SchemaName;
  /** The fields that a seed may have beside those of the schema and `project_id`. */
  readonly ownSeedFields: readonly string[];
  /** Of things with states. */
  readonly states?: StateRules;
  /** Whether a project has no two of the same name. */
  readonly isNameUnique: boolean;
  /** Whether a project has one at most. */
  readonly isSingle?: boolean;
  /** Whether upper and lower case of names, and of IDs that are names, are the same. */
  readonly ignoresCase?: boolean;
  /** The code of the refusal when one does not exist. Default DLI.0002. */
  readonly missingCode?: ErrorCode;
  /** Lets come into a project what comes with a thing, when it has been put in. */
  onAdd?(thing: Thing, project: Project): void;
  /** Lets go what goes with a thing, when it has been removed. */
  onRemove?(thing: Thing, project: Project): void;
  /** Of things that can have labels. */
  readonly labels?: LabelRules<Thing>;
  /** Of things that users can have permissions on: what stands before the ID, such as `queues`, and how responses call the kind. */
  readonly permissions?: {
    readonly prefix: string;
    readonly type: NonNullable<Schemas['ListAuthorizationPrivilegesOutput']['object_type']>;
  };
  /** How much of it a project may have. */
  readonly quotas?: readonly Quota<Thing>[];
  /** Whether a thing goes when others are deleted. */
  isPartOf?(thing: Thing, wholes: Wholes, world: World): boolean;
  /** Creates what is in every project from the beginning. */
  createBuiltIn?(world: World, project?: Project): Thing[];
  /** Reads a seed, of which an ID may be missing. @param pointer where it stands, for messages */
  readSeed(world: World, description: Description, isTaken: (id: Int64) => boolean, pointer: string): Seeded<Thing>;
  /** How a response shows it in full. */
  view(thing: Thing, now: number): View;
  /** How the live page lists it. Default: by its noun, name and state, if it has states. */
  toLine?(thing: Thing): Line | undefined;
}

/** A kind, whatever its things and seeds are. */
export type AnyKind<Thing extends Kept = Kept> = Kind<string, Thing, never, object>;

/** What is known of the states of a kind, beside the document. */
export interface StateRules {
  readonly schema: StateSchema;
  /** How long things stay in states that they leave by themselves. No page says it: these let a test see each state, for a short time. */
  readonly durations: StateDurations;
  /** What the service says of a thing that a plan brought into a state. */
  readonly messages: Partial<Record<AnyState, string>>;
  /** The operations that create them, which plans may name. */
  readonly createdBy: readonly OperationId[];
  /** The state of what was deleted and is only shown. */
  readonly gone?: AnyState;
}

/** How long things stay in states that they leave by themselves. */
export type StateDurations = { readonly [State in AnyState]?: Duration | undefined };

/** A thing as the live page lists it. */
export interface Line {
  /** As it is written: IDs may be larger than a number holds. */
  id: string;
  /** Such as `Flink SQL`. */
  kind: string;
  name: string;
  state: string;
}

/** What a thing needs: another one, of some kind, by its ID. */
export type Reference = readonly [kind: Pick<AnyKind, 'name' | 'noun' | 'ignoresCase'>, id: Int64 | string];

/** Things that are deleted. */
export interface Wholes {
  has(thing: Reference): boolean;
}

/** A thing to put into projects. */
export interface Seeded<Thing extends Kept> {
  readonly id: Int64 | string;
  readonly name: string;
  /** What responses show of it, with the names of the schemas that it has to fit. */
  readonly views: readonly (readonly [schema: SchemaName, view: object])[];
  /** Whether it was deleted and is only shown. */
  readonly isGone?: boolean;
  /** What it needs in its project. */
  readonly references?: readonly Reference[];
  /** Creates it, once for each project. */
  create(project: Project): Thing;
}
