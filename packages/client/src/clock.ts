/** Tells the time and waits. Tests give one of their own, such as the mock's `clock.timer`, so that nothing takes time. */
export interface Clock {
  /** The time of day, in milliseconds since 1970. Signatures carry it, and credentials expire by it. */
  now(): number;
  /** Milliseconds since any moment, never set back or forward: limits are measured with it. Default: `now`. */
  monotonicNow?(): number;
  /** Waits until the milliseconds are over or the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The longest time that a timer takes, in milliseconds. Set to more, it fires at once. */
export const longestTimer = 2 ** 31 - 1;

/** The system's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonicNow: () => performance.now(),
  async sleep(milliseconds, signal) {
    await runWithin(() => new Promise(() => {}), milliseconds, signal);
  },
};

/** The time that limits are measured with. */
export function readTimer(clock: Clock): number {
  return clock.monotonicNow?.() ?? clock.now();
}

/** What to call when a signal aborts, and the listener that does. */
const abortCallbacks = new WeakMap<AbortSignal, [callbacks: Set<() => void>, listener: () => void]>();

/**
 * Calls back when a signal aborts. A signal has one listener for all calls: Node 20 warns if it has more than ten.
 * @returns a function that ends it
 */
function onAbort(signal: AbortSignal, callback: () => void): () => void {
  let known = abortCallbacks.get(signal);
  if (!known) {
    const all = new Set<() => void>();
    const listener = () => {
      for (const call of all) call();
    };
    known = [all, listener];
    abortCallbacks.set(signal, known);
  }
  const [callbacks, listener] = known;
  callbacks.add(callback);
  // Adding it again changes nothing.
  signal.addEventListener('abort', listener);
  return () => {
    callbacks.delete(callback);
    if (callbacks.size === 0) signal.removeEventListener('abort', listener);
  };
}

/** Why work gave no value: its time was over, its signal aborted, or it failed by itself. */
export interface Failure {
  by: 'timeout' | 'signal' | 'fault';
  fault: unknown;
}

export type Outcome<Value> = { value: Value } | Failure;

/**
 * Runs work until it ends, its time is over, or the signal aborts, whichever comes first. The work's own signal asks it to
 * stop; it is not awaited, since a `fetch` may ignore its signal.
 */
export function runWithin<Value>(
  work: (signal: AbortSignal) => Promise<Value>,
  milliseconds: number,
  signal: AbortSignal | undefined,
): Promise<Outcome<Value>> {
  return new Promise((resolve) => {
    const controller = new AbortController();
    const end = (outcome: Outcome<Value>) => {
      clearTimeout(timer);
      forget?.();
      resolve(outcome);
    };
    const stop = (by: 'timeout' | 'signal', fault: unknown) => {
      end({ by, fault });
      controller.abort(fault);
    };
    const abort = () => stop('signal', signal?.reason);
    const timeout = () => stop('timeout', new DOMException('The time is up.', 'TimeoutError'));
    const timer = setTimeout(timeout, Math.min(milliseconds, longestTimer));
    const forget = signal && onAbort(signal, abort);
    if (signal?.aborted) return abort();
    work(controller.signal).then(
      (value) => end({ value }),
      (fault: unknown) => end({ by: 'fault', fault }),
    );
  });
}
