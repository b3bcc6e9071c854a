/** Tells the time and waits. Tests give one of their own, such as the mock's `clock.timer`, so that nothing takes time. */
export interface Clock {
  /** The time, in milliseconds since 1970. Signatures carry it, and time limits are measured with it. */
  now(): number;
  /** Waits until the milliseconds are over or the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The longest time that a timer takes, in milliseconds. Set to more, it fires at once. */
export const longestTimer = 2 ** 31 - 1;

/** The system's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.min(milliseconds, longestTimer));
      signal?.addEventListener('abort', wake);
      if (signal?.aborted) wake();
    }),
};
