import { distance } from 'fastest-levenshtein';

const longestName = 100;

/** The known name most like an unknown one; undefined where none is alike: more than half of it would have to change. */
export function nearestName(unknown: string, known: Iterable<string>): string | undefined {
  if (unknown.length > longestName) return undefined;
  let nearest: string | undefined;
  let fewest = Math.floor(unknown.length / 2) + 1;
  for (const name of known) {
    const changes = distance(unknown.toLowerCase(), name.toLowerCase());
    if (changes < fewest) [nearest, fewest] = [name, changes];
  }
  return nearest;
}
