import type { OperationTypes } from '../generated/operations.ts';
import type { Given, OperationBody, OperationId, OperationStatus, SuccessStatus } from '../operation-types.ts';
import type { Duration } from '../options.ts';
import type { ReceivedCall } from '../request/received.ts';
import type { Fault } from '../response/response.ts';

/**
 * A planned response of an operation.
 *
 * With `status`, the document's first example of it, or the named one, or a body that fits its schema. Without, an example is looked
 * for among all statuses, those of success first, and a body is that of the success.
 */
export interface Reply<Id extends OperationId, Status extends OperationStatus<Id> = OperationStatus<Id>> {
  status?: Status | undefined;
  /** The name of one of the document's examples. */
  example?: OperationTypes[Id]['examples'][Status] | undefined;
  /** In place of an example. */
  body?: Given<OperationBody<Id, BodyStatus<Id, Status>>> | undefined;
  /** What the document does not have, in place of status, example and body. */
  unchecked?: UncheckedResponse | undefined;
  /** Headers to add to those of the document, or to put in their place. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** How long to wait before anything is sent. */
  delay?: Duration | undefined;
  /**
   * `reset` breaks off the connection before the response, `hang` never responds, `truncate` sends half of the body. They strike even
   * when the request violates the document, but not where it leads to no operation or has no credentials.
   */
  fault?: Fault | undefined;
}

/** The statuses whose bodies a reply may have: those of success where it names none. */
type BodyStatus<Id extends OperationId, Status extends OperationStatus<Id>> = [OperationStatus<Id>] extends [Status]
  ? SuccessStatus<Id>
  : Status;

/** Any status, and any body, which nothing checks. */
export interface UncheckedResponse {
  /** Default 200. */
  status?: number | undefined;
  /** Sent as JSON; a string is sent as it is. */
  body?: unknown;
}

/** Decides on a call. Undefined leaves it to what else is planned, and then to the document. */
export type ReplyFunction<Id extends OperationId> = (
  call: ReceivedCall<Id>,
) => ReturnedReply<Id> | undefined | Promise<ReturnedReply<Id> | undefined>;

/** A reply whose body may be that of any status: whether it fits its own is checked when it is returned. */
export interface ReturnedReply<Id extends OperationId> extends Omit<Reply<Id>, 'body'> {
  body?: Given<OperationBody<Id, OperationStatus<Id>>> | undefined;
}

/** Any reply, without the types of an operation. */
export interface AnyReply {
  status?: number | undefined;
  example?: string | undefined;
  body?: unknown;
  unchecked?: UncheckedResponse | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  delay?: Duration | undefined;
  fault?: Fault | undefined;
}
