// What tests plan, and the states that things reach next.
import type { Int64 } from '@dli-openapi/client';
import { formatFields, formatValue } from '../../format.ts';
import { MockError } from '../../mock-error.ts';
import type { Duration } from '../../options.ts';
import { parseDuration, refuseUnknownNames } from '../../options.ts';
import type { Life, Lifecycle, Prospect } from './life.ts';
import type { AnyState, OperationId } from './types.ts';

type Short<State> = State extends `job_${infer Name}` ? Name : State;

/**
 * A state that something can be planned to reach: any that the service may bring it into by itself, for Flink jobs with or without
 * `job_`. `restart`: a Flink job runs into an exception and is restarted whatever its settings, a Spark job recovers.
 */
export type Outcome = AnyState | Short<AnyState> | 'restart';

/** Something to happen to a job, or to anything else that has states, that would not happen by itself. */
export interface Plan {
  /** The state that it reaches. */
  outcome: Outcome;
  /** The name or ID of the job or other thing, which may be created later. Default: the next one that can reach the outcome. */
  target?: string | Int64 | undefined;
  /** Only something of this kind, as seeds call it, such as `sqlJobs`. */
  kind?: string | undefined;
  /** The state that it reaches the outcome from. Default: the first one that it is in of those that lead there. */
  from?: AnyState | undefined;
  /** Only what this operation created. */
  operation?: OperationId | undefined;
  /** How long after the state before it began, or after now for what is in that state. Default: what the state takes. */
  after?: Duration | undefined;
  /** What the service says about it. */
  message?: string | undefined;
  /** How many times it happens, 1 to 1000. Default 1. */
  times?: number | undefined;
}

/** What a plan has to know of a thing. */
export interface Planned {
  readonly id: Int64 | string;
  readonly name: string;
  readonly createdBy: OperationId | undefined;
  /** Whether a plan lets its next exception be followed by a restart, whatever its settings. */
  restartsNext?: boolean;
}

/** The plans that wait for something. */
export interface Plans {
  /** @throws {MockError} when it can never happen */
  add(plan: Plan, now: number): void;
  /**
   * Gives the state that a thing is planned to reach from its present one, and counts the plan as used once more.
   * @param onlyNamed whether only plans that name their target count
   */
  claim<State extends string>(
    thing: Planned,
    lifecycle: Lifecycle<State>,
    life: Life<State>,
    onlyNamed: boolean,
  ): PlannedProspect<State> | undefined;
  /** How many were claimed so far. */
  readonly claims: number;
  /** Those that nothing matched, for messages. */
  listUnused(): string[];
  clear(): void;
}

interface PlannedProspect<State extends string> extends Omit<Prospect<State>, 'after'> {
  after: number | undefined;
  plannedAt: number;
  restarts: boolean;
}

const mostTimes = 1_000;

interface Pending {
  plan: Plan;
  plannedAt: number;
  left: number;
}

/** A kind that plans may be about. */
export interface PlannedKind {
  readonly lifecycle: Lifecycle;
  /** The operations that create things of the kind. */
  readonly createdBy: readonly OperationId[];
}

export function createPlans(kinds: readonly PlannedKind[]): Plans {
  let pending: Pending[] = [];
  let claims = 0;
  return {
    get claims() {
      return claims;
    },
    add(plan, now) {
      check(plan, kinds);
      pending.push({ plan: { ...plan }, plannedAt: now, left: plan.times ?? 1 });
    },
    claim(thing, lifecycle, life, onlyNamed) {
      for (const entry of pending) {
        if (onlyNamed && entry.plan.target === undefined) continue;
        const isMeant = isForKind(entry.plan, lifecycle) && isFor(entry.plan, thing, life.state);
        const to = isMeant ? findTarget(lifecycle, life.state, entry.plan.outcome) : undefined;
        if (to === undefined) continue;
        entry.left--;
        claims++;
        pending = pending.filter(({ left }) => left > 0);
        const { after, message = lifecycle.getMessage(to), outcome } = entry.plan;
        const delay = after === undefined ? undefined : parseDuration(after);
        return { to, after: delay, plannedAt: entry.plannedAt, message, restarts: outcome === 'restart' };
      }
      return undefined;
    },
    listUnused: () => pending.filter(({ plan, left }) => left === (plan.times ?? 1)).map(({ plan }) => `the plan ${formatFields(plan)}`),
    clear() {
      pending = [];
    },
  };
}

