import { DliError } from './dli-error.ts';

/** The options a client was created with cannot work. Thrown by `createDliClient` and `createDliCore`; nothing was sent. */
export class DliConfigurationError extends DliError {
  override get name(): 'DliConfigurationError' {
    return 'DliConfigurationError';
  }
}
