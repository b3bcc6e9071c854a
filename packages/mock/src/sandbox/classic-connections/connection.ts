import { defineKind } from '../engine/entry.ts';
import { createRefusal } from '../engine/handler.ts';
import { refuseInvalidLabels } from '../engine/labels.ts';
import type { Schemas } from '../engine/types.ts';

export type ClassicConnectionFields = Omit<Schemas['ClassicConnection'], 'state' | 'process'> & {
  name: string;
  tags: readonly Schemas['Tag'][];
};

/** In lowercase. A sample of the pages has the short one. */
const services = ['cloudtable', 'cloudtable.opentsdb', 'mrs.opentsdb', 'dws', 'rds', 'css', 'ct'];

export const classicConnections = defineKind<ClassicConnectionFields>()({
  name: 'classicConnections',
  noun: 'classic connection',
  schema: 'ClassicConnection',
  id: 'connection_id',
  title: 'name',
  isNameUnique: false,
  ownFields: { tags: ['Tag'] },
  states: {
    schema: 'ClassicConnectionStatus',
    field: 'state',
    durations: { CREATING: '30s' },
    messages: {},
    createdBy: ['createDatasourceConnection'],
    gone: 'DELETED',
  },
  complete(given, { world, now }) {
    const connection_id = given.connection_id ?? world.createUuid();
    return {
      name: `connection_${connection_id}`,
      destination: '',
      connection_url: '',
      cluster_name: '',
      service: 'CloudTable',
      create_time: now,
      tags: [],
      ...given,
      connection_id,
    };
  },
  check({ name, service, tags }) {
    if (name === '') throw createRefusal('DLI.0001', 'name must not be empty.');
    if (service !== undefined && !services.includes(service.toLowerCase())) {
      const all = 'CloudTable, CloudTable.OpenTSDB, MRS.OpenTSDB, DWS, RDS or CSS';
      throw createRefusal('DLI.0001', `service must be ${all}, found ${service}.`);
    }
    refuseInvalidLabels(tags);
  },
  show: ({ fields: { tags: _, ...shown }, life: { state } }) => ({ ...shown, state, process: state === 'ACTIVE' ? 1 : 0 }),
});