function isForKind({ kind }: Plan, lifecycle: Pick<Lifecycle, 'kind'>): boolean {
  return kind === undefined || kind === lifecycle.kind;
}

function isFor({ target, operation, from }: Plan, candidate: Planned, state: string): boolean {
  if (from !== undefined && from !== state) return false;
  if (operation !== undefined && operation !== candidate.createdBy) return false;
  return target === undefined || String(target) === String(candidate.id) || target === candidate.name;
}

function findTarget<State extends string>(lifecycle: Lifecycle<State>, from: State, outcome: Outcome): State | undefined {
  const names: string[] = outcome === 'restart' ? ['job_running_exception', 'recovering'] : [outcome, `job_${outcome}`];
  return lifecycle.listOutcomes(from).find((state) => names.includes(state));
}

const fieldNames = Object.keys({
  outcome: true,
  target: true,
  kind: true,
  from: true,
  operation: true,
  after: true,
  message: true,
  times: true,
} satisfies Record<keyof Plan, true>);

function check(plan: Plan, kinds: readonly PlannedKind[]): void {
  refuseUnknownNames("The plan's field", plan, fieldNames);
  const { outcome, from, after, times = 1, target, operation, kind } = plan;
  const meant = kinds.filter(({ lifecycle }) => isForKind(plan, lifecycle));
  if (meant.length === 0) {
    const known = kinds.map(({ lifecycle }) => lifecycle.kind).join(', ');
    throw new MockError(`A plan's kind must be one of ${known}, found ${formatValue(kind)}.`);
  }
  const starts = meant.flatMap(({ lifecycle }) => lifecycle.states.filter((state) => findTarget(lifecycle, state, outcome) !== undefined));
  if (starts.length === 0) {
    const known = new Set(meant.flatMap(({ lifecycle }) => lifecycle.states.flatMap(lifecycle.listOutcomes)));
    throw new MockError(
      `Nothing reaches ${formatValue(outcome)} by itself. A plan's outcome is restart or one of ${[...known].join(', ')}.`,
    );
  }
  if (from !== undefined && !starts.includes(from)) {
    const known = [...new Set(starts)].join(' or ');
    throw new MockError(`Nothing reaches ${outcome} from ${formatValue(from)} by itself, only from ${known}.`);
  }
  if (!Number.isInteger(times) || times < 1 || times > mostTimes) {
    throw new MockError(`A plan's times must be a whole number from 1 to ${mostTimes}, found ${times}.`);
  }
  if (after !== undefined && !Number.isFinite(parseDuration(after))) {
    throw new MockError(`A plan's after must have an end, found ${after}.`);
  }
  if (target !== undefined && !['string', 'number', 'bigint'].includes(typeof target)) {
    throw new MockError(`A plan's target must be a name or an ID, found ${formatValue(target)}.`);
  }
  const creating = meant.flatMap(({ createdBy }) => createdBy);
  if (operation !== undefined && !creating.includes(operation)) {
    throw new MockError(`A plan's operation must be one of ${creating.join(', ')}, found ${formatValue(operation)}.`);
  }
}

/** Used where neither the plan nor the state says when: something that is planned does happen. */
const defaultDelay = 10_000;

/**
 * The state that a thing is planned to reach next, if there is a plan for it.
 * @param from the time that it is counted from
 * @param onlyNamed whether only a plan that names the thing counts
 */
export function predictPlanned<State extends string>(
  { plans }: { readonly plans: Plans },
  lifecycle: Lifecycle<State>,
  thing: Planned,
  life: Life<State>,
  from: number,
  onlyNamed = false,
): Prospect<State> | undefined {
  const planned = plans.claim(thing, lifecycle, life, onlyNamed);
  if (planned === undefined) return undefined;
  thing.restartsNext = planned.restarts;
  const own = lifecycle.getDuration(life.state);
  // A thing may have been in its state for long before the plan was made.
  const wait = Math.max(0, planned.plannedAt - from);
  return { ...planned, after: wait + (planned.after ?? (Number.isFinite(own) ? own : defaultDelay)) };
}

/** The state that a thing reaches next when nothing is planned and nothing goes wrong. */
export function predictUsual<State extends string>(lifecycle: Lifecycle<State>, life: Life<State>): Prospect<State> | undefined {
  const to = lifecycle.findUsual(life.state);
  return to && { to, after: lifecycle.getDuration(life.state) };
}
