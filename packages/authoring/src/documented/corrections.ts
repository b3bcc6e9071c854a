import { formatPlace } from '@dli-openapi/openapi';
import ours from './corrections.json' with { type: 'json' };
import type { PublishedField } from './published.ts';
import type { Facts, Source } from './types.ts';

/** Corrects rows whose description the rules for prose read wrongly. */
export interface Correction {
  /** Default: every operation. */
  operations?: string[];
  /** Default: every source. */
  sources?: Source[];
  /** Such as `body.tags[].key`. A `*` stands for anything. */
  pointers: string[];
  /** Facts to omit. */
  drop?: (keyof Facts)[];
  set?: Facts;
  reason: string;
}

/** Corrects what was read, and remembers which corrections were used. */
export class Corrections {
  readonly #corrections: Correction[];
  readonly #used = new Set<string>();

  constructor(corrections = ours as Correction[]) {
    this.#corrections = corrections;
  }

  /** Finds which facts of a field to omit, and which to set. */
  find(operationId: string, source: Source, { location, pointer }: PublishedField): { drop: (keyof Facts)[]; set: Facts } {
    const place = formatPlace(location, pointer);
    const found: { drop: (keyof Facts)[]; set: Facts } = { drop: [], set: {} };
    this.#corrections.forEach(({ operations, sources, pointers, drop, set }, index) => {
      const pattern = pointers.find((candidate) => matchesPlace(candidate, place));
      if (pattern === undefined || sources?.includes(source) === false || operations?.includes(operationId) === false) return;
      this.#used.add(`${index} ${pattern}`);
      found.drop.push(...(drop ?? []));
      Object.assign(found.set, set);
    });
    return found;
  }

  /** Lists a message for each correction that matched no row. */
  listUnused(): string[] {
    return this.#corrections.flatMap(({ pointers }, index) =>
      pointers
        .filter((pointer) => !this.#used.has(`${index} ${pointer}`))
        .map((pointer) => `correction ${index + 1} in corrections.json matches no row ${pointer}: delete it`),
    );
  }
}

function matchesPlace(pattern: string, place: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.[\]]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(place);
}
