import { defineKind } from '../engine/entry.ts';
import type { Schemas } from '../engine/types.ts';

/** What DLI may do with other services. */
export interface AgencyFields {
  version: string;
  current_roles: Schemas['AgencyRoles'];
}

/** The only version. */
export const version = 'v2';

export const agencies = defineKind<AgencyFields>()({
  name: 'agencies',
  noun: 'agency',
  schema: 'ShowDliAgencyOutput',
  id: 'version',
  isSingle: true,
  complete: ({ current_roles = [] }) => ({ version, current_roles }),
  show: ({ fields }) => fields,
});
