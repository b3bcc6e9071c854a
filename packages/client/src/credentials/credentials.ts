import { DliConfigurationError } from '../errors/index.ts';
import type { AccessKeys } from '../signing/sign.ts';
import { accessKeyAuthentication } from './access-keys.ts';
import type { Authentication } from './authentication.ts';
import type { IamIdentity } from './iam.ts';
import { iamAuthentication } from './iam.ts';
import type { CredentialsFunction } from './provider.ts';
import { functionAuthentication } from './provider.ts';
import type { TokenCredentials } from './token.ts';
import { tokenAuthentication } from './token.ts';

/** What IAM exchanges for a token. */
export interface IamCredentials {
  /** A user or permanent access keys, and IAM's address where it is not that of the region. */
  iam: IamIdentity & { endpoint?: string | undefined };
}

/**
 * What proves to DLI who calls: a token, access keys that sign every request, what IAM exchanges for a token, a function
 * that gives a token or access keys, or an authentication of one's own.
 */
export type Credentials = TokenCredentials | AccessKeys | IamCredentials | CredentialsFunction | Authentication;

/**
 * Turns credentials into an authentication. Only what is returned knows the secrets.
 * @param iamEndpoint The address of IAM, if it is known
 * @throws {DliConfigurationError} when the credentials cannot be used; the message does not show them
 */
export function authenticationOf(credentials: Credentials, iamEndpoint: string | undefined): Authentication {
  if (typeof credentials === 'function') return functionAuthentication(credentials);
  if (typeof credentials !== 'object' || credentials === null) throw new DliConfigurationError(noCredentials);
  if ('authenticate' in credentials) return credentials;
  if ('token' in credentials) return tokenAuthentication(credentials.token);
  if ('accessKeyId' in credentials) return accessKeyAuthentication(credentials);
  if (!('iam' in credentials)) throw new DliConfigurationError(noCredentials);
  const endpoint = credentials.iam?.endpoint ?? iamEndpoint;
  if (endpoint !== undefined) return iamAuthentication(credentials.iam, endpoint);
  throw new DliConfigurationError('The address of IAM is not known. Give iam.endpoint, or region.');
}

export const noCredentials =
  'No credentials. Give credentials: { token }, { accessKeyId, secretAccessKey }, { iam } or a function that gives some; or set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK.';
