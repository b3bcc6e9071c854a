import type { CallFailure } from './call-error.ts';
import { DliCallError } from './call-error.ts';

/** Which limit a call ran into: that of one attempt, that of the whole call, or a signal of `AbortSignal.timeout`. */
export type TimeLimit = 'attempt' | 'total' | 'signal';

/** The call took too long and was given up. Whether the service acted is not known. */
export class DliTimeoutError extends DliCallError {
  /** The limit that ended the call. */
  declare readonly limit: TimeLimit;
  /** What the limit was, in milliseconds; `undefined` for a signal. */
  declare readonly milliseconds: number | undefined;

  constructor(failure: CallFailure, limit: TimeLimit, milliseconds?: number, options?: ErrorOptions) {
    const allowed = limit === 'signal' ? 'its signal allows' : `timeout.${limit} allows, ${milliseconds} ms`;
    super(`was given up: it took longer than ${allowed}`, failure, options);
    this.limit = limit;
    this.milliseconds = milliseconds;
  }

  override get name(): 'DliTimeoutError' {
    return 'DliTimeoutError';
  }
}
