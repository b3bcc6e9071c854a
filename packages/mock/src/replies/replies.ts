import type { LoadedDocument } from '../document/load.ts';
import type { Operation } from '../document/operations.ts';
import type { Responder } from '../exchange.ts';
import { findNearestName, formatFields, formatFunction, formatValue } from '../format.ts';
import { isNode } from '../generated/openapi/index.ts';
import { MockError } from '../mock-error.ts';
import type { OperationId, OperationStatus } from '../operation-types.ts';
import type { Call } from '../request/call.ts';
import { toReceivedCall } from '../request/received.ts';
import type { MockResponse } from '../response/response.ts';
import type { BuildReply } from './build.ts';
import { checkReply } from './build.ts';
import type { CallFilter, Condition } from './condition.ts';
import { createCondition } from './condition.ts';
import type { PlannedReplies, PlannedReply } from './planned.ts';
import { createPlannedReplies } from './planned.ts';
import type { AnyReply, Reply, ReplyFunction } from './reply.ts';

/** Plans the responses of an operation. Each method checks at once that the document allows them. */
export interface OperationReplies<Id extends OperationId> {
  /**
   * Narrows to some calls: those whose input has the fields given, or for which a function returns true.
   * @throws {MockError} when the operation's input has no such field
   * @example mock.operation('showFlinkJob').when({ job_id: 104 }).reply({ example: 'running' })
   */
  when(condition: Condition<Id>): OperationReplies<Id>;
  /**
   * Responds with it from now on. Replies for one call go first; of lasting ones, those with a condition go before those without,
   * and the latest before earlier ones.
   * @throws {MockError} when the document has no such status or example, or the body does not fit it; of a strict mock, also when
   * the body has a property that the document does not know
   */
  reply<Status extends OperationStatus<Id>>(reply: Reply<Id, Status> | ReplyFunction<Id>): OperationReplies<Id>;
  /**
   * Responds to one call with it. Several are used in the order in which they were planned.
   * @throws {MockError} as `reply` does
   */
  replyOnce<Status extends OperationStatus<Id>>(reply: Reply<Id, Status> | ReplyFunction<Id>): OperationReplies<Id>;
  /**
   * Responds to one call with each, in this order; afterwards what else is planned counts again.
   * @throws {MockError} as `reply` does; then none of them is planned
   */
  sequence<Statuses extends readonly OperationStatus<Id>[]>(
    replies: {
      readonly [Each in keyof Statuses]: Reply<Id, Statuses[Each] & OperationStatus<Id>> | ReplyFunction<Id>;
    },
  ): OperationReplies<Id>;
}

/** The replies that tests have planned. */
export interface Replies {
  /** @throws {MockError} when the document has no such operation */
  operation<Id extends OperationId>(operationId: Id): OperationReplies<Id>;
  /** Responds if the next planned reply is a fault. */
  interrupt: Responder;
  /** Responds if anything is planned. */
  respond: Responder;
  /** Replies that were never used, and functions that failed. */
  listFaults(): string[];
  reset(): void;
}

