// How much a project may have, whatever its kind.
import { createRefusal } from './handler.ts';
import type { AnyKind, Kept } from './kind.ts';
import type { Project } from './project.ts';
import type { Schemas } from './types.ts';

export interface Quota<Thing> {
  /** As `showQuota` names it. Default: it does not show it. */
  readonly type?: NonNullable<Schemas['QuotaInfo']['type']>;
  readonly most: number;
  /** What messages call what is counted. Default: the things. */
  readonly noun?: string;
  /** How much of it one thing takes. Default 1. */
  measure?(thing: Thing): number;
}

type KindWithQuotas<Thing extends Kept> = Pick<AnyKind<Thing>, 'name' | 'noun' | 'quotas' | 'view'>;

/** How much of a quota is used. */
export function countUsed<Thing extends Kept>(project: Project, kind: KindWithQuotas<Thing>, quota: Quota<Thing>): number {
  return sum(project.get(kind).listOwn(), quota);
}

/**
 * @param things what is to be added
 * @param replaced what it was so far
 * @throws {Refusal} when the project may not have it too
 */
export function refuseBeyondQuotas<Thing extends Kept>(
  project: Project,
  kind: KindWithQuotas<Thing>,
  things: readonly Thing[],
  replaced: readonly Thing[] = [],
): void {
  for (const quota of kind.quotas ?? []) {
    const others = project
      .get(kind)
      .listOwn()
      .filter((other) => !replaced.includes(other));
    const { most, noun = `${kind.noun}s` } = quota;
    if (sum([...others, ...things], quota) > most)
      throw createRefusal('DLI.1028', `The project may have ${most.toLocaleString('en')} ${noun}.`);
  }
}

function sum<Thing extends Kept>(things: readonly Thing[], { measure }: Quota<Thing>): number {
  return measure ? things.reduce((total, thing) => total + measure(thing), 0) : things.length;
}
