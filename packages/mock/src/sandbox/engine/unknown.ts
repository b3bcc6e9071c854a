// What calls may name that a project does not have.
import type { Kept } from './kind.ts';
import type { Collection } from './project.ts';

/**
 * Creates the choice of what becomes of jobs that name something unknown. By default any name will do until a project has something
 * of the kind, so that jobs can be tested without it.
 * @param plural what the things are called
 */
export function createUnknownChoice<const Plural extends string>(plural: Plural) {
  return [`refused-once-${plural}-exist`, 'refused', 'accepted'] as const;
}

/** Whether a project may lack what a call names. @param all what could have the name */
export function mayLack(choice: ReturnType<typeof createUnknownChoice<string>>[number], ...all: readonly Collection<Kept>[]): boolean {
  return choice === 'accepted' || (choice !== 'refused' && !all.some(({ isUsed }) => isUsed));
}
