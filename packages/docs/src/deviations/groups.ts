// How the deviations fall into parts.
import type { ShownDeviation } from '@dli-openapi/authoring/deviation';
import type { Family } from '../families.ts';

export interface Section {
  title: string;
  /** The id of its element. No entry can have the same: their ids have no slash. */
  anchor: string;
  entries: ShownDeviation[];
}

/** What concerns several families, and then a section for each family, in the document's order. */
export function listSections(deviations: ShownDeviation[], families: Family[], common: string): Section[] {
  const sections = [{ id: 'common', name: common }, ...families].map(({ id, name }) => ({
    title: name,
    anchor: `family/${id}`,
    entries: deviations.filter(({ family }) => family === id),
  }));
  return sections.filter(({ entries }) => entries.length > 0);
}

/** The operations that an entry concerns; `all` where one of its differences concerns all, or what they have in common. */
export function listOperationIds({ differences }: ShownDeviation): 'all' | string[] {
  const named = differences.flatMap(({ operations }) => operations);
  return named.includes('all') || named.includes('common') ? 'all' : [...new Set(named)];
}
