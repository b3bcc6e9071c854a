interface Entry {
  readonly at: number;
  readonly act: () => void;
}

/** What is to happen by itself, and when: of all jobs together, so that things happen in their order. */
export interface Agenda {
  /** @returns takes it off again */
  add(at: number, act: () => void): () => void;
  /** Lets everything happen that is due, and what that makes due. */
  run(until: number): void;
  clear(): void;
}

export function createAgenda(): Agenda {
  // In order of time; what was added first comes first among things of the same time.
  const entries: Entry[] = [];
  return {
    add(at, act) {
      const entry = { at, act };
      entries.splice(placeFor(entries, at), 0, entry);
      return () => {
        const place = entries.indexOf(entry);
        if (place !== -1) entries.splice(place, 1);
      };
    },
    run(until) {
      for (let [next] = entries; next !== undefined && next.at <= until; [next] = entries) {
        entries.shift();
        next.act();
      }
    },
    clear() {
      entries.length = 0;
    },
  };
}

/** The place after all entries that are not later. */
function placeFor(entries: readonly Entry[], at: number): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle] as Entry).at <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
