import type { CallFailure } from './call-error.ts';
import { DliCallError } from './call-error.ts';

/** The service answered 2xx with something that is not a JSON object or array, such as a gateway's HTML page or nothing. */
export class DliResponseError extends DliCallError {
  declare readonly status: number;
  /** The body as text. */
  declare readonly body: string;

  constructor(answer: CallFailure & { status: number; body: string }) {
    const found = answer.body === '' ? 'an empty body' : 'a body that is neither a JSON object nor a JSON array';
    super(`was answered with ${found}`, answer);
    this.body = answer.body;
  }

  override get name(): 'DliResponseError' {
    return 'DliResponseError';
  }
}
