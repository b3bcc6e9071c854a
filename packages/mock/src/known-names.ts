import { MockError } from './errors.ts';
import { nearestName } from './validation/nearest.ts';

/**
 * Refuses what is given under a name that nothing looks at: it would be passed over in silence.
 * @param what whose names they are, such as `The option`
 * @throws {MockError} that tells the nearest name that is known
 */
export function refuseUnknownNames(what: string, given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const nearest = nearestName(unknown, known);
  throw new MockError(
    `${what} ${unknown} is unknown${nearest ? ` (did you mean ${nearest}?)` : ''}. There are ${known.join(', ') || 'none'}.`,
  );
}
