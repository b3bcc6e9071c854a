import { DliError } from './dli-error.ts';

/** One point in which an input is not as documented. */
export interface InputViolation {
  /** Where, as a JSON Pointer into the input, such as `/resource_config/max_slot`. */
  readonly pointer: string;
  /** What is broken, in the words of JSON Schema: `required`, `maximum`, `pattern` and so on; `json` for JSON in a string. */
  readonly rule: string;
  /** What the value has to be. */
  readonly message: string;
}

interface InputErrorOptions extends ErrorOptions {
  violations?: readonly InputViolation[];
}

/** The input of a call cannot be sent. Nothing was sent. */
export class DliInputError extends DliError {
  /** The operation that was called. */
  declare readonly operationId: string;
  /** The input field at fault, if it is one. */
  declare readonly field: string | undefined;
  /** Every point in which it is not as documented, with `validate: true`. Empty otherwise. */
  declare readonly violations: readonly InputViolation[];

  constructor(operationId: string, field: string | undefined, problem: string, options?: InputErrorOptions) {
    super(`${operationId}: ${field === undefined ? '' : `${field} `}${problem}`, options);
    this.operationId = operationId;
    this.field = field;
    this.violations = options?.violations ?? [];
  }

  override get name(): 'DliInputError' {
    return 'DliInputError';
  }
}
