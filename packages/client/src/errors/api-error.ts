import { DliError } from './dli-error.ts';

/** One error that the service names. */
export interface ServiceError {
  /** The code to act on: `DLI.…` from the service, `APIGW.…` from the gateway before it. */
  readonly errorCode: string | undefined;
  /** The error in words, for a person to read. */
  readonly errorMessage: string | undefined;
}

/** The service refused or failed: the answer is not 2xx, or it is 2xx and its `is_success` is false. */
export class DliApiError extends DliError {
  /** The operation that was called. */
  readonly operationId: string;
  /** The HTTP status. It can be 2xx: see `is_success` in {@link body}. It is 0 for a redirect in a browser. */
  readonly status: number;
  /** `error_code` of the body, or of its first error when it lists several. Absent when the body names none. */
  readonly errorCode: string | undefined;
  /** `error_msg` or `message` of the body, or of its first error when it lists several. */
  readonly errorMessage: string | undefined;
  /** Every error that the body names: several when it is a list. Empty when the body is not JSON. */
  readonly errors: readonly ServiceError[];
  /** The request's ID, to quote to support, if the answer named one. */
  readonly requestId: string | undefined;
  /** The body: parsed when it is JSON, otherwise its text, `undefined` when it is empty. */
  readonly body: unknown;

  constructor(operationId: string, answer: { status: number; requestId: string | undefined; body: unknown }) {
    const { status, requestId, body } = answer;
    const errors = serviceErrorsOf(body);
    const details = `status ${status}${requestId === undefined ? '' : `, request ${requestId}`}`;
    super(`${operationId} failed: ${errors.map(wordsOf).join('; ') || withoutErrors(status, body)} (${details})`);
    this.operationId = operationId;
    this.status = status;
    this.errorCode = errors[0]?.errorCode;
    this.errorMessage = errors[0]?.errorMessage;
    this.errors = errors;
    this.requestId = requestId;
    this.body = body;
  }

  override get name(): 'DliApiError' {
    return 'DliApiError';
  }
}

function serviceErrorsOf(body: unknown): ServiceError[] {
  const candidates: unknown[] = Array.isArray(body) ? body : [body];
  return candidates.flatMap((candidate) => {
    if (typeof candidate !== 'object' || candidate === null) return [];
    const { error_code, error_msg, message } = candidate as Record<string, unknown>;
    const error = { errorCode: textOf(error_code), errorMessage: textOf(error_msg) ?? textOf(message) };
    return error.errorCode === undefined && error.errorMessage === undefined ? [] : [error];
  });
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function wordsOf({ errorCode, errorMessage }: ServiceError): string {
  return [errorCode, errorMessage].filter((part) => part !== undefined).join(' ');
}

function withoutErrors(status: number, body: unknown): string {
  if (status >= 200 && status < 300) return 'is_success is false and no message says why';
  if (status === 0 || (status >= 300 && status < 400)) return 'the answer is a redirect, which is not followed; check baseUrl';
  if (body === undefined) return 'the answer has no body';
  return typeof body === 'string' ? 'the answer is not JSON' : 'the answer names no error';
}
