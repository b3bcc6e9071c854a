// The queues and pools of connections.
import { elasticResourcePools } from '../elastic-resource-pools/pool.ts';
import type { OperationHandler, SandboxCall } from '../engine/handler.ts';
import { createRefusal, envelope } from '../engine/handler.ts';
import type { Project } from '../engine/project.ts';
import { createThing, findThing } from '../engine/things.ts';
import type { OperationId } from '../engine/types.ts';
import { defaultQueue, queues } from '../queues/queue.ts';
import type { BindingKind } from './binding.ts';
import { formatKey, poolBindings, queueBindings } from './binding.ts';
import { enhancedConnections } from './connection.ts';

export interface Target {
  kind: BindingKind;
  name: string;
}

interface Names {
  queues?: readonly string[];
  elastic_resource_pools?: readonly string[];
}

/** @throws {Refusal} when a queue or pool does not exist, or cannot be bound */
export function findTargets(project: Project, { queues: queueNames = [], elastic_resource_pools: poolNames = [] }: Names): Target[] {
  const found = [
    ...queueNames.map((name) => ({ kind: queueBindings, name: findThing(project, queues, name).name })),
    ...poolNames.map((name) => ({ kind: poolBindings, name: findThing(project, elasticResourcePools, name).name })),
  ];
  if (found.some(({ kind, name }) => kind === queueBindings && name === defaultQueue))
    throw createRefusal('DLI.0007', `The queue ${defaultQueue} cannot be bound to a connection.`);
  return found;
}

/** Binds what is not bound yet, and what could not be bound before. */
export function bind(
  call: Pick<SandboxCall<OperationId>, 'world' | 'project' | 'operation'>,
  connection_id: string,
  targets: readonly Target[],
): void {
  const { project } = call;
  for (const { kind, name } of targets) {
    const present = project.get(kind).get(formatKey(connection_id, name));
    if (present?.life.state === 'FAILED') project.get(kind).remove(present.id);
    else if (present !== undefined) continue;
    createThing(call, kind, { connection_id, name });
  }
}

/** @throws {Refusal} while a queue or pool is being bound to a connection */
export function refuseWhileBinding(project: Project, connection: string): void {
  for (const kind of [queueBindings, poolBindings]) {
    const binding = project
      .get(kind)
      .list()
      .find(({ fields, life }) => fields.connection_id === connection && life.state === 'CREATING');
    if (binding) throw createRefusal('DLI.0007', `The ${kind.noun} ${binding.name} is CREATING.`);
  }
}

export const associateQueueToEnhancedConnection: OperationHandler<'associateQueueToEnhancedConnection'> = (call) => {
  const { id, targets } = readChange(call);
  bind(call, id, targets);
  return envelope;
};

export const disassociateQueueFromEnhancedConnection: OperationHandler<'disassociateQueueFromEnhancedConnection'> = (call) => {
  const { project } = call;
  const { id, targets } = readChange(call);
  const bindings = targets.map(({ kind, name }) => {
    const binding = project.get(kind).get(formatKey(id, name));
    if (binding === undefined) throw createRefusal('DLI.0002', `The ${kind.noun} ${name} does not exist.`);
    return { kind, binding };
  });
  for (const { kind, binding } of bindings) project.get(kind).remove(binding.id);
  return envelope;
};

function readChange({
  path,
  body,
  project,
}: SandboxCall<'associateQueueToEnhancedConnection'> | SandboxCall<'disassociateQueueFromEnhancedConnection'>) {
  const { fields } = findThing(project, enhancedConnections, path.connection_id);
  const targets = findTargets(project, body);
  if (targets.length === 0) throw createRefusal('DLI.0001', 'The request names neither queues nor elastic_resource_pools.');
  return { id: fields.id, targets };
}