/** @param strict whether planned bodies may have no properties that the document does not know */
export function createReplies(loaded: LoadedDocument, strict: boolean): Replies {
  const check: CheckReply = (operation, reply) => checkReply(loaded, strict, operation, reply);
  const planned = new Map<string, PlannedReplies>();
  let failures: string[] = [];

  function getPlans({ operation }: Call): PlannedReplies | undefined {
    const plans = planned.get(operation.operationId);
    return plans?.isEmpty ? undefined : plans;
  }

  async function use(plans: PlannedReplies, plan: PlannedReply, call: Call): Promise<MockResponse | undefined> {
    plan.uses++;
    try {
      const build = plan.build ?? (await decide(check, plan, call));
      const response = await build?.();
      if (response === undefined) plan.uses--;
      else if (plan.once) plans.remove(plan);
      return response;
    } catch (error) {
      failures.push(`${call.operation.operationId}: ${plan.description} failed: ${(error as Error).message}`);
      throw error;
    }
  }

  return {
    operation(operationId) {
      const operation = findOperation(loaded, operationId);
      const plans = planned.get(operationId) ?? createPlannedReplies();
      planned.set(operationId, plans);
      return createOperationReplies(check, operation, plans, []);
    },
    async interrupt(call) {
      const plans = getPlans(call);
      if (!plans?.hasFaults) return undefined;
      const next = plans.listFor(toReceivedCall(call)).next().value;
      return next?.isFault ? use(plans, next, call) : undefined;
    },
    async respond(call) {
      const plans = getPlans(call);
      if (plans === undefined) return undefined;
      for (const plan of plans.listFor(toReceivedCall(call))) {
        const response = await use(plans, plan, call);
        if (response !== undefined) return response;
      }
      return undefined;
    },
    listFaults() {
      const unused = [...planned].flatMap(([id, plans]) =>
        plans.listUnused().map(({ description }) => `${id}: ${description} was never used`),
      );
      return [...unused, ...failures];
    },
    reset() {
      for (const plans of planned.values()) plans.clear();
      failures = [];
    },
  };
}

type CheckReply = (operation: Operation, reply: AnyReply) => BuildReply;

async function decide(check: CheckReply, plan: PlannedReply, call: Call): Promise<BuildReply | undefined> {
  const reply = await plan.decide?.(toReceivedCall(call));
  return reply === undefined ? undefined : check(call.operation, reply);
}

function findOperation({ operations }: LoadedDocument, operationId: unknown): Operation {
  if (typeof operationId !== 'string')
    throw new MockError(`mock.operation takes the ID of an operation, such as listFlinkJobs, found ${formatValue(operationId)}.`);
  const operation = operations.find((candidate) => candidate.operationId === operationId);
  if (operation) return operation;
  const names = operations.map((candidate) => candidate.operationId);
  const nearest = findNearestName(operationId, names);
  throw new MockError(`The document has no operation ${operationId}.${nearest === undefined ? '' : ` Did you mean ${nearest}?`}`);
}

function createOperationReplies<Id extends OperationId>(
  check: CheckReply,
  operation: Operation,
  plans: PlannedReplies,
  conditions: readonly CallFilter[],
): OperationReplies<Id> {
  const plan = (reply: unknown, once: boolean): PlannedReply => planReply(check, operation, reply, conditions, once);
  const replies: OperationReplies<Id> = {
    when: (condition) => createOperationReplies(check, operation, plans, [...conditions, createCondition(operation, condition)]),
    reply(reply) {
      plans.add(plan(reply, false));
      return replies;
    },
    replyOnce(reply) {
      plans.add(plan(reply, true));
      return replies;
    },
    sequence(sequence) {
      if (!Array.isArray(sequence)) {
        throw new MockError(`A sequence of ${operation.operationId} must be a list of replies, found ${formatValue(sequence)}.`);
      }
      for (const each of sequence.map((reply) => plan(reply, true))) plans.add(each);
      return replies;
    },
  };
  return replies;
}

function planReply(
  check: CheckReply,
  operation: Operation,
  reply: unknown,
  conditions: readonly CallFilter[],
  once: boolean,
): PlannedReply {
  const shared = {
    description: [describeReply(reply), ...conditions.map(({ description }) => description)].join(' '),
    conditions,
    once,
    uses: 0,
  };
  if (typeof reply === 'function') return { ...shared, build: undefined, decide: reply as PlannedReply['decide'], isFault: false };
  const build = check(operation, reply as AnyReply);
  return { ...shared, build, decide: undefined, isFault: (reply as AnyReply).fault !== undefined };
}

/** A planned reply for a message. */
function describeReply(reply: unknown): string {
  if (typeof reply === 'function') return formatFunction(reply);
  return isNode(reply) ? `the reply ${formatFields(reply)}` : 'the reply';
}
