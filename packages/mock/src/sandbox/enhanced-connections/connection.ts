import { refuseInvalidCidr } from '../engine/cidr.ts';
import type { Entry } from '../engine/entry.ts';
import { defineKind } from '../engine/entry.ts';
import { createRefusal } from '../engine/handler.ts';
import type { Project } from '../engine/project.ts';
import type { Schemas } from '../engine/types.ts';
import type { BindingKind } from './binding.ts';
import { connectionReference, poolBindings, queueBindings } from './binding.ts';

export type ConnectionFields = Omit<Schemas['EnhancedConnection'], 'status' | 'available_queue_info' | 'elastic_resource_pools'> & {
  name: string;
  create_time: number;
  hosts: readonly Schemas['EnhancedConnectionHost'][];
  routes: readonly Schemas['EnhancedConnectionRoute'][];
  tags: readonly Schemas['Tag'][];
};

export type Connection = Entry<ConnectionFields, 'EnhancedConnectionStatus'>;

/** What no page says of connections. */
export const connectionChoices = { deletedConnection: ['shown', 'missing'] } as const;

/** How many hosts a connection may have. */
const mostHosts = 20_000;

export const enhancedConnections = defineKind<ConnectionFields>()({
  ...connectionReference,
  schema: 'EnhancedConnection',
  id: 'id',
  title: 'name',
  labels: { type: 'dli_enhanced_datasource', id: 'id' },
  permissions: { prefix: 'edsconnections', type: 'datasourceauth' },
  ownFields: { tags: 'Tag' },
  states: {
    schema: 'EnhancedConnectionStatus',
    durations: {},
    messages: {},
    createdBy: ['createEnhancedConnection'],
    gone: 'DELETED',
  },
  complete(given, { world, now }) {
    const id = given.id ?? world.createUuid();
    return {
      name: `connection_${id.replaceAll('-', '')}`,
      dest_vpc_id: world.createUuid(),
      dest_network_id: world.createUuid(),
      create_time: now,
      hosts: [],
      routes: [],
      tags: [],
      ipv6_enable: false,
      ...given,
      id,
    };
  },
  check({ hosts, routes }) {
    refuseTooManyHosts(hosts);
    refuseInvalidRoutes(routes);
  },
  show: ({ fields: { tags: _, ...shown }, project, life, id }) => ({
    ...shown,
    status: life.state,
    available_queue_info: listBindings(project, queueBindings, String(id)),
    elastic_resource_pools: listBindings(project, poolBindings, String(id)),
  }),
});

/** @throws {Refusal} when no connection can have so many */
export function refuseTooManyHosts({ length }: { length: number }): void {
  if (length > mostHosts) throw createRefusal('DLI.0001', `A connection has at most ${mostHosts} hosts, found ${length}.`);
}

/** @throws {Refusal} when no connection can have these routes together */
export function refuseInvalidRoutes(routes: ConnectionFields['routes']): void {
  for (const [index, { name, cidr }] of routes.entries()) {
    const before = routes.slice(0, index);
    if (name !== undefined && before.some((route) => route.name === name))
      throw createRefusal('DLI.0006', `A route of the name ${name} exists.`);
    if (cidr === undefined) continue;
    refuseInvalidCidr('cidr', cidr);
    if (before.some((route) => route.cidr === cidr)) throw createRefusal('DLI.0001', `A route to ${cidr} exists.`);
  }
}

function listBindings(project: Project | undefined, kind: BindingKind, connection: string): Schemas['EnhancedConnectionResource'][] {
  const all = project?.get(kind).list() ?? [];
  return all
    .filter(({ fields }) => fields.connection_id === connection)
    .map((binding) => {
      const { connection_id: _, ...shown } = kind.view(binding, 0);
      return shown;
    });
}
