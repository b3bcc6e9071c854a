import { equals, hasTags } from '../engine/filters.ts';
import type { OperationHandler, SandboxCall } from '../engine/handler.ts';
import { createRefusal, envelope } from '../engine/handler.ts';
import { findThing, updateThing } from '../engine/things.ts';
import type { Package } from './package.ts';
import { formatKey, listInGroup, packageGroups, packages, showGroup, viewPackage } from './package.ts';

export const listJobResources: OperationHandler<'listJobResources'> = ({ query, project, now }) => {
  const isWanted = ({ fields }: Package) => equals(query.kind, fields.resource_type) && hasTags(query.tags, fields.tags);
  const wanted = project.get(packages).list().filter(isWanted);
  const isFiltered = query.kind !== undefined || query.tags !== undefined;
  const groups = project
    .get(packageGroups)
    .list()
    .map(({ name, fields }) => showGroup(fields, listInGroup(project, name).filter(isWanted), now))
    .filter(({ resources }) => !isFiltered || resources.length > 0);
  const resources = wanted.filter(({ fields }) => fields.group_name === '').map((one) => viewPackage(one, now));
  return { resources, groups, modules: [], total: wanted.length };
};

export const showJobResource: OperationHandler<'showJobResource'> = (call) => viewPackage(findPackage(call), call.now);

export const deleteJobResource: OperationHandler<'deleteJobResource'> = (call) => {
  call.project.get(packages).remove(findPackage(call).id);
};

function findPackage({ path, query, project }: SandboxCall<'showJobResource'> | SandboxCall<'deleteJobResource'>): Package {
  return findThing(project, packages, formatKey(query.group ?? '', path.resource_name));
}

export const updateJobResourceOwner: OperationHandler<'updateJobResourceOwner'> = ({ body, project }) => {
  const { new_owner: owner } = body;
  if (!/^[a-z_-][\w-]*$/i.test(owner)) {
    const rule = 'consist of letters, digits, underscores and hyphens, and not begin with a digit';
    throw createRefusal('DLI.0001', `new_owner must ${rule}, found ${owner}.`);
  }
  const { group_name = '', resource_name }: { group_name?: string; resource_name?: string } = body;
  if (resource_name === undefined) updateThing(project, packageGroups, findThing(project, packageGroups, group_name), { owner });
  else updateThing(project, packages, findThing(project, packages, formatKey(group_name, resource_name)), { owner });
  return envelope;
};
