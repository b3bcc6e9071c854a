import { longestTimer } from './timer.ts';

/** Tells the time, rolls the dice and waits. Programs give one of their own in tests, so that nothing has to be waited for. */
export interface Clock {
  /** The time, in milliseconds since 1970. Signatures carry it, and time limits are measured with it. */
  now(): number;
  /** A number from 0 up to but not including 1, which spreads out what is sent again. */
  random(): number;
  /** Waits before a request is sent again: until the milliseconds are over, or the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The clock of the system, unless a program gives its own. */
export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
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
