import { longestTimer } from './timer.ts';

/** How work ended: with a value, or by its time, its signal or a fault of its own. */
export type Ending<Value> = { value: Value } | { by: 'time' | 'signal' | 'fault'; fault: unknown };

/**
 * Runs work until it ends, its time is up, or the signal aborts, whichever comes first. The work's own signal tells it
 * to stop; it is not waited for, since a `fetch` may pay no attention.
 */
export function withinTime<Value>(
  work: (signal: AbortSignal) => Promise<Value>,
  milliseconds: number,
  signal: AbortSignal | undefined,
): Promise<Ending<Value>> {
  return new Promise((resolve) => {
    const controller = new AbortController();
    const end = (ending: Ending<Value>) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      resolve(ending);
    };
    const stop = (by: 'time' | 'signal', fault: unknown) => {
      end({ by, fault });
      controller.abort(fault);
    };
    const abort = () => stop('signal', signal?.reason);
    const timer = setTimeout(() => stop('time', new DOMException('The time is up.', 'TimeoutError')), Math.min(milliseconds, longestTimer));
    if (signal?.aborted) return abort();
    signal?.addEventListener('abort', abort);
    work(controller.signal).then(
      (value) => end({ value }),
      (fault: unknown) => end({ by: 'fault', fault }),
    );
  });
}
