// The packages that jobs name.
import type { Refusal } from '../engine/handler.ts';
import { createRefusal } from '../engine/handler.ts';
import { isKnownMissing } from '../engine/missing.ts';
import type { Project } from '../engine/project.ts';
import { packageGroups, packages } from './package.ts';

/**
 * @param names of packages, `group/name` or only the name, which means any package of this name. OBS paths are not looked for
 * @param createMissing gives the refusal for one that does not exist
 * @throws {Refusal} when a job cannot use one of them
 */
export function refuseUnusablePackages(
  project: Project,
  names: readonly (string | undefined)[],
  createMissing = (name: string): Refusal => createRefusal('DLI.0002', `The package ${name} does not exist.`),
): void {
  const all = project.get(packages);
  for (const name of names) {
    if (!name || name.includes('://')) continue;
    const found = all.get(name) ?? all.findByName(name);
    if (found === undefined && isKnownMissing(project, packages, name)) throw createMissing(name);
    if (found && found.life.state !== 'READY') throw createRefusal('DLI.0012', `The package ${name} is ${found.life.state}.`);
  }
}

/** @throws {Refusal} when a project has no such group of packages */
export function refuseMissingGroups(project: Project, names: readonly (string | undefined)[]): void {
  const missing = names.find((name) => name && isKnownMissing(project, packageGroups, name));
  if (missing) throw createRefusal('DLI.0002', `The package group ${missing} does not exist.`);
}
