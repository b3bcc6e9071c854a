// What a test has planned for one operation, in the order in which it is looked through.
import type { ReceivedCall } from '../received.ts';
import type { BuildAnswer } from './build.ts';
import type { AnyReply } from './reply.ts';

/** Whether a plan is for a call. */
export type Matches = (call: ReceivedCall) => boolean;

/** A reply, or a function that gives one, and which calls it is for. */
export interface Plan {
  /** What was planned, in words. */
  what: string;
  conditions: readonly Matches[];
  once: boolean;
  /** Undefined where a function decides. */
  build: BuildAnswer | undefined;
  decide: ((call: ReceivedCall) => AnyReply | undefined | Promise<AnyReply | undefined>) | undefined;
  /** Whether it strikes even when the request departs from the document. */
  isFault: boolean;
  /** How often it was given, or is about to be. */
  uses: number;
}

export interface Plans {
  add(plan: Plan): void;
  /**
   * The plans for a call, the one that comes first in front: those for one call in the order in which they were planned, then
   * those with a condition, then the others, of both the latest first.
   */
  for(call: ReceivedCall): Generator<Plan>;
  /** Forgets a plan for one call, which was given. */
  remove(plan: Plan): void;
  clear(): void;
  readonly isEmpty: boolean;
  readonly hasFaults: boolean;
  unused(): Plan[];
}

export function createPlans(): Plans {
  let once: Plan[] = [];
  let lasting: Plan[] = [];

  return {
    add(plan) {
      if (plan.once) {
        once.push(plan);
        return;
      }
      // A lasting one for all calls takes the place of the one before, which could never be given again.
      if (plan.conditions.length === 0) lasting = lasting.filter(({ conditions }) => conditions.length > 0);
      lasting = [plan, ...lasting].sort((a, b) => Number(b.conditions.length > 0) - Number(a.conditions.length > 0));
    },
    *for(call) {
      for (const plan of [...once, ...lasting]) {
        if (plan.once && plan.uses > 0) continue;
        if (plan.conditions.every((matches) => matches(call))) yield plan;
      }
    },
    remove(plan) {
      once = once.filter((other) => other !== plan);
    },
    clear() {
      once = [];
      lasting = [];
    },
    get isEmpty() {
      return once.length === 0 && lasting.length === 0;
    },
    get hasFaults() {
      return [...once, ...lasting].some(({ isFault }) => isFault);
    },
    unused: () => [...once, ...lasting].filter(({ uses }) => uses === 0),
  };
}
