import { MockError } from '../../mock-error.ts';
import type { Duration } from '../../options.ts';
import { parseDuration } from '../../options.ts';

/** A mock's time. It stands still until a test advances it, unless a sandbox runs in real time. */
export interface MockClock {
  /** The time, in milliseconds since 1970-01-01 UTC. */
  readonly now: number;
  /**
   * Lets time pass at once. In a sandbox, what is due until then has happened when the next call gets its response.
   * @throws {MockError} when the duration is invalid, or has no end
   */
  advance(duration: Duration): void;
  /**
   * The same time for a client and its waiters, where sleeping is advancing: with `createDliClient({ clock: mock.clock.timer })`
   * no wait takes time.
   */
  readonly timer: {
    now(): number;
    sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  };
}

/** A clock that can be put back to where it began. */
export interface ResettableClock extends MockClock {
  /** When time began. */
  readonly beginning: number;
  reset(): void;
}

const defaultStart = '2030-01-01T00:00:00Z';
/** Later than this there is no Date. */
const lastDate = 8.64e15;

/**
 * @param start where virtual time begins; real time is what it is
 * @throws {MockError} when `start` is not a date
 */
export function createClock({ realTime, start }: { realTime: boolean; start: Date | string | undefined }): ResettableClock {
  const beginning = realTime ? Date.now() : new Date(start ?? defaultStart).getTime();
  if (Number.isNaN(beginning)) throw new MockError(`The sandbox's start must be a date, found ${JSON.stringify(start)}.`);
  let advanced = 0;
  // The system's clock may be set back, and then stands still here.
  let latest = beginning;
  const now = () => {
    if (realTime) latest = Math.max(latest, Date.now());
    return latest + advanced;
  };
  const advance = (duration: Duration) => {
    const milliseconds = parseDuration(duration);
    if (now() + milliseconds > lastDate)
      throw new MockError(`The clock cannot be advanced by ${duration}: that is after the last date there is.`);
    advanced += milliseconds;
  };
  return {
    beginning,
    get now() {
      return now();
    },
    advance,
    timer: {
      now,
      async sleep(milliseconds, signal) {
        if (!signal?.aborted) advance(milliseconds);
      },
    },
    reset() {
      advanced = 0;
    },
  };
}

interface Entry {
  readonly at: number;
  readonly act: () => void;
}

/** What is to happen by itself, and when: of all things together, so that things happen in their order. */
export interface Agenda {
  /** @returns takes it off again */
  add(at: number, act: () => void): () => void;
  /** Lets everything happen that is due, and what that makes due. @returns whether there was anything */
  run(until: number): boolean;
  clear(): void;
}

export function createAgenda(): Agenda {
  // In order of time; what was added first comes first among things of the same time.
  const entries: Entry[] = [];
  return {
    add(at, act) {
      const entry = { at, act };
      entries.splice(findPlace(entries, at), 0, entry);
      return () => {
        const place = entries.indexOf(entry);
        if (place !== -1) entries.splice(place, 1);
      };
    },
    run(until) {
      const isDue = entries[0] !== undefined && entries[0].at <= until;
      for (let [next] = entries; next !== undefined && next.at <= until; [next] = entries) {
        entries.shift();
        next.act();
      }
      return isDue;
    },
    clear() {
      entries.length = 0;
    },
  };
}

/** The place after all entries that are not later. */
function findPlace(entries: readonly Entry[], at: number): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle] as Entry).at <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
