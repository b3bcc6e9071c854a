import { DliError } from './dli-error.ts';

/** The input of a call cannot be sent. Nothing was sent. */
export class DliInputError extends DliError {
  /** The operation that was called. */
  readonly operationId: string;
  /** The input field at fault, if it is one. */
  readonly field: string | undefined;

  constructor(operationId: string, field: string | undefined, problem: string, options?: ErrorOptions) {
    super(`${operationId}: ${field === undefined ? '' : `${field} `}${problem}`, options);
    this.operationId = operationId;
    this.field = field;
  }

  override get name(): 'DliInputError' {
    return 'DliInputError';
  }
}
