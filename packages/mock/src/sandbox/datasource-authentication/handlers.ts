import { takePage } from '../engine/extensions.ts';
import { equals } from '../engine/filters.ts';
import type { SandboxCall } from '../engine/handler.ts';
import { envelope } from '../engine/handler.ts';
import { createThing, findThing, refuseTakenName, updateThing } from '../engine/things.ts';
import { datasourceAuthentications, omitSecrets } from './authentication.ts';

export const createJobAuthInfo = (call: SandboxCall<'createJobAuthInfo' | 'createAuthInfo'>) => {
  refuseTakenName(call.project, datasourceAuthentications, call.body.auth_info_name);
  createThing(call, datasourceAuthentications, omitSecrets(call.body));
  return envelope;
};

export const listJobAuthInfos = ({ operation, query, project, now }: SandboxCall<'listJobAuthInfos' | 'listAuthInfo'>) => {
  const all = project.get(datasourceAuthentications).list();
  const matching = all.filter(({ name }) => equals(query.auth_info_name, name));
  const { items, total } = takePage(operation, query, matching);
  return { ...envelope, count: total, auth_infos: items.map((each) => datasourceAuthentications.view(each, now)) };
};

export const updateJobAuthInfo = ({ body, project, now }: SandboxCall<'updateJobAuthInfo' | 'updateAuthInfo'>) => {
  const authentication = findThing(project, datasourceAuthentications, body.auth_info_name);
  updateThing(project, datasourceAuthentications, authentication, { ...omitSecrets(body), update_time: now });
  return envelope;
};

export const deleteJobAuthInfo = ({ path, project }: SandboxCall<'deleteJobAuthInfo' | 'deleteAuthInfo'>) => {
  project.get(datasourceAuthentications).remove(findThing(project, datasourceAuthentications, path.auth_info_name).id);
  return envelope;
};

// The older version of the API, on the same state.
export const createAuthInfo = createJobAuthInfo;
export const listAuthInfo = listJobAuthInfos;
export const updateAuthInfo = updateJobAuthInfo;
export const deleteAuthInfo = deleteJobAuthInfo;
