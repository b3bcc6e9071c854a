import type { LoadedDocument } from '../document/load.ts';
import type { Operation } from '../document/operations.ts';
import { MockError } from '../errors.ts';
import type { Responder } from '../handler.ts';
import { nearestName } from '../messages.ts';
import type { OperationId } from '../operation-types.ts';
import type { Call } from '../request/call.ts';
import { receivedCall } from '../request/received.ts';
import type { Answer } from '../response/response.ts';
import type { BuildAnswer } from './build.ts';
import { checkReply, inShort } from './build.ts';
import type { Condition } from './condition.ts';
import { createCondition } from './condition.ts';
import type { Matches, PlannedReplies, PlannedReply } from './planned.ts';
import { createPlannedReplies } from './planned.ts';
import type { AnyReply, Reply, ReplyFunction } from './reply.ts';

/** Plans what an operation answers. Each method checks what it is given against the document at once. */
export interface OperationReplies<Id extends OperationId> {
  /**
   * Narrows to some calls: those whose input has the fields given, or of which a function says so.
   * @throws {MockError} when a field is none of the operation's input
   * @example mock.operation('showFlinkJob').when({ job_id: 104 }).reply({ example: 'running' })
   */
  when(condition: Condition<Id>): OperationReplies<Id>;
  /**
   * Answers with it from now on. Replies for one call go first; of lasting ones, those with a condition go before those without,
   * and the latest before earlier ones.
   * @throws {MockError} when the document has no such status or example, or the body does not fit it; of a strict mock, also when
   * the body has a property that the document does not know
   */
  reply(reply: Reply<Id> | ReplyFunction<Id>): OperationReplies<Id>;
  /**
   * Answers one call with it. Several are given in the order in which they were planned.
   * @throws {MockError} as `reply` does
   */
  replyOnce(reply: Reply<Id> | ReplyFunction<Id>): OperationReplies<Id>;
  /**
   * Answers one call with each, in this order; afterwards what else is planned counts again.
   * @throws {MockError} as `reply` does; then none of them is planned
   */
  sequence(replies: readonly (Reply<Id> | ReplyFunction<Id>)[]): OperationReplies<Id>;
}

/** What tests have planned to be answered. */
export interface Replies {
  /** @throws {MockError} when the document has no such operation */
  operation<Id extends OperationId>(operationId: Id): OperationReplies<Id>;
  /** Answers any call, even one that departs from the document, if a fault comes next. */
  breakOff: Responder;
  /** Answers a call that fits the document, if anything is planned for it. */
  answer: Responder;
  /** What went wrong, in words: replies that were never given, and functions that failed. */
  faults(): string[];
  reset(): void;
}

/** @param strict whether planned bodies may have no properties that the document does not know */
export function createReplies(loaded: LoadedDocument, strict: boolean): Replies {
  const check: CheckReply = (operation, reply) => checkReply(loaded, strict, operation, reply);
  const planned = new Map<string, PlannedReplies>();
  let failures: string[] = [];

  function plansFor({ operation }: Call): PlannedReplies | undefined {
    const plans = planned.get(operation.operationId);
    return plans?.isEmpty ? undefined : plans;
  }

  async function give(plans: PlannedReplies, plan: PlannedReply, call: Call): Promise<Answer | undefined> {
    plan.uses++;
    try {
      const build = plan.build ?? (await decided(check, plan, call));
      const answer = await build?.();
      if (answer === undefined) plan.uses--;
      else if (plan.once) plans.remove(plan);
      return answer;
    } catch (error) {
      failures.push(`${call.operation.operationId}: ${plan.what} failed: ${(error as Error).message}`);
      throw error;
    }
  }

  return {
    operation(operationId) {
      const operation = operationOf(loaded, operationId);
      const plans = planned.get(operationId) ?? createPlannedReplies();
      planned.set(operationId, plans);
      return operationReplies(check, operation, plans, []);
    },
    async breakOff(call) {
      const plans = plansFor(call);
      if (!plans?.hasFaults) return undefined;
      const next = plans.for(receivedCall(call)).next().value;
      return next?.isFault ? give(plans, next, call) : undefined;
    },
    async answer(call) {
      const plans = plansFor(call);
      if (plans === undefined) return undefined;
      for (const plan of plans.for(receivedCall(call))) {
        const answer = await give(plans, plan, call);
        if (answer !== undefined) return answer;
      }
      return undefined;
    },
    faults() {
      const unused = [...planned].flatMap(([id, plans]) => plans.unused().map(({ what }) => `${id}: ${what} was never given`));
      return [...unused, ...failures];
    },
    reset() {
      for (const plans of planned.values()) plans.clear();
      failures = [];
    },
  };
}

type CheckReply = (operation: Operation, reply: AnyReply) => BuildAnswer;

async function decided(check: CheckReply, plan: PlannedReply, call: Call) {
  const reply = await plan.decide?.(receivedCall(call));
  return reply === undefined ? undefined : check(call.operation, reply);
}

function operationOf({ operations }: LoadedDocument, operationId: string): Operation {
  const operation = operations.find((candidate) => candidate.operationId === operationId);
  if (operation) return operation;
  const nearest = nearestName(
    operationId,
    operations.map((candidate) => candidate.operationId),
  );
  throw new MockError(`The document has no operation ${operationId}.${nearest === undefined ? '' : ` Did you mean ${nearest}?`}`);
}

function operationReplies<Id extends OperationId>(
  check: CheckReply,
  operation: Operation,
  plans: PlannedReplies,
  conditions: readonly Matches[],
): OperationReplies<Id> {
  const plan = (reply: unknown, once: boolean): PlannedReply => planOf(check, operation, reply, conditions, once);
  const replies: OperationReplies<Id> = {
    when: (condition) => operationReplies(check, operation, plans, [...conditions, createCondition(operation, condition)]),
    reply(reply) {
      plans.add(plan(reply, false));
      return replies;
    },
    replyOnce(reply) {
      plans.add(plan(reply, true));
      return replies;
    },
    sequence(sequence) {
      for (const each of sequence.map((reply) => plan(reply, true))) plans.add(each);
      return replies;
    },
  };
  return replies;
}

function planOf(check: CheckReply, operation: Operation, reply: unknown, conditions: readonly Matches[], once: boolean): PlannedReply {
  const shared = { what: inShort(reply), conditions, once, uses: 0 };
  if (typeof reply === 'function') return { ...shared, build: undefined, decide: reply as PlannedReply['decide'], isFault: false };
  const build = check(operation, reply as AnyReply);
  return { ...shared, build, decide: undefined, isFault: (reply as AnyReply).fault !== undefined };
}
