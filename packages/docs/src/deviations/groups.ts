// How the list of deviations falls into parts.
import type { Deviation } from '@dli-openapi/authoring/deviations';
import type { ShownDeviation } from '@dli-openapi/authoring/shown-deviations';

export interface Section {
  title: string;
  /** The id of its element. No entry can have the same: their ids have no slash. */
  anchor: string;
  entries: ShownDeviation[];
}

/** The sections of the list, in its order. */
export function sectionsOf(deviations: ShownDeviation[]): Section[] {
  return [...groupedBy(deviations, ({ topic }) => topic)].map(([topic, entries]) => ({
    title: entries[0]?.section ?? topic,
    entries,
    anchor: `topic/${topic}`,
  }));
}

/** Whether an entry concerns all operations, or what they have in common. */
export function isGeneral({ operations }: Deviation): boolean {
  return operations === 'all' || operations.includes('common');
}

/** The items by what they have in common, in the order in which that comes up. */
function groupedBy<Item>(items: Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
