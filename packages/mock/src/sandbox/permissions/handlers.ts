import { takePage } from '../engine/extensions.ts';
import type { OperationHandler } from '../engine/handler.ts';
import { envelope } from '../engine/handler.ts';
import { createThing, updateThing } from '../engine/things.ts';
import { formatKey, grants, refuseUnclearGrantee } from './grant.ts';
import { findOwner, readResource } from './resource.ts';

export const runAuthorizationAction: OperationHandler<'runAuthorizationAction'> = (call) => {
  const { body, project, world, now } = call;
  const { user_name, projectId, action } = body;
  refuseUnclearGrantee(body);
  const wanted = body.privileges.map(({ object, privileges }) => ({ resource: readResource(world, object), privileges }));
  for (const { resource } of wanted) findOwner(project, resource, now);
  for (const { resource, privileges } of wanted) {
    const grant = project.get(grants).get(formatKey(resource.object, body));
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
  return envelope;
};

type Combine = (present: readonly string[], given: readonly string[]) => readonly string[];

const combine: Record<'grant' | 'revoke' | 'update', Combine> = {
  grant: (present, given) => [...new Set([...present, ...given])],
  revoke: (present, given) => present.filter((privilege) => !given.includes(privilege)),
  update: (_, given) => given,
};

export const listAuthorizationPrivileges: OperationHandler<'listAuthorizationPrivileges'> = (call) => {
  const { operation, query, project, world, now } = call;
  const { object, type, name, ...resource } = readResource(world, query.object);
  const owner = findOwner(project, { object, type, name, ...resource }, now);
  const others = project
    .get(grants)
    .list()
    .flatMap(({ fields: { object: granted, user_name, privileges } }) =>
      granted === object && user_name !== undefined && user_name !== owner
        ? [{ is_admin: false, user_name, privileges: [...privileges] }]
        : [],
    );
  const all = [{ is_admin: true, user_name: owner, privileges: ['ALL'] }, ...others];
  const { items, total } = takePage(operation, query, all);
  // Clients were seen to find no `object` in what is listed of a database.
  const privileges = type === 'database' ? items : items.map((each) => ({ object, ...each }));
  return { ...envelope, object_name: name, object_type: type, privileges, count: total };
};
