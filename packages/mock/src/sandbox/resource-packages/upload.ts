// Uploading files from OBS. The sandbox has no OBS: whatever file a call names is there.
import { readPackageName } from '@dli-openapi/client';
import type { OperationHandler, SandboxCall } from '../engine/handler.ts';
import { createRefusal } from '../engine/handler.ts';
import { refuseBeyondQuotas } from '../engine/quotas.ts';
import { buildThing, findThing, updateThing } from '../engine/things.ts';
import type { Schemas } from '../engine/types.ts';
import type { Package } from './package.ts';
import { combineStates, formatKey, packageGroups, packages, refuseInvalidGroup, viewPackage } from './package.ts';

export const uploadJobResources: OperationHandler<'uploadJobResources'> = (call) => {
  const { paths, kind, group = '', is_async = false, tags } = call.body;
  const uploaded = upload(call, { paths, kind, group: group.trim(), is_async, ...(tags && { tags }) });
  return group.trim() === '' ? { resource_names: uploaded.map(({ name }) => name) } : showUploaded(call, group.trim(), uploaded);
};

export const uploadFileJobResources: OperationHandler<'uploadFileJobResources'> = (call) => uploadToGroup(call, 'file');
export const uploadJarJobResources: OperationHandler<'uploadJarJobResources'> = (call) => uploadToGroup(call, 'jar');
export const uploadPythonFileJobResources: OperationHandler<'uploadPythonFileJobResources'> = (call) => uploadToGroup(call, 'pyFile');

type Kind = Schemas['PackageKind'];
type GroupCall = SandboxCall<'uploadFileJobResources'> | SandboxCall<'uploadJarJobResources'> | SandboxCall<'uploadPythonFileJobResources'>;
type Call = SandboxCall<'uploadJobResources'> | GroupCall;

function uploadToGroup(call: GroupCall, kind: Kind) {
  const { paths } = call.body;
  // Samples have spaces around the name, which responses do not have.
  const group = call.body.group.trim();
  refuseInvalidGroup(group);
  const uploaded = upload(call, { paths, kind, group, is_async: false });
  return { ...showUploaded(call, group, uploaded), module_name: group, module_type: kind };
}

interface Upload {
  paths: readonly string[];
  kind: Kind;
  /** Empty: in none. */
  group: string;
  is_async: boolean;
  tags?: readonly Schemas['Tag'][];
}

/**
 * Uploads all files or none. One of the name of a package replaces it, and leaves when it was uploaded first, its owner, and its labels
 * unless the call has labels.
 */
function upload(call: Call, { paths, kind, group, is_async, tags }: Upload): Package[] {
  const { project, now } = call;
  const all = project.get(packages);
  const names = [...new Set(paths.map(readFileName))];
  if (names.length === 0) throw createRefusal('DLI.0001', 'paths must name a file.');
  const replaced = names.flatMap((name) => all.get(formatKey(group, name)) ?? []);
  const uploaded = names.map((resource_name) => {
    const { create_time = now, owner, tags: present = [] } = all.get(formatKey(group, resource_name))?.fields ?? {};
    const fields = { resource_name, group_name: group, resource_type: kind, is_async, create_time, tags: tags ?? present };
    return buildThing(call, packages, { ...fields, ...(owner && { owner }) });
  });
  refuseBeyondQuotas(project, packages, uploaded, replaced);
  for (const one of replaced) one.life.end();
  for (const one of uploaded) {
    all.add(one);
    if (!is_async) one.life.hurry(now);
  }
  const present = project.get(packageGroups).get(group);
  if (present) updateThing(project, packageGroups, present, { is_async });
  return uploaded;
}

/**
 * Reads the name of the package that a file becomes.
 * @throws {Refusal} when the path is not that of a file in a bucket
 */
function readFileName(path: string): string {
  const name = /^\w+:\s*\/\/[^/?#]+\//.test(path) ? readPackageName(path) : '';
  if (name === '') throw createRefusal('DLI.0002', `There is no file ${path}.`);
  return name;
}

function showUploaded({ project, now }: Call, group: string, uploaded: readonly Package[]) {
  const { status: _, details: __, resources: ___, ...shown } = packageGroups.view(findThing(project, packageGroups, group), now);
  return {
    ...shown,
    status: combineStates(uploaded),
    resources: uploaded.map(({ name }) => name),
    details: uploaded.map((one) => {
      const { owner: ____, ...fields } = viewPackage(one, now);
      return { ...fields, is_async: one.fields.is_async };
    }),
  };
}
