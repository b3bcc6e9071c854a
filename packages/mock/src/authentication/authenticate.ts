import type { AccessKeys } from '@dli-openapi/client/signing';
import type { MockRequest } from '../call.ts';
import { MockError } from '../errors.ts';
import { refuseUnknownNames } from '../known-names.ts';
import { signatureFault } from './signature.ts';

/** What a function that decides on credentials gets to see. */
export interface AuthRequest {
  readonly method: string;
  /** With the query, as it was sent. */
  readonly path: string;
  /** By lower-case name, credentials included. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Which token to take, which access keys to take signatures of, or both. */
export interface AuthKeys extends Partial<AccessKeys> {
  /** The one value of `X-Auth-Token` that is taken. */
  token?: string | undefined;
}

/** Decides whether a request may pass. A string refuses it, and says why. */
export type AuthFunction = (request: AuthRequest) => boolean | string | Promise<boolean | string>;

/** Which credentials to take. */
export type AuthOptions = AuthKeys | AuthFunction;

/** Why a request is refused; undefined where it may pass. */
export type Authenticate = (request: MockRequest) => Promise<string | undefined> | string | undefined;

const notTaken = 'Incorrect IAM authentication information';

/**
 * Makes the check of credentials.
 * @throws {MockError} when the options name none, or something else
 */
export function createAuthenticate(options: AuthOptions): Authenticate {
  if (typeof options === 'function') return (request) => asked(options, request);
  refuseUnknownNames('The auth option', options, ['token', 'accessKeyId', 'secretAccessKey', 'securityToken']);
  const { token, accessKeyId, secretAccessKey, securityToken } = options;
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined)) {
    throw new MockError('auth needs accessKeyId and secretAccessKey, both of them.');
  }
  const keys = accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey, securityToken } : undefined;
  if (!keys && !token) throw new MockError('auth must be { token }, { accessKeyId, secretAccessKey } or a function.');

  return (request) => {
    const { authorization, 'x-auth-token': given } = request.headers;
    if (token && given !== undefined) return given === token ? undefined : `${notTaken}: the token is not the expected one`;
    if (!keys) return `${notTaken}: the mock expects a token in the header x-auth-token`;
    if (!authorization) return `${notTaken}: the mock expects a signature in the header authorization`;
    const fault = signatureFault(request, authorization, keys, Date.now());
    return fault && `${notTaken}: ${fault}`;
  };
}

async function asked(decide: AuthFunction, { method, url, headers }: MockRequest): Promise<string | undefined> {
  const verdict = await decide({ method, path: url.pathname + url.search, headers });
  if (verdict === true) return undefined;
  return verdict || `${notTaken}: the function given as auth refuses it`;
}
