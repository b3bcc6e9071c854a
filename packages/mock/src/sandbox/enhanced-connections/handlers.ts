import { takeSharedPage } from '../engine/extensions.ts';
import { readChoice } from '../engine/family.ts';
import { equals, hasTags, sortBy } from '../engine/filters.ts';
import type { OperationHandler, SandboxCall } from '../engine/handler.ts';
import { createRefusal, envelope } from '../engine/handler.ts';
import type { Project } from '../engine/project.ts';
import { createThing, findThing, refuseTakenName, updateThing } from '../engine/things.ts';
import { listProjectGrants } from '../permissions/grant.ts';
import { bind, findTargets, refuseWhileBinding } from './bind.ts';
import type { Connection } from './connection.ts';
import { connectionChoices, enhancedConnections, refuseInvalidRoutes, refuseTooManyHosts } from './connection.ts';

export const createEnhancedConnection: OperationHandler<'createEnhancedConnection'> = (call) => {
  const { project, body } = call;
  const { queues: _, elastic_resource_pools: __, tags = [], hosts = [], routetable_id: ___, ...given } = body;
  refuseTakenName(project, enhancedConnections, given.name);
  const targets = findTargets(project, body);
  const { fields } = createThing(call, enhancedConnections, { ...given, tags: [...tags], hosts: [...hosts] });
  bind(call, fields.id, targets);
  return { ...envelope, connection_id: fields.id };
};

export const listEnhancedConnections: OperationHandler<'listEnhancedConnections'> = (call) => {
  const { query, project, now } = call;
  const limit = query.limit === 0 ? Number.MAX_SAFE_INTEGER : query.limit;
  const { items, total } = takeSharedPage({ ...call, query: { ...query, ...(limit !== undefined && { limit }) } }, () => {
    const connections = project.get(enhancedConnections).list();
    const matching = connections.filter(
      ({ fields, life }) =>
        equals(query.status?.toUpperCase(), life.state) && equals(query.name, fields.name) && hasTags(query.tags, fields.tags),
    );
    return sortBy(matching, ({ fields }) => fields.create_time, 'asc');
  });
  const connections = items.map((connection) => ({
    ...enhancedConnections.view(connection, now),
    isPrivis: listProjectGrants(project, enhancedConnections, connection.id).length === 0,
  }));
  return { ...envelope, count: total, connections };
};

export const showEnhancedConnection: OperationHandler<'showEnhancedConnection'> = ({ path, project, now }) => {
  const deleted = project.get(enhancedConnections).get(path.connection_id);
  const connection = deleted?.isGone ? deleted : findConnection(project, path);
  return { ...envelope, ...enhancedConnections.view(connection, now) };
};

export const updateEnhancedConnection: OperationHandler<'updateEnhancedConnection'> = ({ path, body, project }) => {
  const connection = findConnection(project, path);
  refuseTooManyHosts(body.hosts);
  updateThing(project, enhancedConnections, connection, { hosts: [...body.hosts] });
  return envelope;
};

export const deleteEnhancedConnection: OperationHandler<'deleteEnhancedConnection'> = ({ path, project, world, now }) => {
  const { id, life } = findConnection(project, path);
  refuseWhileBinding(project, path.connection_id);
  if (readChoice(world, connectionChoices, 'deletedConnection') === 'missing') project.get(enhancedConnections).remove(id);
  else {
    life.trigger('delete', now);
    project.get(enhancedConnections).removeParts(id);
    project.get(enhancedConnections).forgetNames();
  }
  return { is_success: true, message: 'Deleted' };
};

export const createRouteToEnhancedConnection = (
  call: SandboxCall<'createRouteToEnhancedConnection' | 'createEnhancedConnectionRoutes'>,
) => {
  const { path, body, project, now } = call;
  const connection = findConnection(project, path);
  const routes = [...connection.fields.routes, { ...body, create_time: now }];
  refuseInvalidRoutes(routes);
  updateThing(project, enhancedConnections, connection, { routes });
  return envelope;
};

export const deleteRouteFromEnhancedConnection = (
  call: SandboxCall<'deleteRouteFromEnhancedConnection' | 'deleteEnhancedConnectionRoutes'>,
) => {
  const { path, project } = call;
  const connection = findConnection(project, path);
  const { routes } = connection.fields;
  const left = routes.filter(({ name }) => name !== path.name);
  if (left.length === routes.length) throw createRefusal('DLI.0002', `The route ${path.name} does not exist.`);
  updateThing(project, enhancedConnections, connection, { routes: left });
  return envelope;
};

export const createEnhancedConnectionRoutes = createRouteToEnhancedConnection;
export const deleteEnhancedConnectionRoutes = deleteRouteFromEnhancedConnection;

export const showEnhancedConnectionPrivilege: OperationHandler<'showEnhancedConnectionPrivilege'> = ({ path, project }) => {
  // Unlike elsewhere, the code is that of an invalid parameter.
  const { fields } = findThing(project, enhancedConnections, path.connection_id, 'DLI.0001');
  const privileges = listProjectGrants(project, enhancedConnections, fields.id).map(
    ({ fields: { object, projectId = '', privileges } }) => ({
      object,
      // The API and clients call it differently.
      applicant_project_id: projectId,
      project_id: projectId,
      privileges: [...privileges],
    }),
  );
  return { ...envelope, connection_id: fields.id, privileges };
};

function findConnection(project: Project, { connection_id }: { connection_id: string }): Connection {
  return findThing(project, enhancedConnections, connection_id);
}
