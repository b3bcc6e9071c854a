import type { Comparison } from './comparison.ts';
import { same } from './comparison.ts';

/** What each page has to say for itself. */
const unshared: ReadonlySet<string> = new Set(['required', 'onlyWhen', 'openness', 'status', 'header', 'body']);

/**
 * Where a page says nothing of a fact that the document states in one place for several operations, another
 * page that does say it of that place speaks for it. A row that is on no page may be spoken for by any witness.
 */
export function share(comparisons: Comparison[]): Comparison[] {
  const stated = statements(comparisons);
  return comparisons.map((comparison) => {
    if (!isSilent(comparison)) return comparison;
    const others = stated.get(keyOf(comparison)) ?? [];
    const speaker = others.find(({ page, source }) => same(page, comparison.document) && (source === undefined || !comparison.onPage));
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

/** What is said of the places of which some page says nothing. */
function statements(comparisons: Comparison[]): Map<string, Comparison[]> {
  const stated = new Map<string, Comparison[]>(comparisons.filter(isSilent).map((comparison) => [keyOf(comparison), []]));
  for (const comparison of comparisons) {
    if (comparison.page !== undefined && comparison.document !== undefined) stated.get(keyOf(comparison))?.push(comparison);
  }
  return stated;
}
