import { defineKind } from '../engine/entry.ts';
import { createRefusal } from '../engine/handler.ts';
import type { Schemas } from '../engine/types.ts';

/** A catalog of another service, under a name of DLI. */
export type CatalogFields = Omit<Schemas['Catalog'], 'status'> & { name: string };

export const catalogs = defineKind<CatalogFields>()({
  name: 'catalogs',
  noun: 'catalog',
  schema: 'Catalog',
  id: 'name',
  states: { schema: 'CatalogStatus', durations: { CREATING: '30s' }, messages: {}, createdBy: ['runCatalogAction'] },
  complete(given, { now, createId }) {
    const name = given.name ?? `catalog_${createId()}`;
    return { create_time: now, parameters: { type: lakeFormation, externalCatalog: name }, description: '', ...given, name };
  },
  check({ parameters: { type = lakeFormation } = {} }) {
    if (type !== lakeFormation) throw createRefusal('DLI.0001', `parameters.type must be ${lakeFormation}, found ${type}.`);
  },
  show: ({ fields, life }): Schemas['Catalog'] => ({ ...fields, status: life.state }),
});

/** The only service whose catalogs can be bound. */
const lakeFormation = 'lakeformation';
