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
  /** Fields of the path or query that the body carries once more. */
  readonly repeatedInBody?: readonly string[];
  readonly [types]?: (input: Input) => Output;
}

/** What one call may be told beside its input. */
export interface CallOptions {
  /** Gives the call up when it aborts. The call then rejects with the signal's `reason`, whatever that is. */
  signal?: AbortSignal | undefined;
}

/** The arguments of a call after its operation: the input may be left out when none of its fields is required. */
export type CallArguments<Input> =
  Record<never, never> extends Input ? [input?: Input, options?: CallOptions] : [input: Input, options?: CallOptions];
