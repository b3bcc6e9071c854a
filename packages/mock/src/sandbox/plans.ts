import type { Int64 } from '@dli-openapi/client';
import { MockError } from '../errors.ts';
import { formatValue } from '../messages.ts';
import type { Duration } from '../options.ts';
import { parseDuration, refuseUnknownNames } from '../options.ts';
import type { Life, Prospect } from './life.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { JobState, OperationId } from './types.ts';

type Short<State> = State extends `job_${infer Name}` ? Name : State;

/**
 * What a job can be planned to come to: any state that the service may bring it into by itself, for Flink jobs with or without
 * `job_`. `restart`: a Flink job runs into an exception and is restarted whatever its settings, a Spark job recovers.
 */
export type Outcome = JobState | Short<JobState> | 'restart';

/** Something to happen to a job that would not happen by itself. */
export interface Plan {
  /** What the job comes to. */
  outcome: Outcome;
  /** The name or ID of the job, which need not be there yet. Without it, the next job that can come to this does. */
  job?: string | Int64 | undefined;
  /** The state that the job comes to it from, where there are several. The first of them that it is in unless given. */
  from?: JobState | undefined;
  /** Only a job that this operation created. */
  operation?: OperationId | undefined;
  /** How long after the state before it began, or after now for a job that is in that state. What the state takes unless given. */
  after?: Duration | undefined;
  /** What the service says about it. */
  message?: string | undefined;
  /** How many times it happens, 1 to 1000. Once unless given. */
  times?: number | undefined;
}

/** What a plan has to know of a job. */
export interface Planned {
  readonly id: Int64 | string;
  readonly name: string;
  readonly createdBy: OperationId | undefined;
}

/** The plans that wait for a job. */
export interface Plans {
  /** @throws {MockError} when it can never happen */
  add(plan: Plan, now: number): void;
  /**
   * What a job is planned to come to from its present state. The plan is then one time fewer.
   * @param named whether only plans that name a job count
   */
  claim<State extends JobState>(
    job: Planned,
    lifecycle: Lifecycle<State>,
    life: Life<State>,
    named: boolean,
  ): PlannedProspect<State> | undefined;
  clear(): void;
}

export interface PlannedProspect<State extends JobState> extends Omit<Prospect<State>, 'after'> {
  after: number | undefined;
  madeAt: number;
  restart: boolean;
}

/** Used where neither the plan nor the state says when: something that is planned does happen. */
export const usualDelay = 10_000;

const mostTimes = 1_000;
const usualMessages: Partial<Record<JobState, string>> = {
  job_submit_fail: 'The job could not be submitted.',
  job_running_exception: 'java.lang.RuntimeException: planned by the test',
  job_cancel_fail: 'The job could not be stopped.',
  job_arrearage_stopped: 'The account is in arrears.',
  FAILED: 'DLI.0999: planned by the test',
  dead: 'planned by the test',
  recovering: 'planned by the test',
};

interface Open {
  plan: Plan;
  madeAt: number;
  left: number;
}

/** @param lifecycles those of every kind of job */
export function createPlans(lifecycles: readonly Lifecycle<JobState>[]): Plans {
  let open: Open[] = [];
  return {
    add(plan, now) {
      check(plan, lifecycles);
      open.push({ plan, madeAt: now, left: plan.times ?? 1 });
    },
    claim(job, lifecycle, life, named) {
      for (const entry of open) {
        if (named && entry.plan.job === undefined) continue;
        const to = fits(entry.plan, job, life.state) ? targetIn(lifecycle, life.state, entry.plan.outcome) : undefined;
        if (to === undefined) continue;
        entry.left--;
        open = open.filter(({ left }) => left > 0);
        const { after, message = usualMessages[to] ?? '', outcome } = entry.plan;
        const delay = after === undefined ? undefined : parseDuration(after);
        return { to, after: delay, madeAt: entry.madeAt, message, restart: outcome === 'restart' };
      }
      return undefined;
    },
    clear() {
      open = [];
    },
  };
}

function fits({ job, operation, from }: Plan, candidate: Planned, state: JobState): boolean {
  if (from !== undefined && from !== state) return false;
  if (operation !== undefined && operation !== candidate.createdBy) return false;
  return job === undefined || String(job) === String(candidate.id) || job === candidate.name;
}

function targetIn<State extends JobState>(lifecycle: Lifecycle<State>, from: State, outcome: Outcome): State | undefined {
  const names: string[] = outcome === 'restart' ? ['job_running_exception', 'recovering'] : [outcome, `job_${outcome}`];
  return lifecycle.outcomes(from).find((state) => names.includes(state));
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
  refuseUnknownNames("A plan's", plan, fieldNames);
  const { outcome, from, after, times = 1, job, operation } = plan;
  const leads = (lifecycle: Lifecycle<JobState>, state: JobState) => targetIn(lifecycle, state, outcome) !== undefined;
  const starts = lifecycles.flatMap((lifecycle) => lifecycle.states.filter((state) => leads(lifecycle, state)));
  if (starts.length === 0) {
    const known = new Set(lifecycles.flatMap((lifecycle) => lifecycle.states.flatMap(lifecycle.outcomes)));
    throw new MockError(
      `No job comes to ${formatValue(outcome)} by itself. A plan's outcome is restart or one of ${[...known].join(', ')}.`,
    );
  }
  if (from !== undefined && !starts.includes(from)) {
    throw new MockError(`No job comes to ${outcome} from ${formatValue(from)} by itself, only from ${starts.join(' or ')}.`);
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
