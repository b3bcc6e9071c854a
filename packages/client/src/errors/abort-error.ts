import type { CallFailure } from './call-error.ts';
import { DliCallError } from './call-error.ts';

/**
 * The call's signal aborted. `cause` is the signal's `reason`. Its name is `AbortError`, which is how programs and
 * libraries tell that a call was given up on purpose, whoever made it. Whether the service acted is not known.
 */
export class DliAbortError extends DliCallError {
  constructor(failure: CallFailure, reason: unknown) {
    super('was aborted by its signal', failure, { cause: reason });
  }

  override get name(): 'AbortError' {
    return 'AbortError';
  }
}
