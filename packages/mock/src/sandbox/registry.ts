// All that a sandbox holds and does: what seeds, the state, plans, durations and the live page know follows from this one list.
import { formatValue } from '../format.ts';
import { MockError } from '../mock-error.ts';
import type { Given } from '../operation-types.ts';
import { refuseUnknownNames } from '../options.ts';
import { agencyFamily } from './agency/index.ts';
import { catalogFamily } from './catalogs/index.ts';
import { classicConnectionFamily } from './classic-connections/index.ts';
import { databaseFamily } from './databases/index.ts';
import { datasourceAuthenticationFamily } from './datasource-authentication/index.ts';
import { elasticResourcePoolFamily } from './elastic-resource-pools/index.ts';
import type { AnyKind, Kept, Kind, StateDurations } from './engine/kind.ts';
import type { Life, Stage } from './engine/life.ts';
import { enhancedConnectionFamily } from './enhanced-connections/index.ts';
import { flinkJobTemplateFamily } from './flink-job-templates/index.ts';
import { flinkJobFamily } from './flink-jobs/index.ts';
import { globalVariableFamily } from './global-variables/index.ts';
import { permissionFamily } from './permissions/index.ts';
import { queueFamily } from './queues/index.ts';
import { quotaFamily } from './quotas/index.ts';
import { resourcePackageFamily } from './resource-packages/index.ts';
import { sparkJobFamily } from './spark-batch-jobs/index.ts';
import { sparkJobTemplateFamily } from './spark-job-templates/index.ts';
import { sqlInspectionRuleFamily } from './sql-inspection-rules/index.ts';
import { sqlJobTemplateFamily } from './sql-job-templates/index.ts';
import { sqlJobFamily } from './sql-jobs/index.ts';
import { tableFamily } from './tables/index.ts';
import { tagFamily } from './tags/index.ts';

// What others refer to when they begin comes first.
const families = [
  flinkJobFamily,
  flinkJobTemplateFamily,
  sqlJobFamily,
  sparkJobFamily,
  queueFamily,
  elasticResourcePoolFamily,
  enhancedConnectionFamily,
  classicConnectionFamily,
  datasourceAuthenticationFamily,
  sqlJobTemplateFamily,
  sparkJobTemplateFamily,
  globalVariableFamily,
  sqlInspectionRuleFamily,
  catalogFamily,
  databaseFamily,
  tableFamily,
  resourcePackageFamily,
  permissionFamily,
  agencyFamily,
  tagFamily,
  quotaFamily,
] as const;

export const kinds: readonly AnyKind[] = families.flatMap((family): readonly AnyKind[] => family.kinds);

/** What each operation does. One without a handler responds with the document's examples. */
export const handlers: ReadonlyMap<string, unknown> = new Map(families.flatMap((family) => Object.entries(family.handlers)));

/** What choices there are, by name, the default first. */
export const choices: ReadonlyMap<string, readonly string[]> = new Map(families.flatMap((family) => Object.entries(family.choices)));

/** @throws {MockError} when a choice is unknown, or none of those that there are */
export function checkChoices(given: Choices): Readonly<Record<string, string | undefined>> {
  refuseUnknownNames('The choice', given, [...choices.keys()]);
  for (const [name, value] of Object.entries(given)) {
    const known = choices.get(name) ?? [];
    if (value !== undefined && !known.includes(value))
      throw new MockError(`The choice ${name} must be one of ${known.join(', ')}, found ${formatValue(value)}.`);
  }
  return given;
}

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

type Chosen = (typeof families)[number]['choices'];

/** What to do where no page says what the service does. */
export type Choices = { readonly [Name in NameOf<Chosen>]?: ValueOf<Chosen, Name> | undefined };

type NameOf<Chosen> = Chosen extends unknown ? keyof Chosen : never;

type ValueOf<Chosen, Name extends PropertyKey> = Chosen extends { readonly [Each in Name]: readonly (infer Value)[] } ? Value : never;
