import type { Entry } from '../engine/entry.ts';
import { defineKind } from '../engine/entry.ts';
import { createRefusal, user } from '../engine/handler.ts';
import type { Project } from '../engine/project.ts';
import type { Schemas } from '../engine/types.ts';

type State = Schemas['PackageStatus'];

/** A package. Its state comes from its life. */
export type PackageFields = Omit<Schemas['ListedPackage'], 'status'> & {
  /** Its group and name as jobs write them: `group1/demo.jar`, or `demo.jar` without a group. */
  key: string;
  /** The same as calls about labels write it: `group1#demo.jar`. */
  resource_id: string;
  resource_name: string;
  /** Empty for a package in no group. */
  group_name: string;
  create_time: number;
  update_time: number;
  is_async: boolean;
  tags: readonly Schemas['Tag'][];
};

export type Package = Entry<PackageFields, 'PackageStatus'>;

const longestName = 128;

export const packages = defineKind<PackageFields>()({
  name: 'packages',
  noun: 'package',
  schema: 'ListedPackage',
  id: 'key',
  title: 'resource_name',
  isNameUnique: false,
  missingCode: 'DLI.0023',
  ownFields: { group_name: 'text', tags: 'Tag' },
  labels: { type: 'dli_package_resource', id: 'resource_id' },
  permissions: { prefix: 'resources', type: 'resource' },
  quotas: [{ type: 'SL_PKG_RESOURCE', most: 1_000 }],
  states: {
    schema: 'PackageStatus',
    durations: { UPLOADING: '5s' },
    messages: {},
    createdBy: ['uploadJobResources', 'uploadFileJobResources', 'uploadJarJobResources', 'uploadPythonFileJobResources'],
  },
  complete({ group_name = '', resource_name, ...given }, { now, createId }) {
    const name = resource_name ?? `package_${createId()}`;
    return {
      create_time: now,
      update_time: now,
      resource_type: 'file',
      underlying_name: name,
      owner: user.name,
      is_async: false,
      tags: [],
      ...given,
      resource_name: name,
      group_name,
      key: formatKey(group_name, name),
      resource_id: group_name === '' ? name : `${group_name}#${name}`,
    };
  },
  check({ group_name, resource_name: name }) {
    if (group_name !== '') refuseInvalidGroup(group_name);
    if (name === '' || /[/#]/.test(name) || name.length > longestName)
      throw createRefusal('DLI.0001', `A package's name must have 1 to ${longestName} characters, none of them / or #, found ${name}.`);
  },
  onAdd: ({ fields }, project) => addGroup(project, fields),
  show: ({ fields: { key: _, resource_id: __, group_name, is_async: ___, tags: ____, ...shown }, life }) => ({
    ...shown,
    ...(group_name !== '' && { group_name }),
    status: life.state,
  }),
});

/** By what a project keeps a package. */
export function formatKey(group: string, name: string): string {
  return group === '' ? name : `${group}/${name}`;
}

/** A package as responses show it, which do not have its group. */
export function viewPackage(one: Package, now: number): Schemas['ListedPackage'] {
  const { group_name: _, ...shown } = packages.view(one, now);
  return shown;
}

/** A group. Its packages name it. */
export interface PackageGroupFields {
  group_name: string;
  owner: string;
  create_time: number;
  is_async: boolean;
}

export type PackageGroup = Entry<PackageGroupFields>;

export const packageGroups = defineKind<PackageGroupFields>()({
  name: 'packageGroups',
  noun: 'package group',
  schema: 'ListedPackageGroup',
  id: 'group_name',
  missingCode: 'DLI.0023',
  permissions: { prefix: 'groups', type: 'group' },
  complete({ group_name, owner = user.name, create_time, is_async = false }, { now, createId }) {
    return { group_name: group_name ?? `group_${createId()}`, owner, create_time: create_time ?? now, is_async };
  },
  check: ({ group_name }) => refuseInvalidGroup(group_name),
  show: ({ fields, project }, now) => showGroup(fields, project ? listInGroup(project, fields.group_name) : [], now),
  toLine: () => undefined,
});

/** Shows a group, or the part of one that has only some of its packages. */
export function showGroup(fields: PackageGroupFields, members: readonly Package[], now: number) {
  return {
    ...fields,
    status: combineStates(members),
    resources: members.map(({ name }) => name),
    details: members.map((one) => viewPackage(one, now)),
    update_time: Math.max(fields.create_time, ...members.map((one) => one.fields.update_time)),
  };
}

/** The state of packages together. */
export function combineStates(members: readonly Package[]): State {
  const states = members.map(({ life }) => life.state);
  return (['UPLOADING', 'FAILED'] as const).find((state) => states.includes(state)) ?? 'READY';
}

export function listInGroup(project: Project, group: string): Package[] {
  return project
    .get(packages)
    .list()
    .filter(({ fields }) => fields.group_name === group);
}

/** @throws {Refusal} when no group can have this name */
export function refuseInvalidGroup(name: string): void {
  if (/^[\w.-]{1,64}$/.test(name)) return;
  throw createRefusal('DLI.0001', `A group's name must have 1 to 64 letters, digits, periods, underscores and hyphens, found ${name}.`);
}

/** A group comes with its first package, and stays. */
function addGroup(project: Project, { group_name, owner, create_time, is_async }: PackageFields): void {
  const groups = project.get(packageGroups);
  if (group_name === '' || groups.get(group_name) !== undefined) return;
  groups.add(packageGroups.create(project.world, project, { group_name, create_time, is_async, ...(owner && { owner }) }));
}
