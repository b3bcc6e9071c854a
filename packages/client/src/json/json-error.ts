import type { InputViolation } from '../errors/index.ts';
import { DliError } from '../errors/index.ts';

/** A string that should hold JSON holds none, or JSON of another shape than is described. */
export class DliJsonError extends DliError {
  /** The field whose string it is. */
  readonly field: string;
  /** Every point in which the JSON is not as described. Empty when it is no JSON at all. */
  readonly violations: readonly InputViolation[];

  constructor(field: string, problem: string, violations: readonly InputViolation[] = [], options?: ErrorOptions) {
    super(`${field} ${problem}`, options);
    this.field = field;
    this.violations = violations;
  }

  override get name(): 'DliJsonError' {
    return 'DliJsonError';
  }
}
