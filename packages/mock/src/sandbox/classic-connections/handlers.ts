import { hasTags } from '../engine/filters.ts';
import type { OperationHandler } from '../engine/handler.ts';
import { createRefusal, envelope } from '../engine/handler.ts';
import { createThing, findThing } from '../engine/things.ts';
import { classicConnections } from './connection.ts';

export const createDatasourceConnection: OperationHandler<'createDatasourceConnection'> = (call) => {
  const { url, security_group_id: _, network_id: __, tags = [], ...given } = call.body;
  if (url.trim() === '') throw createRefusal('DLI.0001', 'url must not be empty.');
  const { fields } = createThing(call, classicConnections, { ...given, destination: url, tags: [...tags] });
  return { ...envelope, connection_id: fields.connection_id };
};

export const listDatasourceConnections: OperationHandler<'listDatasourceConnections'> = ({ query, project, now }) => {
  const all = project.get(classicConnections).list();
  const matching = all.filter(({ fields }) => hasTags(query.tags, fields.tags));
  const connections = matching.map((connection) => {
    const shown = classicConnections.view(connection, now);
    const queue_list = (shown.available_queue_info ?? []).flatMap(({ name }) => name ?? []);
    return { ...envelope, ...shown, queue_list };
  });
  return { ...envelope, connections, count: connections.length };
};

export const showDatasourceConnection: OperationHandler<'showDatasourceConnection'> = ({ path, project, now }) => {
  const deleted = project.get(classicConnections).get(path.connection_id);
  const connection = deleted?.isGone ? deleted : findThing(project, classicConnections, path.connection_id);
  return { ...envelope, ...classicConnections.view(connection, now) };
};

export const deleteDatasourceConnection: OperationHandler<'deleteDatasourceConnection'> = ({ path, project, now }) => {
  const { id, life } = findThing(project, classicConnections, path.connection_id);
  if (!life.trigger('delete', now)) throw createRefusal('DLI.0012', `The connection ${id} is ${life.state}. Try again when it is ACTIVE.`);
  return { is_success: true, message: 'Deleted' };
};
