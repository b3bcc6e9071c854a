// What tests plan for calls that take the service too long.
import type { LoadedDocument } from '../../document/load.ts';
import { formatFields, formatValue } from '../../format.ts';
import { MockError } from '../../mock-error.ts';
import type { OperationStatus } from '../../operation-types.ts';
import type { Duration } from '../../options.ts';
import { parseDuration, refuseUnknownNames } from '../../options.ts';
import { Refusal, Timeout } from './handler.ts';
import type { Project } from './project.ts';
import type { OperationId } from './types.ts';

/** The operations that may time out and go on. */
type SlowOperation = { [Id in OperationId]: 408 extends OperationStatus<Id> ? Id : never }[OperationId];

/** Lets a call respond with 408 and go on: what it creates or deletes is there or gone some time later. */
export interface TimeoutPlan {
  /** The operation. */
  timesOut: SlowOperation;
  /** The name of the database or table that the call is about, of a table also as `database.table`. Default: any. */
  target?: string | undefined;
  /** How long it goes on. Default 10 s. */
  after?: Duration | undefined;
  /** How many calls time out, at least 1. Default 1. */
  times?: number | undefined;
}

export interface TimeoutPlans {
  /** @throws {MockError} when it is invalid */
  add(plan: TimeoutPlan): void;
  /** How long a call is planned to go on, in milliseconds, which counts the plan as used once more; undefined: it does not time out. */
  claim(operation: string, targets: readonly string[]): number | undefined;
  /** Those that no call matched, for messages. */
  listUnused(): string[];
  clear(): void;
}

const defaultDelay = 10_000;

const fieldNames = Object.keys({ timesOut: true, target: true, after: true, times: true } satisfies Record<keyof TimeoutPlan, true>);

export function createTimeoutPlans({ operations }: LoadedDocument): TimeoutPlans {
  let pending: { plan: TimeoutPlan; left: number }[] = [];
  const slow = operations.flatMap(({ operationId, responses }) => (responses.has(408) ? [operationId] : []));
  return {
    add(plan) {
      check(plan, slow);
      pending.push({ plan: { ...plan }, left: plan.times ?? 1 });
    },
    claim(operation, targets) {
      const isTarget = (name: string) => targets.some((target) => target.toLowerCase() === name.toLowerCase());
      const entry = pending.find(({ plan }) => plan.timesOut === operation && (plan.target === undefined || isTarget(plan.target)));
      if (entry === undefined) return undefined;
      entry.left--;
      pending = pending.filter(({ left }) => left > 0);
      return parseDuration(entry.plan.after ?? defaultDelay);
    },
    listUnused: () => pending.filter(({ plan, left }) => left === (plan.times ?? 1)).map(({ plan }) => `the plan ${formatFields(plan)}`),
    clear() {
      pending = [];
    },
  };
}

function check(plan: TimeoutPlan, slow: readonly string[]): void {
  refuseUnknownNames("The plan's field", plan, fieldNames);
  const { timesOut, target, after = defaultDelay, times = 1 } = plan;
  if (!slow.includes(timesOut)) throw new MockError(`A plan's timesOut must be one of ${slow.join(', ')}, found ${formatValue(timesOut)}.`);
  if (target !== undefined && typeof target !== 'string')
    throw new MockError(`A plan's target must be a name, found ${formatValue(target)}.`);
  if (!Number.isFinite(parseDuration(after))) throw new MockError(`A plan's after must have an end, found ${after}.`);
  if (!Number.isInteger(times) || times < 1)
    throw new MockError(`A plan's times must be a whole number from 1, found ${formatValue(times)}.`);
}

interface SlowCall {
  operation: { operationId: string };
  project: Project;
}

/**
 * Does what a call does, now, or some time later if it is planned to time out.
 * @param targets the names of what it is about
 * @param act may be called twice: what the service would refuse later is not done
 * @throws {Timeout} when it is planned to time out
 */
export function actOrTimeOut(
  { operation, project }: SlowCall,
  targets: readonly string[],
  { check, act }: { check(): void; act(): void },
): void {
  const { world } = project;
  check();
  const delay = world.timeoutPlans.claim(operation.operationId, targets);
  if (delay === undefined) {
    act();
    return;
  }
  world.agenda.add(world.clock.now + delay, () => {
    try {
      check();
      act();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  });
  throw new Timeout();
}
