import type { Outcome } from './clock.ts';
import { DliError } from './errors.ts';
import type { ReceivedResponse } from './http.ts';

const firstDelay = 250;
const longestDelay = 20_000;

// The codes of Node and Bun, and the message of Deno, whose errors have no code. Browsers and workerd do not tell a
// connection that was never made from one that broke.
const unconnectedCode = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused)$/;
const unconnectedMessage = /client error \(Connect\): (?:dns|tcp connect) error/;

/**
 * Whether a request may be sent again. If the service may have acted, only an idempotent one; after 429, and if no
 * connection was made, it has not acted.
 */
export function isRetryable(outcome: Outcome<ReceivedResponse>, idempotent: boolean): boolean {
  if ('value' in outcome) {
    const { status } = outcome.value.response;
    return status === 429 || (idempotent && status >= 502 && status <= 504);
  }
  // An error of this package is a response that is too large, and would be again.
  if (outcome.by === 'signal' || outcome.fault instanceof DliError) return false;
  return idempotent || (outcome.by === 'fault' && wasNeverConnected(outcome.fault));
}

function wasNeverConnected(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const hasCode = 'code' in fault && unconnectedCode.test(String(fault.code));
  return hasCode || unconnectedMessage.test(fault.message) || wasNeverConnected(fault.cause);
}

/**
 * How long to wait before the next attempt, in milliseconds: what `Retry-After` asks for, and on top of it a random time up
 * to a bound that doubles with each failure (full jitter), so that callers who were refused together do not come back together.
 */
export function getRetryDelay(outcome: Outcome<ReceivedResponse>, failures: number, now: number): number {
  const backoff = Math.random() * Math.min(longestDelay, firstDelay * 2 ** (failures - 1));
  return backoff + (('value' in outcome && readRetryAfter(outcome.value.response.headers, now)) || 0);
}

/** What all calls of a client together may spend on retries, so that one whose every call fails sends hardly more than one without. */
export interface RetryBudget {
  /** Pays for a retry: what it cost, 0 if too little is left. */
  spend(outcome: Outcome<ReceivedResponse>): number;
  /** Called for a success: gives back what its last retry cost, and a little if it had none. */
  refund(spent: number): void;
}

// Those of the AWS SDKs' standard mode.
const budgetSize = 500;
const retryCost = 5;
const timeoutCost = 10;
const successRefund = 1;

export function createRetryBudget(): RetryBudget {
  let left = budgetSize;
  return {
    spend(outcome) {
      const cost = 'by' in outcome && outcome.by === 'timeout' ? timeoutCost : retryCost;
      if (left < cost) return 0;
      left -= cost;
      return cost;
    },
    refund(spent) {
      left = Math.min(budgetSize, left + (spent || successRefund));
    },
  };
}

/** Why a request is sent again, for logs. */
export function formatRetryReason(outcome: Outcome<ReceivedResponse>): string {
  if ('value' in outcome) return `status ${outcome.value.response.status}`;
  return outcome.by === 'timeout' ? 'timeout' : 'no response';
}

// Date.parse finds a date in almost anything, such as in "soon 2099".
const httpDate = /^[A-Z][a-z]+, .+ GMT$/;

/** The wait that `Retry-After` asks for, in milliseconds. It holds seconds or a date; anything else is ignored. */
export function readRetryAfter(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after') ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const milliseconds = httpDate.test(text) ? Date.parse(text) - now : Number.NaN;
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}
