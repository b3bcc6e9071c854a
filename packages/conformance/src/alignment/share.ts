import type { Comparison } from './comparison.ts';
import { same } from './comparison.ts';

/** What each page has to say for itself. */
const unshared: ReadonlySet<string> = new Set(['required', 'onlyWhen', 'openness', 'status', 'header', 'body', 'sample']);

/** What is said of places, by rule and place. */
export type Statements = ReadonlyMap<string, Comparison[]>;

/**
 * Where a page says nothing of a fact that the document states in one place for several operations, another
 * page that does say it of that place speaks for it. A row that is on no page may be spoken for by any witness.
 * @param elsewhere what is said by operations that the comparisons leave out
 */
export function share(comparisons: Comparison[], elsewhere: Statements = new Map()): Comparison[] {
  const stated = statements(comparisons.filter(isSilent), comparisons);
  return comparisons.map((comparison) => {
    if (!isSilent(comparison)) return comparison;
    const key = keyOf(comparison);
    const others = (elsewhere.get(key) ?? []).filter(({ operationId }) => operationId !== comparison.operationId);
    const speaker = [...(stated.get(key) ?? []), ...others].find(
      ({ page, source }) => same(page, comparison.document) && (source === undefined || !comparison.onPage),
    );
    return speaker ? { ...comparison, page: speaker.page, source: speaker.operationId } : comparison;
  });
}

/** That a field exists has to stand on the page itself; what is in the JSON of a string need not. */
function shareable({ rule, pointer }: Comparison): boolean {
  return rule === 'presence' ? pointer.includes('{}') : !unshared.has(rule);
}

function isSilent(comparison: Comparison): boolean {
  return comparison.page === undefined && comparison.document !== undefined && shareable(comparison);
}

const keyOf = ({ rule, at }: Comparison): string => `${rule} ${at}`;

/** What some comparisons say of the places of others. */
export function statements(places: Comparison[], comparisons: Comparison[]): Statements {
  const stated = new Map<string, Comparison[]>(places.map((comparison) => [keyOf(comparison), []]));
  if (stated.size === 0) return stated;
  for (const comparison of comparisons) {
    if (comparison.page !== undefined && comparison.document !== undefined) stated.get(keyOf(comparison))?.push(comparison);
  }
  return stated;
}
