import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PublishedField } from './published.ts';
import type { Facts, Source } from './types.ts';

/** Where the rule that cut a fact out of prose read it wrongly, and what the page says. */
interface Correction {
  /** Left out: every operation. */
  operations?: string[];
  sources: Source[];
  /** Such as `body.tags[].key`. A `*` stands for anything. */
  pointers: string[];
  /** Facts of the folder to leave out. */
  drop?: (keyof PublishedField)[];
  set?: Facts;
  reason: string;
}

/** Sets cuttings right, and remembers which corrections were of use. */
export class Corrections {
  readonly #corrections: Correction[];
  readonly #used = new Set<string>();

  constructor(file = join(import.meta.dirname, 'corrections.json')) {
    this.#corrections = JSON.parse(readFileSync(file, 'utf8')) as Correction[];
  }

  /** The field without what was cut wrongly, and the facts to put over it. */
  of(operationId: string, source: Source, field: PublishedField): { field: PublishedField; set: Facts } {
    const place = `${field.location}.${field.pointer}`;
    const corrected = { field: { ...field }, set: {} };
    this.#corrections.forEach(({ operations, sources, pointers, drop, set }, index) => {
      const pointer = pointers.find((pattern) => matches(pattern, place));
      if (pointer === undefined || !sources.includes(source) || operations?.includes(operationId) === false) return;
      this.#used.add(useOf(index, pointer, source));
      for (const name of drop ?? []) delete corrected.field[name];
      Object.assign(corrected.set, set);
    });
    return corrected;
  }

  /** Corrections that met no row, in words. */
  unused(): string[] {
    return this.#corrections.flatMap(({ sources, pointers }, index) =>
      pointers.flatMap((pointer) =>
        sources
          .filter((source) => !this.#used.has(useOf(index, pointer, source)))
          .map((source) => `correction ${index + 1} in corrections.json meets no row ${pointer} of ${source}: delete it`),
      ),
    );
  }
}

const useOf = (index: number, pointer: string, source: Source): string => `${index} ${pointer} ${source}`;

function matches(pattern: string, place: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.[\]]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(place);
}
