import { errorCodes } from './generated/error-codes.ts';

export type { ErrorCode } from './generated/error-codes.ts';
export { errorCodes } from './generated/error-codes.ts';

/** The meaning of an error code, and what to do about it. */
export interface Explanation {
  /** The code, such as `DLI.0002`. */
  readonly code: string;
  /** The HTTP status that comes with it. */
  readonly status: number;
  /** What went wrong. */
  readonly meaning: string;
  /** What to do about it. */
  readonly cure: string;
}

/**
 * Explains an error code, from DLI's published codes.
 *
 * @example
 * catch (error) {
 *   console.error(explain(error)?.cure);
 * }
 *
 * @param error An error code, or anything caught from a call.
 * @returns `undefined` for a code that is not published, and for an error without a code.
 */
export function explain(error: unknown): Explanation | undefined {
  const code = typeof error === 'object' && error !== null && 'errorCode' in error ? error.errorCode : error;
  if (typeof code !== 'string' || !Object.hasOwn(errorCodes, code)) return undefined;
  return { code, ...errorCodes[code as keyof typeof errorCodes] };
}
