import type { Authentication, AuthenticationContext, OutgoingRequest } from './authentication.ts';

/** When something ends: a `Date`, milliseconds since 1970, or a date as text, such as `2026-01-01T00:00:00Z`. */
export type Expiry = Date | number | string;

/** Something to authenticate with that may end. */
export interface Renewed<Value> {
  value: Value;
  /** When it ends; left out when it is good until it is refused. */
  expiresAt?: Expiry | undefined;
}

interface Held<Value> {
  value: Value;
  expiresAt: number;
  renewAt: number;
}

const longestMargin = 5 * 60_000;
const pauseAfterFailure = 10_000;
const patience = 60_000;

/**
 * Authentication with something that is obtained, kept, and renewed: in the background when the last tenth of its time
 * begins (at most five minutes), in the foreground once it has ended, and once after DLI refused it. However many calls
 * wait, it is obtained once for all of them; a call that comes a minute later tries once more.
 */
export function renewable<Value>(
  obtain: (context: AuthenticationContext) => Promise<Renewed<Value>>,
  put: (value: Value, request: OutgoingRequest, context: AuthenticationContext) => void,
): Required<Authentication> {
  let held: Held<Value> | undefined;
  let pending: { promise: Promise<Held<Value>>; since: number } | undefined;
  const used = new WeakMap<OutgoingRequest, Held<Value>>();

  const renew = (context: AuthenticationContext): Promise<Held<Value>> => {
    const now = context.clock.now();
    // What never comes must not keep calls from it for ever.
    if (pending !== undefined && now - pending.since < patience) return pending.promise;
    const own = { promise: obtain(context).then((renewed) => heldSince(context.clock.now(), renewed)), since: now };
    pending = own;
    const settle = (renewed: Held<Value> | undefined) => {
      if (pending !== own) return;
      pending = undefined;
      held = renewed ?? held;
    };
    own.promise.then(settle, () => settle(undefined));
    return own.promise;
  };

  const current = (context: AuthenticationContext): Held<Value> | Promise<Held<Value>> => {
    const now = context.clock.now();
    if (held === undefined || now >= held.expiresAt) return renew(context);
    if (now >= held.renewAt) {
      held.renewAt = now + pauseAfterFailure;
      renew(context).catch(() => undefined);
    }
    return held;
  };

  return {
    async authenticate(request, context) {
      const now = await current(context);
      used.set(request, now);
      put(now.value, request, context);
    },
    async refused(request, _answer, context) {
      const before = used.get(request);
      // Unless it has been renewed for another call in the meantime.
      if (held === before) held = undefined;
      const { value } = await current(context);
      return JSON.stringify(value) === JSON.stringify(before?.value) ? undefined : 'credentials renewed';
    },
  };
}

function heldSince<Value>(now: number, { value, expiresAt }: Renewed<Value>): Held<Value> {
  const end = expiresAt === undefined ? Number.POSITIVE_INFINITY : new Date(expiresAt).getTime();
  if (Number.isNaN(end)) throw new Error('expiresAt is not a date. Give a Date, milliseconds since 1970, or a date as text.');
  return { value, expiresAt: end, renewAt: end - Math.min(longestMargin, (end - now) / 10) };
}
