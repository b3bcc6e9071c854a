import type { OperationId } from '../operation.ts';
import type { Condition } from './condition.ts';
import type { Reply, ReplyFunction } from './reply.ts';

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
