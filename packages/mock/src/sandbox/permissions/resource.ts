// What users and projects can have permissions on.
import { databases } from '../databases/database.ts';
import { createRefusal, user } from '../engine/handler.ts';
import type { AnyKind } from '../engine/kind.ts';
import type { Project } from '../engine/project.ts';
import { findThing } from '../engine/things.ts';
import type { World } from '../engine/world.ts';
import type { TableColumn } from '../tables/table.ts';
import { formatTableKey, tables } from '../tables/table.ts';

/** A resource, read from how requests name it. */
export interface Resource {
  /** As requests name it, with the case of letters that responses have. */
  readonly object: string;
  readonly type: NonNullable<AnyKind['permissions']>['type'];
  readonly name: string;
  /** What the sandbox has to hold for it to be there. */
  readonly reference: readonly [kind: AnyKind, id: string];
}

const data = /^databases\.([^.]+)(?:\.tables\.([^.]+)(?:\.columns\.([^.]+))?)?$/;

/** A database, table or column, of which case does not matter. */
function readData(given: string): Resource | undefined {
  const object = given.toLowerCase();
  const [, database, table, column] = data.exec(object) ?? [];
  if (database === undefined) return undefined;
  if (table === undefined) return { object, type: 'database', name: database, reference: [databases, database] };
  const reference = [tables, formatTableKey(database, table)] as const;
  return column === undefined ? { object, type: 'table', name: table, reference } : { object, type: 'column', name: column, reference };
}

/** @throws {Refusal} when nobody can have permissions on it */
export function readResource({ kinds }: World, given: string): Resource {
  const found = readData(given);
  if (found) return found;
  for (const kind of kinds) {
    const { permissions, ignoresCase = false } = kind;
    if (permissions === undefined || !given.startsWith(`${permissions.prefix}.`)) continue;
    const object = ignoresCase ? given.toLowerCase() : given;
    const name = object.slice(permissions.prefix.length + 1);
    return { object, type: permissions.type, name, reference: [kind, name] };
  }
  const [type] = given.replace(/^jobs\./, '').split('.');
  throw createRefusal('DLI.0001', `There are no permissions on a resource of the type ${type}, found ${given}.`);
}

/**
 * @returns who owns it
 * @throws {Refusal} when the project does not have it
 */
export function findOwner(project: Project, { type, name, reference }: Resource, now: number): string {
  const [kind, id] = reference;
  const thing = findThing(project, kind, id, 'DLI.0002');
  const { owner, user_name = user.name, columns }: View = kind.view(thing, now);
  if (type === 'column' && !columns?.some(({ column_name }) => column_name.toLowerCase() === name))
    throw createRefusal('DLI.0002', `The column ${name} of the table ${id} does not exist.`);
  return owner ?? user_name;
}

interface View {
  owner?: string;
  user_name?: string;
  columns?: readonly TableColumn[];
}
