import type { DliAbortError, DliTimeoutError } from './errors.ts';
import type { HeadersOption, LimitOptions } from './http.ts';
import type { Validator } from './options.ts';
import type { Hide } from './secrets.ts';

/** Where a field of an operation's input is sent. */
export type FieldPlace = 'path' | 'query' | 'header' | 'body';

declare const types: unique symbol;

/**
 * An operation of the API as data. `Input` and `Output` exist for the compiler only. Programs import the operations
 * they call from `@dli-openapi/client/operations`, and bundlers drop all the others.
 */
export interface Operation<Input, Output> {
  readonly operationId: string;
  readonly method: 'get' | 'post' | 'put' | 'delete' | 'patch' | 'head' | 'options';
  /** The path, with its parameters in braces. */
  readonly path: string;
  /** The fields of the input. `project_id` is not among them: it is an option of the client. */
  readonly fields: Readonly<Record<string, FieldPlace>>;
  /** Whether the request has a body, which is a JSON object. */
  readonly hasBody?: true;
  /** Query fields that take a list of values. */
  readonly lists?: readonly string[];
  /** Whether sending it twice does no more than sending it once, where the method says otherwise. */
  readonly idempotent?: boolean;
  /** Fields that hold an integer of 64 bits, or a list of them. */
  readonly int64?: readonly string[];
  /** Fields of the path or query that the body repeats. */
  readonly repeatedInBody?: readonly string[];
  /** The 2xx statuses whose response has no body. */
  readonly emptyStatuses?: readonly number[];
  /** Parses the body of a response. Default: `parseJson`. */
  readonly parse?: (text: string) => unknown;
  /** Receives what hides the secrets that the call sent, for texts of a response that get into an error. */
  readonly receiveHide?: (hide: Hide) => void;
  readonly [types]?: (input: Input) => Output;
}

/** How a list is read page by page. Fields of a response are written with dots, such as `job_list.jobs`. */
export interface Paging {
  /** The field of the input for the largest number of entries on a page. A list without it is one page. */
  readonly size?: string;
  /** The largest number of entries that a page may hold, where the document has one. */
  readonly maximum?: number;
  /** The number of entries on a page where the input has none, where the document has one. */
  readonly default?: number;
  /** The field of the input for where a page begins. Without it, nothing comes after the first page. */
  readonly position?: string;
  /** What the position counts: entries to skip, or pages from 1. */
  readonly style?: 'offset' | 'page';
  /** Where a response holds the entries. */
  readonly items: string;
  /** Where a response holds the number of entries on all pages, if it does. */
  readonly total?: string;
}

declare const item: unique symbol;

/** An operation that lists entries, on one page or several. `Item` is one entry; it exists for the compiler only. */
export interface ListOperation<Input, Output, Item> extends Operation<Input, Output> {
  readonly paging: Paging;
  readonly [item]?: Item;
}

/** Options for one call. Limits that are omitted are those of the client. */
export interface RequestOptions extends LimitOptions {
  /** Sent with the request, in place of the client's headers of the same name. Not for credentials. */
  headers?: HeadersOption | undefined;
  /** Whether the input is checked against the document before it is sent, or what checks it. Default: the client's `validate`. */
  validate?: Validator | boolean | undefined;
  /**
   * Cancels the call when it aborts. The call then rejects with a {@link DliAbortError} whose `cause` is the signal's
   * `reason`, or with a {@link DliTimeoutError} for a signal of `AbortSignal.timeout`.
   */
  signal?: AbortSignal | undefined;
}

/** The output of a call with its response. */
export interface DliResponse<Output> {
  /** The body of the response. */
  output: Output;
  /** The response, for its status and headers. Its body has been read; `text()` gives it again. */
  response: Response;
  /** The ID to quote to support, if the response has one. */
  requestId: string | undefined;
  /** How many times the request was sent. */
  attempts: number;
}

/** A call in progress. Awaiting it gives the body of the response. */
export interface DliPromise<Output> extends Promise<Output> {
  /** The body together with status, headers and request ID. Rejects as the call does. It sends nothing more. */
  withResponse(): Promise<DliResponse<Output>>;
}

/** The arguments of a call: the input can be omitted if none of its fields is required. */
export type OperationArguments<Input> =
  Record<never, never> extends Input ? [input?: Input, options?: RequestOptions] : [input: Input, options?: RequestOptions];

/** The method of an operation that lists entries: it gives one page, and its `items` and `pages` read all of them. */
export interface ListMethod<Input, Output, Item> {
  (...args: OperationArguments<Input>): DliPromise<Output>;
  /**
   * Reads the entries of the list one by one, across pages: `for await (const job of dli.listFlinkJobs.items())`.
   * One page is held at a time; the next one is requested when it is needed. If the list changes meanwhile, reading ends
   * where the latest response says; an entry can then come twice, or not at all. If the service does not give the rest of
   * the list, the loop throws after the last entry.
   * @param args The input, which may set page size and position, then options for each of the calls.
   * @throws what the method throws; {@link DliInputError} also if page size or position is not a whole number;
   *   {@link DliIncompleteError} if the service does not give the rest of the list
   */
  items(...args: OperationArguments<Input>): AsyncGenerator<Item, void, undefined>;
  /**
   * Reads the list page by page, as `items` does. The first page comes even if it is empty.
   * @param args The input, which may set page size and position, then options for each of the calls.
   * @throws what the method throws; {@link DliInputError} also if page size or position is not a whole number;
   *   {@link DliIncompleteError} if the service does not give the rest of the list
   */
  pages(...args: OperationArguments<Input>): AsyncGenerator<Output, void, undefined>;
}
