// What tests plan for jobs, and the states that jobs reach next.
import type { Int64 } from '@dli-openapi/client';
import { formatFields, formatValue } from '../../format.ts';
import { MockError } from '../../mock-error.ts';
import type { Duration } from '../../options.ts';
import { parseDuration, refuseUnknownNames } from '../../options.ts';
import type { Life, Lifecycle, Prospect } from './life.ts';
import type { JobState, OperationId } from './types.ts';

type Short<State> = State extends `job_${infer Name}` ? Name : State;

/**
 * A state that a job can be planned to reach: any that the service may bring it into by itself, for Flink jobs with or without
 * `job_`. `restart`: a Flink job runs into an exception and is restarted whatever its settings, a Spark job recovers.
 */
export type Outcome = JobState | Short<JobState> | 'restart';

/** Something to happen to a job that would not happen by itself. */
export interface Plan {
  /** The state that the job reaches. */
  outcome: Outcome;
  /** The name or ID of the job, which may be created later. Default: the next job that can reach the outcome. */
  job?: string | Int64 | undefined;
  /** The state that the job reaches it from. Default: the first one that it is in of those that lead there. */
  from?: JobState | undefined;
  /** Only a job that this operation created. */
  operation?: OperationId | undefined;
  /** How long after the state before it began, or after now for a job that is in that state. Default: what the state takes. */
  after?: Duration | undefined;
  /** What the service says about it. */
  message?: string | undefined;
  /** How many times it happens, 1 to 1000. Default 1. */
  times?: number | undefined;
}

/** What a plan has to know of a job. */
export interface Planned {
  readonly id: Int64 | string;
  readonly name: string;
  readonly createdBy: OperationId | undefined;
  /** Whether a plan lets its next exception be followed by a restart, whatever its settings. */
  restartsNext?: boolean;
}

/** The plans that wait for a job. */
export interface Plans {
  /** @throws {MockError} when it can never happen */
  add(plan: Plan, now: number): void;
  /**
   * Gives the state that a job is planned to reach from its present one, and counts the plan as used once more.
   * @param onlyNamed whether only plans that name a job count
   */
  claim<State extends JobState>(
    job: Planned,
    lifecycle: Lifecycle<State>,
    life: Life<State>,
    onlyNamed: boolean,
  ): PlannedProspect<State> | undefined;
  /** How many were claimed so far. */
  readonly claims: number;
  /** Those that no job matched, for messages. */
  listUnused(): string[];
  clear(): void;
}

interface PlannedProspect<State extends JobState> extends Omit<Prospect<State>, 'after'> {
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

/**
 * @param lifecycles those of every kind of job
 * @param messages the default of what the service says, by state
 */
export function createPlans(lifecycles: readonly Lifecycle<JobState>[], messages: Partial<Record<JobState, string>>): Plans {
  let pending: Pending[] = [];
  let claims = 0;
  return {
    get claims() {
      return claims;
    },
    add(plan, now) {
      check(plan, lifecycles);
      pending.push({ plan: { ...plan }, plannedAt: now, left: plan.times ?? 1 });
    },
    claim(job, lifecycle, life, onlyNamed) {
      for (const entry of pending) {
        if (onlyNamed && entry.plan.job === undefined) continue;
        const to = isFor(entry.plan, job, life.state) ? findTarget(lifecycle, life.state, entry.plan.outcome) : undefined;
        if (to === undefined) continue;
        entry.left--;
        claims++;
        pending = pending.filter(({ left }) => left > 0);
        const { after, message = messages[to] ?? '', outcome } = entry.plan;
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

function isFor({ job, operation, from }: Plan, candidate: Planned, state: JobState): boolean {
  if (from !== undefined && from !== state) return false;
  if (operation !== undefined && operation !== candidate.createdBy) return false;
  return job === undefined || String(job) === String(candidate.id) || job === candidate.name;
}

function findTarget<State extends JobState>(lifecycle: Lifecycle<State>, from: State, outcome: Outcome): State | undefined {
  const names: string[] = outcome === 'restart' ? ['job_running_exception', 'recovering'] : [outcome, `job_${outcome}`];
  return lifecycle.listOutcomes(from).find((state) => names.includes(state));
}

const fieldNames = Object.keys({
  outcome: true,
  job: true,
  from: true,
  operation: true,
  after: true,
  message: true,
  times: true,
} satisfies Record<keyof Plan, true>);

function check(plan: Plan, lifecycles: readonly Lifecycle<JobState>[]): void {
  refuseUnknownNames("The plan's field", plan, fieldNames);
  const { outcome, from, after, times = 1, job, operation } = plan;
  const leads = (lifecycle: Lifecycle<JobState>, state: JobState) => findTarget(lifecycle, state, outcome) !== undefined;
  const starts = lifecycles.flatMap((lifecycle) => lifecycle.states.filter((state) => leads(lifecycle, state)));
  if (starts.length === 0) {
    const known = new Set(lifecycles.flatMap((lifecycle) => lifecycle.states.flatMap(lifecycle.listOutcomes)));
    throw new MockError(
      `No job reaches ${formatValue(outcome)} by itself. A plan's outcome is restart or one of ${[...known].join(', ')}.`,
    );
  }
  if (from !== undefined && !starts.includes(from)) {
    throw new MockError(`No job reaches ${outcome} from ${formatValue(from)} by itself, only from ${starts.join(' or ')}.`);
  }
  if (!Number.isInteger(times) || times < 1 || times > mostTimes) {
    throw new MockError(`A plan's times must be a whole number from 1 to ${mostTimes}, found ${times}.`);
  }
  if (after !== undefined && !Number.isFinite(parseDuration(after))) {
    throw new MockError(`A plan's after must have an end, found ${after}.`);
  }
  if (job !== undefined && !['string', 'number', 'bigint'].includes(typeof job)) {
    throw new MockError(`A plan's job must be the name or the ID of a job, found ${formatValue(job)}.`);
  }
  if (operation !== undefined && !/^create/.test(operation)) {
    throw new MockError(`A plan's operation must be one that creates jobs, found ${formatValue(operation)}.`);
  }
}

/** What predictions are based on. */
interface Basis {
  readonly plans: Plans;
  readonly getDuration: (state: JobState) => number;
}

/** Used where neither the plan nor the state says when: something that is planned does happen. */
const defaultDelay = 10_000;

/**
 * The state that a job is planned to reach next, if there is a plan for it.
 * @param from the time that it is counted from
 * @param onlyNamed whether only a plan that names the job counts
 */
export function predictPlanned<State extends JobState>(
  { plans, getDuration }: Basis,
  lifecycle: Lifecycle<State>,
  job: Planned,
  life: Life<State>,
  from: number,
  onlyNamed = false,
): Prospect<State> | undefined {
  const planned = plans.claim(job, lifecycle, life, onlyNamed);
  if (planned === undefined) return undefined;
  job.restartsNext = planned.restarts;
  const own = getDuration(life.state);
  // A job may have been in its state for long before the plan was made.
  const wait = Math.max(0, planned.plannedAt - from);
  return { ...planned, after: wait + (planned.after ?? (Number.isFinite(own) ? own : defaultDelay)) };
}

/** The state that a job reaches next when nothing is planned and nothing goes wrong. */
export function predictUsual<State extends JobState>(
  { getDuration }: Basis,
  lifecycle: Lifecycle<State>,
  life: Life<State>,
): Prospect<State> | undefined {
  const to = lifecycle.findUsual(life.state);
  return to && { to, after: getDuration(life.state) };
}
