// Calls that name something that a project does not have.

/**
 * Creates the choice of how jobs that name something missing are treated. By default any name will do until a project has things of the
 * kind, as with `isKnownMissing`.
 * @param plural what the things are called
 */
export function createUnknownChoice<const Plural extends string>(plural: Plural) {
  return [`refused-once-${plural}-exist`, 'refused', 'accepted'] as const;
}

/** @param isKnown whether the project has such things */
export function refusesMissing(choice: ReturnType<typeof createUnknownChoice<string>>[number], isKnown: boolean): boolean {
  return choice === 'refused' || (choice !== 'accepted' && isKnown);
}
