import type { Int64 } from '@dli-openapi/client';
import type { Duration } from '../../options.ts';
import type { Life } from './life.ts';
import type { Planned } from './plans.ts';
import type { JobState, SchemaName, StateSchema } from './types.ts';

/** What a project keeps. */
export interface Kept {
  readonly id: Int64 | string;
  readonly name: string;
  readonly life?: Pick<Life<string>, 'begin' | 'end' | 'stages'>;
}

/** A job: something kept that has states. */
export interface Job<State extends JobState> extends Planned {
  life: Life<State>;
}

/** A kind of things that a sandbox keeps: all that the sandbox has to know of it, beside what operations do. */
export interface Kind<World, Thing extends Kept, Description extends object> {
  /** As seeds and the state call it, such as `flinkJobs`. */
  readonly name: string;
  /** The schema that says how a thing looks in full. */
  readonly schema: SchemaName;
  /** The fields that a seed may have beside those of the schema. */
  readonly ownSeedFields: readonly string[];
  /** Of jobs. */
  readonly jobs?: JobStates;
  /** Reads a seed, of which an ID may be missing. @param pointer where it stands, for messages */
  readSeed(world: World, description: Description, isTaken: (id: Int64) => boolean, pointer: string): Seeded<Thing>;
  /** How a response shows it in full. */
  view(thing: Thing, now: number): object;
  /** How the live page lists it, which shows jobs only. */
  toLine?(thing: Thing): JobLine;
}

/** What is known of the states of a kind of job, beside the document. */
export interface JobStates {
  readonly schema: StateSchema;
  /** How long jobs stay in states that they leave by themselves. No page says it: these let a test see each state, for a short time. */
  readonly durations: Durations;
  /** What the service says of a job that a plan brought into a state. */
  readonly messages: Partial<Record<JobState, string>>;
}

/** How long jobs stay in states that they leave by themselves. */
export type Durations = { [State in JobState]?: Duration | undefined };

/** A job as the live page lists it. */
export interface JobLine {
  /** As it is written: IDs may be larger than a number holds. */
  id: string;
  /** Such as `Flink SQL`. */
  kind: string;
  name: string;
  state: string;
}

/** A thing to put into projects. */
export interface Seeded<Thing extends Kept> {
  readonly id: Int64 | string;
  /** Absent where several may have the same. */
  readonly name?: string;
  /** Undefined: every project. */
  readonly project: string | undefined;
  /** What responses show of it, with the names of the schemas that it has to fit. */
  readonly views: readonly (readonly [schema: SchemaName, view: object])[];
  /** Creates it, once for each project. */
  create(project: string): Thing;
}
