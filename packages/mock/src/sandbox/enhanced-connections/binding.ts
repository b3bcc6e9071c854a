import { defineKind } from '../engine/entry.ts';
import { createRefusal } from '../engine/handler.ts';
import type { Reference } from '../engine/kind.ts';
import { poolReference, queues } from '../queues/queue.ts';

/** A queue or pool of a connection. Each is bound by itself, and may fail by itself. */
export interface BindingFields {
  /** The connection and the name: nothing else is unique. */
  key: string;
  connection_id: string;
  /** Of the queue or pool. */
  name: string;
  peer_id: string;
}

/** The kind of connections, which knows that of bindings. */
export const connectionReference = { name: 'enhancedConnections', noun: 'connection' } as const;

export const queueBindings = defineBindings('queueBindings', queues);
export const poolBindings = defineBindings('poolBindings', poolReference);

function defineBindings<const Name extends string>(name: Name, bound: Reference[0]) {
  return defineKind<BindingFields>()({
    name,
    noun: `binding of the ${bound.noun}`,
    schema: 'EnhancedConnectionResource',
    id: 'key',
    title: 'name',
    isNameUnique: false,
    isPart: true,
    ownFields: { connection_id: 'text' },
    states: {
      schema: 'EnhancedConnectionResourceStatus',
      durations: { CREATING: '30s' },
      messages: { FAILED: 'The CIDR block overlaps that of the subnet.' },
      createdBy: ['createEnhancedConnection', 'associateQueueToEnhancedConnection'],
    },
    complete({ connection_id = '', name: given = '', peer_id }, { world }) {
      const boundName = given.toLowerCase();
      return { key: formatKey(connection_id, boundName), connection_id, name: boundName, peer_id: peer_id ?? world.createUuid() };
    },
    check({ connection_id, name: given }) {
      if (connection_id === '' || given === '') throw createRefusal('DLI.0001', 'A binding needs a connection_id and a name.');
    },
    listReferences: ({ connection_id, name: given }) => [
      [connectionReference, connection_id],
      [bound, given],
    ],
    show: ({ fields: { connection_id, name: given, peer_id }, life }) => ({
      connection_id,
      name: given,
      status: life.state,
      peer_id: life.state === 'FAILED' ? '' : peer_id,
      err_msg: life.message,
      update_time: life.stages.at(-1)?.at ?? 0,
    }),
  });
}

export type BindingKind = typeof queueBindings | typeof poolBindings;

/** By what a project keeps the binding of a queue or pool. */
export function formatKey(connection: string, name: string): string {
  return `${connection}/${name}`;
}
