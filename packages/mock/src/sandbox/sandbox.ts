import type { LoadedDocument } from '../document/load.ts';
import type { Responder } from '../exchange.ts';
import { refuseUnknownNames } from '../options.ts';
import type { SandboxClock } from './clock.ts';
import type { Durations } from './durations.ts';
import type { Plan } from './plans.ts';
import { applyToPresent } from './prospect.ts';
import { createSandboxResponder } from './respond.ts';
import type { Seed } from './seed.ts';
import { sow } from './seed.ts';
import type { SandboxState } from './state.ts';
import { stateOf } from './state.ts';
import { createWorld } from './world.ts';

/** How a sandbox behaves. */
export interface SandboxOptions {
  /** Lets time pass by itself, as the system's clock says. Otherwise it stands still until {@link SandboxClock.advance}. */
  realTime?: boolean | undefined;
  /** When time begins, unless it is real: a date, or one as text. 2030-01-01T00:00:00Z unless given. */
  start?: Date | string | undefined;
  /** How long jobs stay in states that they leave by themselves, by state; `Infinity`: until something else happens. */
  durations?: Durations | undefined;
  /** What is there from the beginning, and again after each reset. */
  seed?: Seed | undefined;
}

/** What a mock with a sandbox can do beside answering. */
export interface SandboxControls {
  /** The time in which jobs run. */
  readonly clock: SandboxClock;
  /** A copy of all that the sandbox holds at this moment. */
  readonly state: SandboxState;
  /**
   * Lets something happen that would not happen by itself: to the next job that can come to it, or to the one named. Plans wait
   * in the order in which they are made.
   * @throws {MockError} when it can never happen
   */
  plan(plan: Plan): void;
  /**
   * Puts jobs and templates in, described by as many of the fields of the document's answers as matter; the rest is filled in.
   * @throws {MockError} when a description does not fit the document, or an ID or name is taken; then nothing is put in
   */
  seed(seed: Seed): void;
  /** Puts everything back to how it was when the mock was made: projects, time, plans and counted IDs. */
  reset(): void;
}

/** The parts of a sandbox that a mock is made with. */
export interface Sandbox {
  readonly respond: Responder;
  readonly controls: SandboxControls;
}

const optionNames = Object.keys({ realTime: true, start: true, durations: true, seed: true } satisfies Record<keyof SandboxOptions, true>);

/** @throws {MockError} when the document does not formatValue jobs, or an option is unknown or cannot be used */
export function createSandbox(loaded: LoadedDocument, options: SandboxOptions): Sandbox {
  refuseUnknownNames('The sandbox option', options, optionNames);
  const { realTime = false, start, durations = {}, seed } = options;
  const world = createWorld(loaded, { realTime, start, durations });
  if (seed) sow(world, seed);
  return {
    respond: createSandboxResponder(world),
    controls: {
      clock: world.clock,
      get state() {
        world.settle();
        return stateOf(world);
      },
      plan(plan) {
        // What is due already does not come to what is planned now.
        world.settle();
        world.plans.add(plan, world.clock.now);
        if (plan.job !== undefined) applyToPresent(world);
      },
      seed(more) {
        world.settle();
        sow(world, more);
      },
      reset() {
        world.reset();
        if (seed) sow(world, seed);
      },
    },
  };
}
