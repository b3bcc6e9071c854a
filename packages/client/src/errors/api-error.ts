import type { CallFailure } from './call-error.ts';
import { DliCallError } from './call-error.ts';

/** One error that the service names. */
export interface ServiceError {
  /** The code to act on: `DLI.…` from the service, `APIGW.…` from the gateway before it. */
  readonly errorCode: string | undefined;
  /** The error in words, for a person to read. */
  readonly errorMessage: string | undefined;
}

/** An answer that is a refusal. */
export interface Refusal extends CallFailure {
  status: number;
  /** Parsed when it is JSON, otherwise its text, `undefined` when it is empty. */
  body: unknown;
}

/**
 * The service refused or failed: the answer is not 2xx, or it is 2xx and its `is_success` is false.
 * `errorCode` and `errorMessage` are those of the first error when the body lists several.
 */
export class DliApiError extends DliCallError {
  /** The HTTP status. It can be 2xx: see `is_success` in {@link body}. It is 0 for a redirect in a browser. */
  declare readonly status: number;
  /** Every error that the body names: several when it is a list. Empty when the body is not JSON. */
  declare readonly errors: readonly ServiceError[];
  /** The body: parsed when it is JSON, otherwise its text, `undefined` when it is empty. */
  declare readonly body: unknown;
  /**
   * How long the service asks to wait, in milliseconds from the answer on, if it says so. The call has not waited when that
   * is longer than `timeout.total` allows.
   */
  declare readonly retryAfter: number | undefined;

  constructor(refusal: Refusal) {
    const { status, body } = refusal;
    const errors = serviceErrorsOf(body);
    super(`failed: ${errors.map(wordsOf).join('; ') || withoutErrors(status, body)}`, { ...refusal, ...errors[0] });
    this.errors = errors;
    this.body = body;
    this.retryAfter = refusal.retryAfter;
  }

  override get name(): 'DliApiError' | 'DliAuthenticationError' | 'DliRateLimitError' {
    return 'DliApiError';
  }
}

/** The answer is 401: the token, the access key or the signature is not accepted, also after it was renewed where it can be. */
export class DliAuthenticationError extends DliApiError {
  override get name(): 'DliAuthenticationError' {
    return 'DliAuthenticationError';
  }
}

/**
 * The answer is 429: too many requests in too short a time. No attempt is left, or no time for the wait that
 * {@link DliApiError.retryAfter} asks for.
 */
export class DliRateLimitError extends DliApiError {
  override get name(): 'DliRateLimitError' {
    return 'DliRateLimitError';
  }
}

/** The error of a refusal, by its status. */
export function apiErrorOf(refusal: Refusal): DliApiError {
  if (refusal.status === 401) return new DliAuthenticationError(refusal);
  return refusal.status === 429 ? new DliRateLimitError(refusal) : new DliApiError(refusal);
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
