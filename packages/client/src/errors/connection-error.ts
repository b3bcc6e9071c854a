import { DliError } from './dli-error.ts';

/**
 * No whole answer arrived: the connection was refused, failed or broke. Whether the service acted is not known.
 * `cause` is what `fetch` rejected with.
 */
export class DliConnectionError extends DliError {
  /** The operation that was called. */
  readonly operationId: string;

  constructor(operationId: string, cause: unknown) {
    super(`${operationId} got no answer: ${reasonOf(cause)}`, { cause });
    this.operationId = operationId;
  }

  override get name(): 'DliConnectionError' {
    return 'DliConnectionError';
  }
}

// Node's fetch says no more than "fetch failed"; its cause says what happened.
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error && cause.cause.message ? `${cause.message} (${cause.cause.message})` : cause.message;
}
