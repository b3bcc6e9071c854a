import type { Limits } from './limits.ts';

/** A call on its way: what the transport has to know of it, and what it notes down. */
export interface Call {
  readonly operationId: string;
  /** The operation's path with its parameters in braces; unknown for a call through `raw`. */
  readonly path?: string | undefined;
  /** Whether sending the request twice does no more than sending it once. */
  readonly idempotent: boolean;
  readonly limits: Limits;
  readonly signal?: AbortSignal | undefined;
  /** How many times the request was sent so far. */
  attempts: number;
  /** What was sent and must not be shown. */
  readonly secrets: Set<string>;
}

/** A call that has not been sent. */
export function newCall(call: Omit<Call, 'attempts' | 'secrets'>, secrets = new Set<string>()): Call {
  return { ...call, attempts: 0, secrets };
}

/** Whether sending a request twice does no more than sending it once, as far as its method tells. */
export function isIdempotent(method: string): boolean {
  return !/^(post|patch)$/i.test(method);
}
