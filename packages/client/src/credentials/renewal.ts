import { readTimer } from '../clock.ts';
import type { Authentication, AuthenticationContext, OutgoingRequest } from './credentials.ts';

/** When something expires: a `Date`, milliseconds since 1970, or a date as text, such as `2026-01-01T00:00:00Z`. */
export type Expiry = Date | number | string;

/** Credentials that may expire. */
export interface Expiring<Value> {
  value: Value;
  /** When they expire. If omitted, they are used until DLI refuses them. */
  expiresAt?: Expiry | undefined;
}

export interface RenewedAuthentication<Value> extends Required<Omit<Authentication, 'findProject'>> {
  /** What it uses now. */
  getValue(context: AuthenticationContext): Promise<Value>;
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
 * Authentication with credentials that are obtained, kept, and renewed: in the background when the last tenth of their time
 * begins (at most five minutes), in the foreground once they have expired, and once after DLI refused them. They are
 * obtained once for all the calls that wait; a call that comes a minute later tries once more.
 * @param isForEveryProject Whether clients of all projects use the same; otherwise they are obtained for each project.
 */
export function createRenewedAuthentication<Value>(
  obtain: (context: AuthenticationContext) => Promise<Expiring<Value>>,
  add: (value: Value, request: OutgoingRequest, context: AuthenticationContext) => void,
  isForEveryProject = false,
): RenewedAuthentication<Value> {
  const parts = new Map<string, RenewedAuthentication<Value>>();
  const getPart = ({ scope }: AuthenticationContext) => {
    const key = isForEveryProject ? '' : JSON.stringify(scope);
    const part = parts.get(key) ?? createPart(obtain, add);
    parts.set(key, part);
    return part;
  };
  return {
    authenticate: (request, context) => getPart(context).authenticate(request, context),
    onUnauthorized: (request, response, context) => getPart(context).onUnauthorized(request, response, context),
    getValue: (context) => getPart(context).getValue(context),
  };
}

function createPart<Value>(
  obtain: (context: AuthenticationContext) => Promise<Expiring<Value>>,
  add: (value: Value, request: OutgoingRequest, context: AuthenticationContext) => void,
): RenewedAuthentication<Value> {
  let held: Held<Value> | undefined;
  let pending: { promise: Promise<Held<Value>>; since: number } | undefined;
  const used = new WeakMap<OutgoingRequest, Held<Value>>();

  const renew = (context: AuthenticationContext): Promise<Held<Value>> => {
    const now = readTimer(context.clock);
    // Credentials that never come must not block calls for ever.
    if (pending !== undefined && now - pending.since < patience) return pending.promise;
    const own = { promise: obtain(context).then((given) => hold(context.clock.now(), given)), since: now };
    pending = own;
    const settle = (renewed: Held<Value> | undefined) => {
      if (pending !== own) return;
      pending = undefined;
      held = renewed ?? held;
    };
    own.promise.then(settle, () => settle(undefined));
    return own.promise;
  };

  const getCurrent = (context: AuthenticationContext): Held<Value> | Promise<Held<Value>> => {
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
      const current = await getCurrent(context);
      used.set(request, current);
      add(current.value, request, context);
    },
    async onUnauthorized(request, _response, context) {
      const before = used.get(request);
      // Another call may have renewed them meanwhile.
      if (held === before) held = undefined;
      const { value } = await getCurrent(context);
      return JSON.stringify(value) === JSON.stringify(before?.value) ? undefined : 'credentials renewed';
    },
    getValue: async (context) => (await getCurrent(context)).value,
  };
}

function hold<Value>(now: number, { value, expiresAt }: Expiring<Value>): Held<Value> {
  const end = expiresAt === undefined ? Number.POSITIVE_INFINITY : new Date(expiresAt).getTime();
  if (Number.isNaN(end)) throw new Error('expiresAt is not a date. Give a Date, milliseconds since 1970, or a date as text.');
  return { value, expiresAt: end, renewAt: end - Math.min(longestMargin, (end - now) / 10) };
}
