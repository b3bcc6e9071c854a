// What users and projects can have permissions on.
import { createRefusal, user } from '../engine/handler.ts';
import type { AnyKind } from '../engine/kind.ts';
import type { Project } from '../engine/project.ts';
import { findThing } from '../engine/things.ts';
import type { World } from '../engine/world.ts';

/** A resource, read from how requests name it. */
export interface Resource {
  /** As requests name it, with the case of letters that responses have. */
  readonly object: string;
  readonly type: NonNullable<AnyKind['permissions']>['type'];
  readonly name: string;
  /** Undefined where the sandbox holds no such things. */
  readonly kind?: AnyKind;
}

const part = '[^.]+';
const database = `databases\\.${part}`;

/** The sandbox holds none of these: whatever a call names is there. Case matters in none but the first three. */
const unheld = [
  ['column', new RegExp(`^${database}\\.tables\\.${part}\\.columns\\.(${part})$`, 'i')],
  ['table', new RegExp(`^${database}\\.tables\\.(${part})$`, 'i')],
  ['database', new RegExp(`^databases\\.(${part})$`, 'i')],
] as const;

/** @throws {Refusal} when nobody can have permissions on it */
export function readResource({ kinds }: World, given: string): Resource {
  for (const kind of kinds) {
    const { permissions, ignoresCase = false } = kind;
    if (permissions === undefined || !given.startsWith(`${permissions.prefix}.`)) continue;
    const object = ignoresCase ? given.toLowerCase() : given;
    return { object, kind, type: permissions.type, name: object.slice(permissions.prefix.length + 1) };
  }
  for (const [type, pattern] of unheld) {
    const object = pattern.ignoreCase ? given.toLowerCase() : given;
    const name = pattern.exec(object)?.[1];
    if (name !== undefined) return { object, type, name };
  }
  const [type] = given.replace(/^jobs\./, '').split('.');
  throw createRefusal('DLI.0001', `There are no permissions on a resource of the type ${type}, found ${given}.`);
}

/**
 * @returns who owns it
 * @throws {Refusal} when the project does not have it
 */
export function findOwner(project: Project, { kind, name }: Resource, now: number): string {
  if (kind === undefined) return user.name;
  const thing = findThing(project, kind, name, 'DLI.0002');
  const { owner, user_name = user.name }: { owner?: string; user_name?: string } = kind.view(thing, now);
  return owner ?? user_name;
}
