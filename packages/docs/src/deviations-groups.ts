// How the list of deviations falls into parts.
import type { Deviation } from '@dli-openapi/scripts/deviations';

export interface Section {
  title: string;
  /** The id of its element. No entry can have the same: their ids have no slash. */
  anchor: string;
  entries: Deviation[];
}

/** The sections of the list, in its order. */
export function sectionsOf(deviations: Deviation[]): Section[] {
  return [...groupedBy(deviations, ({ section }) => section ?? 'More')].map(([title, entries]) => ({
    title,
    entries,
    anchor: `topic/${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
  }));
}

/** Whether an entry concerns all operations, or what they have in common. */
export function isGeneral({ operations }: Deviation): boolean {
  return operations === 'all' || operations.includes('common');
}

/** What an entry is called: its id, in words. */
export function headingOf(id: string): string {
  const words = id.replaceAll('-', ' ').replace(/\b(api|cpu|cu|http|id|jar|json|obs|sdk|smn|sql|udf|url)\b/g, (word) => word.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The items by what they have in common, in the order in which that comes up. */
export function groupedBy<Item>(items: Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
