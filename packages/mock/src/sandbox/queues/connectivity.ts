import { readChoice } from '../engine/family.ts';
import type { OperationHandler } from '../engine/handler.ts';
import { createRefusal } from '../engine/handler.ts';
import { findThing, updateThing } from '../engine/things.ts';
import { queueChoices, queues } from './queue.ts';

export const createConnectivityTask: OperationHandler<'createConnectivityTask'> = ({ path, body, project, world }) => {
  const queue = findThing(project, queues, path.queue_name);
  const [, host, port] = /^([^\s/]+):(\d{1,5})$/.exec(body.address) ?? [];
  if (host === undefined)
    throw createRefusal('DLI.0001', `address must be an IP address or domain name with a port, found ${body.address}.`);
  const { connectivityTasks } = queue.fields;
  const task_id = world.createId((id) => connectivityTasks.includes(Number(id)));
  updateThing(project, queues, queue, { connectivityTasks: [...connectivityTasks, task_id] });
  return { is_success: true, message: `The test of ${host} with port ${port} has started.`, task_id };
};

export const showConnectivityTask: OperationHandler<'showConnectivityTask'> = ({ path, project, world }) => {
  const { connectivityTasks } = findThing(project, queues, path.queue_name).fields;
  if (!connectivityTasks.includes(Number(path.task_id)))
    throw createRefusal('DLI.0002', `The connectivity test ${path.task_id} does not exist.`);
  return { is_success: true, message: '', connectivity: readChoice(world, queueChoices, 'connectivity') };
};
