import { DliError } from './dli-error.ts';

/** What is known of a call that failed. */
export interface CallFailure {
  operationId: string;
  attempts: number;
  status?: number | undefined;
  requestId?: string | undefined;
  errorCode?: string | undefined;
  errorMessage?: string | undefined;
  retryAfter?: number | undefined;
}

/** What the errors of a call that was under way have in common. No message and no field shows a secret that was sent. */
export class DliCallError extends DliError {
  /** The operation that was called; method and path for a call through `raw`. */
  declare readonly operationId: string;
  /** How many times the request was sent. */
  declare readonly attempts: number;
  /** The HTTP status of the last answer, if there was one. */
  declare readonly status: number | undefined;
  /** The request's ID, to quote to support, if the answer named one. */
  declare readonly requestId: string | undefined;
  /** `error_code` of the answer, if it names one. `explain` of `@dli-openapi/client/error-codes` says what it means. */
  declare readonly errorCode: string | undefined;
  /** `error_msg` or `message` of the answer, if it has one. */
  declare readonly errorMessage: string | undefined;

  constructor(problem: string, failure: CallFailure, options?: ErrorOptions) {
    const { operationId, attempts, status, requestId, errorCode, errorMessage, retryAfter } = failure;
    const details = [
      status !== undefined && `status ${status}`,
      requestId !== undefined && `request ${requestId}`,
      attempts > 1 && `${attempts} attempts`,
      retryAfter && `retry after ${Math.ceil(retryAfter / 1000)} s`,
    ].filter(Boolean);
    super(`${operationId} ${problem}${details.length === 0 ? '' : ` (${details.join(', ')})`}`, options);
    this.operationId = operationId;
    this.attempts = attempts;
    this.status = status;
    this.requestId = requestId;
    this.errorCode = errorCode;
    this.errorMessage = errorMessage;
  }

  override get name(): string {
    return 'DliCallError';
  }
}
