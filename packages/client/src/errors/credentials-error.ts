import type { CallFailure } from './call-error.ts';
import { DliCallError } from './call-error.ts';

/** The function that gives the credentials failed, or gave something else. Nothing was sent with them. `cause` says why. */
export class DliCredentialsError extends DliCallError {
  constructor(failure: CallFailure, problem: string, options?: ErrorOptions) {
    super(`got no credentials: ${problem}`, failure, options);
  }

  override get name(): 'DliCredentialsError' {
    return 'DliCredentialsError';
  }
}
