import { databases } from '../databases/database.ts';
import { takePage } from '../engine/extensions.ts';
import type { OperationHandler, SandboxCall } from '../engine/handler.ts';
import { envelope } from '../engine/handler.ts';
import { findThing } from '../engine/things.ts';
import { findTable } from '../tables/table.ts';
import { readResource } from './resource.ts';
import type { User } from './users.ts';
import { changeGrants, listUsers } from './users.ts';

export const runAuthorizationAction: OperationHandler<'runAuthorizationAction'> = (call) => {
  changeGrants(call, call.body);
  return envelope;
};

export const runDataAuthorizationAction: OperationHandler<'runDataAuthorizationAction'> = (call) => {
  changeGrants(call, call.body);
  return envelope;
};

export const registerAuthorizedQueue: OperationHandler<'registerAuthorizedQueue'> = (call) => {
  const { queue_name, privileges, ...change } = call.body;
  changeGrants(call, { ...change, privileges: [{ object: `queues.${queue_name}`, privileges }] });
  return envelope;
};

export const listAuthorizationPrivileges: OperationHandler<'listAuthorizationPrivileges'> = (call) => {
  const { operation, query, world } = call;
  const resource = readResource(world, query.object);
  const { items, total } = takePage(operation, query, listUsers(call, resource));
  // Clients were seen to find no `object` in what is listed of a database.
  const privileges = resource.type === 'database' ? items.map(omitObject) : items;
  return { ...envelope, object_name: resource.name, object_type: resource.type, privileges, count: total };
};

export const listQueueUsers: OperationHandler<'listQueueUsers'> = (call) => {
  const { operation, path, query, world } = call;
  const resource = readResource(world, `queues.${path.queue_name}`);
  const { items, total } = takePage(operation, query, listUsers(call, resource));
  return { ...envelope, queue_name: resource.name, privileges: items.map(omitObject), count: total };
};

export const listDatabaseUsers: OperationHandler<'listDatabaseUsers'> = (call) => {
  const { name } = findThing(call.project, databases, call.path.database_name);
  const users = listUsers(call, readResource(call.world, `databases.${name}`));
  return { ...envelope, database_name: name, privileges: users.map(omitObject) };
};

export const listTableUsers: OperationHandler<'listTableUsers'> = (call) => ({ ...envelope, privileges: listTable(call) });

export const listTablePrivileges: OperationHandler<'listTablePrivileges'> = (call) => {
  const { user_name } = call.path;
  const own = listTable(call).filter((user) => user.user_name === user_name);
  return { ...envelope, user_name, privileges: own.map(({ object, privileges }) => ({ object, privileges })) };
};

/** Lists what users may do with a table and its columns. */
function listTable(call: SandboxCall<'listTableUsers'> | SandboxCall<'listTablePrivileges'>): User[] {
  const { fields } = findTable(call.project, call.path.database_name, call.path.table_name);
  const resource = readResource(call.world, `databases.${fields.database_name}.tables.${fields.table_name}`);
  return listUsers(call, resource, (object) => object.startsWith(`${resource.object}.columns.`));
}

function omitObject({ object: _, ...user }: User): Omit<User, 'object'> {
  return user;
}
