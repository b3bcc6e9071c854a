import type { CallFailure } from './call-error.ts';
import { DliCallError } from './call-error.ts';

/**
 * No whole answer arrived: the connection was refused, failed or broke. Whether the service acted is not known, unless
 * the connection was refused. `cause` says what `fetch` rejected with: its name, message, code and causes.
 */
export class DliConnectionError extends DliCallError {
  constructor(failure: CallFailure, cause: unknown) {
    super(`got no answer: ${reasonOf(cause)}`, failure, { cause });
  }

  override get name(): 'DliConnectionError' {
    return 'DliConnectionError';
  }
}

// Node's fetch says no more than "fetch failed"; its cause says what happened, an AggregateError by its code alone.
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const { message, code } = (cause.cause ?? {}) as { message?: unknown; code?: unknown };
  const reason = message || code;
  return reason ? `${cause.message} (${reason})` : cause.message;
}
