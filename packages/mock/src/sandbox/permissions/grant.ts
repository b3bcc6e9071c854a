import type { Entry } from '../engine/entry.ts';
import { defineKind } from '../engine/entry.ts';
import { createRefusal } from '../engine/handler.ts';
import type { AnyKind, Kept } from '../engine/kind.ts';
import type { Project } from '../engine/project.ts';
import { readResource } from './resource.ts';

/** What one user, or one other project, may do with a resource. */
export interface GrantFields {
  /** The resource and who has the permissions. */
  key: string;
  object: string;
  user_name?: string;
  projectId?: string;
  privileges: readonly string[];
}

export type Grant = Entry<GrantFields>;

export const grants = defineKind<GrantFields>()({
  name: 'grants',
  noun: 'grant',
  schema: 'AuthorizationPrivilege',
  id: 'key',
  isPart: true,
  ownFields: { projectId: 'text' },
  complete({ object: given = '', privileges = [], user_name, projectId }, { world }) {
    const { object } = readResource(world, given);
    return {
      key: formatKey(object, { user_name, projectId }),
      object,
      privileges,
      ...(user_name && { user_name }),
      ...(projectId && { projectId }),
    };
  },
  check: refuseUnclearGrantee,
  listReferences: ({ object }, world) => [readResource(world, object).reference],
  show: ({ fields: { key: _, privileges, ...shown } }) => ({ ...shown, privileges: [...privileges] }),
});

/** Who has permissions. */
export interface Grantee {
  user_name?: string | undefined;
  projectId?: string | undefined;
}

/** By what a project keeps what someone may do with a resource. */
export function formatKey(object: string, { user_name, projectId }: Grantee): string {
  return `${object} ${user_name ? `user ${user_name}` : `project ${projectId}`}`;
}

/** @throws {Refusal} unless either a user or a project is named */
export function refuseUnclearGrantee({ user_name, projectId }: Grantee): void {
  if (!user_name === !projectId) throw createRefusal('DLI.0001', 'Exactly one of user_name and projectId has to be set.');
}

/** What other projects may do with a thing. */
export function listProjectGrants(project: Project, { permissions }: Pick<AnyKind, 'permissions'>, id: Kept['id']): Grant[] {
  const all = project.get(grants).list();
  return all.filter(({ fields }) => fields.object === `${permissions?.prefix}.${id}` && fields.projectId !== undefined);
}
