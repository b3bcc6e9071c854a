import type { Answer } from './answer.ts';
import type { Ending } from './time-limit.ts';

const firstDelay = 250;
const longestDelay = 20_000;

// What Node and Bun say when no connection came about, and what Deno says, whose errors have no code. Browsers and workerd
// do not tell that from a connection that broke.
const unconnectedCode = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused)$/;
const unconnectedMessage = /client error \(Connect\): (?:dns|tcp connect) error/;

/**
 * Whether a request may be sent again after an attempt that ended so. Where the service may have acted, only what does
 * no more when sent twice; 429 and a connection that never was rule that out.
 */
export function mayBeResent(ending: Ending<Answer>, idempotent: boolean): boolean {
  if ('value' in ending) {
    const { status } = ending.value.response;
    return status === 429 || (idempotent && status >= 502 && status <= 504);
  }
  if (ending.by === 'signal') return false;
  return idempotent || (ending.by === 'fault' && wasNeverConnected(ending.fault));
}

function wasNeverConnected(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const hasCode = 'code' in fault && unconnectedCode.test(String(fault.code));
  return hasCode || unconnectedMessage.test(fault.message) || wasNeverConnected(fault.cause);
}

/**
 * How long to wait before the next attempt, in milliseconds: anything up to a bound that doubles with each failure
 * (full jitter), but never less than `Retry-After` asks for.
 */
export function delayOf(ending: Ending<Answer>, failures: number, now: number, random: number): number {
  const backoff = random * Math.min(longestDelay, firstDelay * 2 ** (failures - 1));
  return Math.max(backoff, ('value' in ending && retryAfterOf(ending.value.response.headers, now)) || 0);
}

// Date.parse finds a date in almost anything, such as in "soon 2099".
const httpDate = /^[A-Z][a-z]+, .+ GMT$/;

/** What `Retry-After` comes to, in milliseconds. It holds seconds or a date; anything else counts as not there. */
export function retryAfterOf(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after') ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const milliseconds = httpDate.test(text) ? Date.parse(text) - now : Number.NaN;
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}
