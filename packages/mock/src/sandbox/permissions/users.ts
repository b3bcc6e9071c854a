// What users may do with a resource, which several operations change and list.
import type { SandboxCall } from '../engine/handler.ts';
import { createThing, updateThing } from '../engine/things.ts';
import type { OperationId, Schemas } from '../engine/types.ts';
import type { Grantee } from './grant.ts';
import { formatKey, grants, refuseUnclearGrantee } from './grant.ts';
import type { Resource } from './resource.ts';
import { findOwner, readResource } from './resource.ts';

type Call = Pick<SandboxCall<OperationId>, 'project' | 'world' | 'operation' | 'now'>;

type Action = Schemas['AuthorizationAction'];

interface Change extends Grantee {
  action: Action;
  privileges: readonly { object: string; privileges: readonly string[] }[];
}

/**
 * Grants, revokes or replaces what someone may do with resources.
 * @throws {Refusal} when the project does not have one of them; then nothing is changed
 */
export function changeGrants(call: Call, { action, privileges: given, user_name, projectId }: Change): void {
  const { project, world, now } = call;
  refuseUnclearGrantee({ user_name, projectId });
  const wanted = given.map(({ object, privileges }) => ({ resource: readResource(world, object), privileges }));
  for (const { resource } of wanted) findOwner(project, resource, now);
  for (const { resource, privileges } of wanted) {
    const grant = project.get(grants).get(formatKey(resource.object, { user_name, projectId }));
    const changed = combine[action](grant?.fields.privileges ?? [], [...new Set(privileges)]);
    if (changed.length === 0) project.get(grants).remove(grant?.id ?? '');
    else if (grant) updateThing(project, grants, grant, { privileges: changed });
    else
      createThing(call, grants, {
        object: resource.object,
        privileges: changed,
        ...(user_name && { user_name }),
        ...(projectId && { projectId }),
      });
  }
}

type Combine = (present: readonly string[], given: readonly string[]) => readonly string[];

const combine: Record<Action, Combine> = {
  grant: (present, given) => [...new Set([...present, ...given])],
  revoke: (present, given) => present.filter((privilege) => !given.includes(privilege)),
  update: (_, given) => given,
};

/** What a user may do with a resource, or with a part of it. */
export type User = Required<Schemas['AuthorizationPrivilege']>;

/**
 * Lists what users may do with a resource and its parts, the owner first.
 * @param isPart whether a grant is of a part. Default: none is
 * @throws {Refusal} when the project does not have the resource
 */
export function listUsers({ project, now }: Call, resource: Resource, isPart: (object: string) => boolean = () => false): User[] {
  const { object } = resource;
  const owner = findOwner(project, resource, now);
  const others = project
    .get(grants)
    .list()
    .flatMap(({ fields: { object: granted, user_name, privileges } }) =>
      (granted === object || isPart(granted)) && user_name !== undefined && user_name !== owner
        ? [{ is_admin: false, object: granted, user_name, privileges: [...privileges] }]
        : [],
    );
  return [{ is_admin: true, object, user_name: owner, privileges: ['ALL'] }, ...others];
}
