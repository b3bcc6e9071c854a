// Things that calls name and a project does not have.
import type { Kept, Kind } from './kind.ts';
import type { Project } from './project.ts';

/**
 * Whether a thing is missing that something names. Until a project has things of the kind, any ID will do, so that what names them can be
 * tested without them.
 */
export function isKnownMissing<Thing extends Kept>(project: Project, kind: Kind<string, Thing, never, object>, id: Thing['id']): boolean {
  const all = project.get(kind);
  const thing = all.get(id);
  return all.isUsed && (thing === undefined || thing.isGone === true);
}

/**
 * Creates the choice of how jobs that name something missing are treated. By default any name will do until a project has things of the
 * kind, as with {@link isKnownMissing}.
 * @param plural what the things are called
 */
export function createUnknownChoice<const Plural extends string>(plural: Plural) {
  return [`refused-once-${plural}-exist`, 'refused', 'accepted'] as const;
}

/** @param isKnown whether the project has such things */
export function refusesMissing(choice: ReturnType<typeof createUnknownChoice<string>>[number], isKnown: boolean): boolean {
  return choice === 'refused' || (choice !== 'accepted' && isKnown);
}
