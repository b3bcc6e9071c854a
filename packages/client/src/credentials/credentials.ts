import { DliConfigurationError } from '../errors.ts';
import type { AccessKeys } from '../signing.ts';
import { createAccessKeyAuthentication } from './access-keys.ts';
import type { Authentication } from './authentication.ts';
import type { CredentialsFunction } from './function.ts';
import { createFunctionAuthentication } from './function.ts';
import type { IamIdentity } from './iam.ts';
import { createIamAuthentication } from './iam.ts';
import type { TokenCredentials } from './token.ts';
import { createTokenAuthentication } from './token.ts';

/** What IAM exchanges for a token. */
export interface IamCredentials {
  /** A user or permanent access keys, and IAM's address if it is not that of the region. */
  iam: IamIdentity & { endpoint?: string | undefined };
}

/**
 * What proves to DLI who calls: a token, access keys that sign every request, what IAM exchanges for a token, a function
 * that gives a token or access keys, or an authentication of your own.
 */
export type Credentials = TokenCredentials | AccessKeys | IamCredentials | CredentialsFunction | Authentication;

/**
 * Turns credentials into an authentication. Only that holds the secrets.
 * @param iamEndpoint The address of IAM, if it is known.
 * @throws {DliConfigurationError} if the credentials are invalid; the message does not show them
 */
export function createAuthentication(credentials: Credentials, iamEndpoint: string | undefined): Authentication {
  if (typeof credentials === 'function') return createFunctionAuthentication(credentials);
  if (typeof credentials === 'object' && credentials !== null) {
    if ('accessKeyId' in credentials) return createAccessKeyAuthentication(credentials);
    if ('iam' in credentials) return createIamAuthentication(credentials.iam, credentials.iam?.endpoint ?? iamEndpoint);
  }
  return createTokenOrOwnAuthentication(credentials);
}

/**
 * Turns a token into an authentication, and leaves one as it is.
 * @throws {DliConfigurationError} if it is neither; the message does not show it
 */
export function createTokenOrOwnAuthentication(credentials: TokenCredentials | Authentication): Authentication {
  if (typeof credentials === 'object' && credentials !== null) {
    if ('authenticate' in credentials) return credentials;
    if ('token' in credentials) return createTokenAuthentication(credentials.token);
  }
  throw new DliConfigurationError(noCredentials);
}

export const noCredentials =
  'credentials are missing. Set { token }, { accessKeyId, secretAccessKey }, { iam } or a function, or HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK.';
