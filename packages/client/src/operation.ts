import type { DliAbortError, DliTimeoutError } from './errors/index.ts';
import type { LimitOptions } from './transport/limits.ts';

/** Where a field of a call's input goes. */
export type FieldPlace = 'path' | 'query' | 'body';

declare const types: unique symbol;

/**
 * An operation of the API as data. `Input` and `Output` exist for the compiler only. Programs import the operations
 * they call from `@dli-openapi/client/operations`, and bundlers leave out all the others.
 */
export interface Operation<Input, Output> {
  readonly operationId: string;
  readonly method: 'get' | 'post' | 'put' | 'delete' | 'patch' | 'head' | 'options';
  /** The path, with its parameters in braces. */
  readonly path: string;
  /** The fields of the input. `project_id` is not among them: the client fills it in. */
  readonly fields: Readonly<Record<string, FieldPlace>>;
  /** What the request carries as JSON, if it carries anything. */
  readonly body?: 'object';
  /** Query fields that take a list of values. */
  readonly lists?: readonly string[];
  /** Whether sending it twice does no more than sending it once, where its method misleads. */
  readonly idempotent?: boolean;
  /** Fields that hold an integer of 64 bits, or a list of them. */
  readonly int64?: readonly string[];
  /** Fields of the path or query that the body carries once more. */
  readonly repeatedInBody?: readonly string[];
  readonly [types]?: (input: Input) => Output;
}

/** How a list is read page by page. The names of fields of the response are dotted, such as `job_list.jobs`. */
export interface Paging {
  /** The field of the input for how many entries a page holds at the most. A list without it is one page. */
  readonly size?: string;
  /** How many entries a page may hold, where the document says so. */
  readonly maximum?: number;
  /** How many entries a page holds when nobody asks for a number, where the document says so. */
  readonly default?: number;
  /** The field of the input for where a page begins. Without it, nothing comes after the first page. */
  readonly position?: string;
  /** What the position counts: entries to skip, or pages from 1. */
  readonly style?: 'offset' | 'page';
  /** Where a response holds the entries. */
  readonly items: string;
  /** Where a response says how many entries there are, on all pages together, if it does. */
  readonly total?: string;
}

declare const item: unique symbol;

/** An operation that lists entries, on one page or several. `Item` is one entry; it exists for the compiler only. */
export interface ListOperation<Input, Output, Item> extends Operation<Input, Output> {
  readonly paging: Paging;
  readonly [item]?: Item;
}

/** What one call may be told beside its input. Limits that are left out are the client's. */
export interface CallOptions extends LimitOptions {
  /** Whether the input is checked against what is documented before it is sent. As the client does unless given. */
  validate?: boolean | undefined;
  /**
   * Gives the call up when it aborts. The call then rejects with a {@link DliAbortError} whose `cause` is the signal's
   * `reason`, or with a {@link DliTimeoutError} for a signal of `AbortSignal.timeout`.
   */
  signal?: AbortSignal | undefined;
}

/** What a call came to. */
export interface CallResult<Output> {
  /** The body of the answer. */
  output: Output;
  /** The answer, for its status and headers. Its body has been read. */
  response: Response;
  /** The request's ID, to quote to support, if the answer names one. */
  requestId: string | undefined;
  /** How many times the request was sent. */
  attempts: number;
}

/** A call on its way. Awaiting it gives the body of the answer. */
export interface PendingCall<Output> extends Promise<Output> {
  /** The body together with what came along with it. Rejects as the call does. It sends nothing more. */
  withResponse(): Promise<CallResult<Output>>;
}

/** The arguments of a call after its operation: the input may be left out when none of its fields is required. */
export type CallArguments<Input> =
  Record<never, never> extends Input ? [input?: Input, options?: CallOptions] : [input: Input, options?: CallOptions];
