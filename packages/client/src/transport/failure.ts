import { DliAbortError, DliConnectionError, DliCredentialsError, DliError, DliTimeoutError } from '../errors/index.ts';
import { redactedError } from '../redaction.ts';
import type { Call } from './call.ts';
import type { Ending } from './time-limit.ts';

/** A step of a call: getting credentials, which has the whole call's time, or an attempt under one of the two time limits. */
export type Step = { getting: 'credentials' | 'answer'; limit: 'attempt' | 'total' };

/**
 * The value that a step of a call ended with.
 * @throws {DliError} when it ended otherwise
 */
export function outcomeOf<Value>(ending: Ending<Value>, call: Call, step: Step): Value {
  if ('value' in ending) return ending.value;
  throw failureOf(ending, call, step);
}

/** The error of a step that ended without a value. */
export function failureOf({ by, fault }: Exclude<Ending<never>, { value: never }>, call: Call, { getting, limit }: Step): DliError {
  if (by === 'time') return new DliTimeoutError(call, limit, call.limits[limit]);
  if (by === 'signal') {
    // The reason of AbortSignal.timeout().
    const late = fault instanceof Error && fault.name === 'TimeoutError';
    return late ? new DliTimeoutError(call, 'signal', undefined, { cause: fault }) : new DliAbortError(call, fault);
  }
  // What IAM refused is an error of its own.
  if (fault instanceof DliError) return fault;
  const cause = redactedError(fault, call.secrets);
  if (getting === 'answer') return new DliConnectionError(call, cause);
  return new DliCredentialsError(call, cause instanceof Error ? cause.message : String(cause), { cause });
}
