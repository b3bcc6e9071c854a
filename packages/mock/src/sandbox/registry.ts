// All that a sandbox holds and does: what seeds, the state, plans, durations and the live page know follows from this one list.
import type { Given } from '../operation-types.ts';
import type { AnyKind, Kept, Kind, StateDurations } from './engine/kind.ts';
import type { Life, Stage } from './engine/life.ts';
import { flinkJobTemplateFamily } from './flink-job-templates/index.ts';
import { flinkJobFamily } from './flink-jobs/index.ts';
import { sparkJobFamily } from './spark-batch-jobs/index.ts';
import { sqlJobFamily } from './sql-jobs/index.ts';

const families = [flinkJobFamily, flinkJobTemplateFamily, sqlJobFamily, sparkJobFamily] as const;

export const kinds: readonly AnyKind[] = families.flatMap((family): readonly AnyKind[] => family.kinds);

/** What each operation does. One without a handler responds with the document's examples. */
export const handlers: ReadonlyMap<string, unknown> = new Map(families.flatMap((family) => Object.entries(family.handlers)));

type Registered = (typeof families)[number]['kinds'][number];

type SeedOf<Registration> =
  Registration extends Kind<string, Kept, infer Description, object> ? Given<Description> & { readonly project_id?: string } : never;

/** Jobs and whatever else a sandbox holds. What has no `project_id` goes into every project, also into those that come later. */
export type Seed = { readonly [Registration in Registered as Registration['name']]?: readonly SeedOf<Registration>[] };

type ShownAs<Registration> = Registration extends Kind<string, infer Thing, never, infer View> ? View & WithStages<Thing> : never;

/** What has states is shown with those that it has been in, the present one last. */
type WithStages<Thing> = Thing extends { life: Life<infer State> } ? { readonly stages: readonly Stage<State>[] } : unknown;

/** What one project holds, oldest first, as responses show it in full. */
export type ProjectState = { readonly [Registration in Registered as Registration['name']]: readonly ShownAs<Registration>[] };

/** What a sandbox holds at one moment. It does not change with the sandbox, nor the sandbox with it. */
export interface SandboxState {
  /** The sandbox's time, in milliseconds since 1970-01-01 UTC. */
  readonly now: number;
  /** The projects that anything was put into, by ID. */
  readonly projects: Readonly<Record<string, ProjectState>>;
}

/** How long things stay in states that they leave by themselves, by state, or for one kind only: `{ sqlJobs: { RUNNING: '1m' } }`. */
export type Durations = StateDurations & { readonly [Registration in Stateful as Registration['name']]?: StateDurations };

type Stateful = Registered extends infer Registration extends Registered
  ? Registration extends Kind<string, infer Thing, never, object>
    ? Thing extends { life: object }
      ? Registration
      : never
    : never
  : never;
