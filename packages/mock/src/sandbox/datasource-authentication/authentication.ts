import { defineKind } from '../engine/entry.ts';
import { user } from '../engine/handler.ts';
import { refuseInvalidName } from '../engine/things.ts';
import type { Schemas } from '../engine/types.ts';

/** What a job needs to log in to a data source, without its passwords. */
export type DatasourceAuthenticationFields = Schemas['AuthInfo'] & { auth_info_name: string };

export const datasourceAuthentications = defineKind<DatasourceAuthenticationFields>()({
  name: 'datasourceAuthentications',
  noun: 'datasource authentication',
  schema: 'AuthInfo',
  id: 'auth_info_name',
  complete(given, { now, createId }) {
    const name = given.auth_info_name ?? `authentication_${createId()}`;
    return { datasource_type: 'passwd', create_time: now, update_time: now, owner: user.name, ...given, auth_info_name: name };
  },
  check: ({ auth_info_name }) => refuseInvalidName('auth_info_name', auth_info_name),
  show: ({ fields }) => fields,
});

type Secret = 'password' | 'truststore_password' | 'keystore_password' | 'key_password';

/** Nothing shows a secret, so that none is kept. */
export function omitSecrets<Given extends { readonly [Name in Secret]?: unknown }>(given: Given): Omit<Given, Secret> {
  const { password: _, truststore_password: __, keystore_password: ___, key_password: ____, ...kept } = given;
  return kept;
}
