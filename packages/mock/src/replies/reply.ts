import type { OperationBody, OperationExample, OperationId, OperationStatus } from '../operation-types.ts';
import type { Duration } from '../options.ts';
import type { ReceivedCall } from '../request/received.ts';

/** What any reply can have. */
export interface ReplyOptions {
  /** Headers to add to those of the document, or to put in their place. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** How long to wait before anything is sent. */
  delay?: Duration | undefined;
}

/**
 * A status that the document has, with one of its examples (the first unless named), or with a body that fits its schema.
 * Without a status, an example is looked for among all statuses, those of success first, and a body belongs to the success.
 */
export type DocumentedReply<Id extends OperationId> =
  | { status?: OperationStatus<Id>; example: OperationExample<Id>; body?: never; unchecked?: false }
  | { status?: never; example?: never; body: SuccessBody<Id>; unchecked?: false }
  | StatusReply<Id, OperationStatus<Id>>;

type SuccessBody<Id extends OperationId> = OperationBody<Id, Extract<OperationStatus<Id>, 200 | 201 | 202 | 204>>;

type StatusReply<Id extends OperationId, Status extends OperationStatus<Id>> = {
  [Each in Status]: { status: Each; example?: never; body?: OperationBody<Id, Each>; unchecked?: false };
}[Status];

/** What the document does not have: any status, and any body, which nothing checks. */
export interface UncheckedReply {
  unchecked: true;
  /** 200 unless given. */
  status?: number;
  /** Sent as JSON; a string is sent as it is. */
  body?: unknown;
  example?: never;
}

/**
 * A fault of the connection. `reset` breaks it off before the answer; `hang` never answers. They strike even when the request
 * departs from the document, but not where it leads to no operation or has no credentials.
 */
export interface FaultReply {
  fault: 'reset' | 'hang';
  status?: never;
  example?: never;
  body?: never;
}

/** An answer of which the second half does not come. Without anything else, it is the answer that the document has first. */
export interface TruncatedReply {
  fault?: 'truncate';
}

/** What to answer. */
export type Reply<Id extends OperationId> = ReplyOptions &
  (
    | FaultReply
    | ((DocumentedReply<Id> | UncheckedReply) & TruncatedReply)
    | { fault: 'truncate'; status?: never; example?: never; body?: never }
  );

/** Decides what to answer when a call has come. Undefined leaves it to what else is planned, and then to the document. */
export type ReplyFunction<Id extends OperationId> = (call: ReceivedCall<Id>) => Reply<Id> | undefined | Promise<Reply<Id> | undefined>;

/** Any reply, looked at without the types of an operation. */
export interface AnyReply extends ReplyOptions {
  status?: number;
  example?: string;
  body?: unknown;
  unchecked?: boolean;
  fault?: 'reset' | 'hang' | 'truncate';
}
