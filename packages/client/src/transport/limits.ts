/** How long a call may take and how often it may be sent. */
export interface LimitOptions {
  /** How often a request is sent at most, the first time included: an integer from 1 on. 3 unless given; 1 sends nothing again. */
  maxAttempts?: number | undefined;
  /** Time limits in milliseconds, above 0; `Infinity` for none. They cover connecting, waiting and reading the whole answer. */
  timeout?:
    | {
        /** For each attempt. 60,000 unless given. */
        attempt?: number | undefined;
        /** For the call with all its attempts, the waits between them and getting credentials. 180,000 unless given. */
        total?: number | undefined;
      }
    | undefined;
}

/** Limits without gaps. */
export interface Limits {
  maxAttempts: number;
  attempt: number;
  total: number;
}

const usual: Limits = { maxAttempts: 3, attempt: 60_000, total: 180_000 };

/** Limits from options, those not given from a default; in place of limits, what is wrong with the options. */
export function limitsOf({ maxAttempts, timeout }: LimitOptions, otherwise: Limits = usual): Limits | string {
  if (maxAttempts === undefined && timeout === undefined) return otherwise;
  const limits = {
    maxAttempts: maxAttempts ?? otherwise.maxAttempts,
    attempt: timeout?.attempt ?? otherwise.attempt,
    total: timeout?.total ?? otherwise.total,
  };
  if (!Number.isInteger(limits.maxAttempts) || limits.maxAttempts < 1) return 'maxAttempts has to be an integer from 1 on.';
  if (timeout !== undefined && typeof timeout !== 'object') return 'timeout has to be an object: { attempt, total } in milliseconds.';
  const wrong = (['attempt', 'total'] as const).find((name) => !(typeof limits[name] === 'number' && limits[name] > 0));
  return wrong === undefined ? limits : `timeout.${wrong} has to be a number of milliseconds above 0; Infinity means no limit.`;
}
