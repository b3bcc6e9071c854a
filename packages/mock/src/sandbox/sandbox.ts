import type { LoadedDocument } from '../document/load.ts';
import type { Responder } from '../exchange.ts';
import { shorten } from '../format.ts';
import { isNode } from '../generated/openapi/index.ts';
import { refuseUnknownNames } from '../options.ts';
import type { AnyKind, Kept, Line, Living } from './engine/kind.ts';
import type { Plan } from './engine/plans.ts';
import { predictPlanned } from './engine/plans.ts';
import type { StatementPlan } from './engine/statement-plans.ts';
import type { MockClock } from './engine/time.ts';
import type { TimeoutPlan } from './engine/timeout-plans.ts';
import type { World } from './engine/world.ts';
import { createWorld } from './engine/world.ts';
import type { Choices, Durations, ProjectState, SandboxState, Seed } from './registry.ts';
import { checkChoices, kinds } from './registry.ts';
import { createSandboxResponder } from './respond.ts';
import { plantSeed } from './seed.ts';

/** How a sandbox behaves. */
export interface SandboxOptions {
  /** Lets time pass by itself, as the system's clock says. Default false: it stands still until {@link MockClock.advance}. */
  realTime?: boolean | undefined;
  /** When time begins, unless it is real: a date, or one as text. Default 2030-01-01T00:00:00Z. */
  start?: Date | string | undefined;
  /** How long things stay in states that they leave by themselves, by state or by kind and state; `Infinity`: until something else happens. */
  durations?: Durations | undefined;
  /** What to do where no page says what the service does. */
  choices?: Choices | undefined;
  /** What is there from the beginning, and again after each reset. */
  seed?: Seed | undefined;
}

/** What a mock with a sandbox can do beside responding. */
export interface SandboxControls {
  /** The time in which jobs run. */
  readonly clock: MockClock;
  /** A copy of all that the sandbox holds at this moment. */
  readonly state: SandboxState;
  /**
   * Lets something happen that would not happen by itself: to the next job or other thing that can reach it, or to the one named.
   * Plans wait in the order in which they are made. Or, with `sql`, says what a statement gives, or why it fails. Or, with
   * `timesOut`, lets a call time out, which then goes on.
   * @throws {MockError} when it can never happen
   */
  plan(plan: Plan | StatementPlan | TimeoutPlan): void;
  /**
   * Puts jobs and other things in, described by as many of the fields of the document's responses as matter; the rest is filled in.
   * @throws {MockError} when a description does not fit the document, or an ID or name is taken; then nothing is put in
   */
  seed(seed: Seed): void;
  /** Puts everything back to how it was when the mock was made: projects, time, plans and counted IDs. */
  reset(): void;
}

/** A thing as the live page lists it; those of one project come together. */
export interface ListedResource extends Line {
  project: string;
}

/** The parts of a sandbox that a mock is made with. */
export interface Sandbox {
  readonly respond: Responder;
  readonly controls: SandboxControls;
  /** Of each project and each kind the newest first. */
  listResources(): ListedResource[];
  /** Plans that never happened, for messages. */
  listUnusedPlans(): string[];
}

const optionNames = Object.keys({
  realTime: true,
  start: true,
  durations: true,
  choices: true,
  seed: true,
} satisfies Record<keyof SandboxOptions, true>);

/** @throws {MockError} when the document does not describe jobs, or an option is unknown or invalid */
export function createSandbox(loaded: LoadedDocument, options: SandboxOptions): Sandbox {
  refuseUnknownNames('The sandbox option', options, optionNames);
  const { realTime = false, start, durations = {}, choices = {}, seed } = options;
  const world = createWorld(loaded, kinds, { realTime, start, durations, choices: checkChoices(choices) });
  if (seed) plantSeed(world, seed);
  return {
    respond: createSandboxResponder(world),
    controls: {
      clock: world.clock,
      get state() {
        world.settle();
        return readState(world);
      },
      plan(plan) {
        // What is due already is not changed by what is planned now.
        world.settle();
        if (isStatementPlan(plan)) {
          world.statementPlans.add(plan);
          return;
        }
        if (isTimeoutPlan(plan)) {
          world.timeoutPlans.add(plan);
          return;
        }
        world.plans.add(plan, world.clock.now);
        if (plan.target !== undefined) applyToPresent(world);
      },
      seed(more) {
        world.settle();
        plantSeed(world, more);
      },
      reset() {
        world.reset();
        if (seed) plantSeed(world, seed);
      },
    },
    listResources() {
      world.settle();
      return listResources(world);
    },
    listUnusedPlans() {
      world.settle();
      return [...world.plans.listUnused(), ...world.statementPlans.listUnused(), ...world.timeoutPlans.listUnused()];
    },
  };
}

function isStatementPlan(plan: Plan | StatementPlan | TimeoutPlan): plan is StatementPlan {
  return isNode(plan) && 'sql' in plan;
}

function isTimeoutPlan(plan: Plan | TimeoutPlan): plan is TimeoutPlan {
  return isNode(plan) && 'timesOut' in plan;
}

function readState({ clock: { now }, projects }: World): SandboxState {
  const states = [...projects].map(([id, project]) => {
    const lists = kinds.map((kind) => [
      kind.name,
      project
        .get(kind)
        .list()
        .map((thing) => ({ ...kind.view(thing, now), ...(thing.life && { stages: thing.life.stages }) })),
    ]);
    return [id, structuredClone(Object.fromEntries(lists)) as ProjectState];
  });
  return { now, projects: Object.fromEntries(states) };
}

function listResources({ projects }: World): ListedResource[] {
  return [...projects].flatMap(([project, holdings]) =>
    kinds.flatMap((kind) => {
      const lines = holdings
        .get(kind)
        .list()
        .flatMap((thing) => toLine(kind, thing) ?? []);
      return lines.reverse().map(({ name, ...line }) => ({ project, ...line, name: shorten(name, longestName) }));
    }),
  );
}

const longestName = 121;

function toLine(kind: AnyKind, thing: Kept): Line | undefined {
  if (kind.toLine) return kind.toLine(thing);
  const state = thing.life?.stages.at(-1)?.state;
  const noun = `${kind.noun.charAt(0).toUpperCase()}${kind.noun.slice(1)}`;
  return state === undefined ? undefined : { id: String(thing.id), kind: noun, name: thing.name, state };
}

/** Applies plans to the things that they name, if these are in a state that leads there. */
function applyToPresent(world: World): void {
  const { projects, clock } = world;
  for (const project of projects.values()) {
    for (const kind of kinds) {
      if (kind.states === undefined) continue;
      const things = project.get(kind).list() as unknown as Living<string>[];
      const lifecycle = world.getLifecycle<string>({ name: kind.name });
      for (const thing of things) {
        const planned = predictPlanned(world, lifecycle, thing, thing.life, clock.now, true);
        if (planned !== undefined) thing.life.expect(planned, clock.now);
      }
    }
  }
}
