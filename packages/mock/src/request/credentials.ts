import type { AccessKeys } from '@dli-openapi/client';
import type { Authentication } from '../document/operations.ts';
import { shorten } from '../format.ts';
import { MockError } from '../mock-error.ts';
import { refuseUnknownNames } from '../options.ts';
import type { MockRequest } from './call.ts';
import { findSignatureFault } from './signature.ts';

const algorithm = 'SDK-HMAC-SHA256';

/**
 * Whether a request has a token or a signature. Neither is verified: a test needs no real one. `Authorization` counts when it begins
 * with the name of the signing algorithm.
 */
export function hasCredentials(authentication: Authentication, headers: Readonly<Record<string, string>>): boolean {
  if (authentication.length === 0) return true;
  return authentication.some((names) => names.every((name) => isCredential(name, headers[name] ?? '')));
}

function isCredential(header: string, value: string): boolean {
  return header === 'authorization' ? value.startsWith(algorithm) : value.trim() !== '';
}

/** The headers that authenticate a request, as alternatives. */
export function formatAuthentication(authentication: Authentication): string {
  const ways = authentication.map((names) =>
    names.map((name) => (name === 'authorization' ? `${name} that begins with ${algorithm}` : name)),
  );
  return ways.map((names) => names.join(' and ')).join(', or ');
}

/** The algorithm other than the expected one that a request is signed with, if it is. */
export function findOtherAlgorithm({ authorization = '' }: Readonly<Record<string, string>>): string | undefined {
  const [other] = /^[A-Z\d]+-HMAC-[A-Z\d]+\b/.exec(authorization) ?? [];
  return other === undefined || other === algorithm ? undefined : shorten(other);
}

/** What a function that decides on credentials gets. */
export interface AuthRequest {
  readonly method: string;
  /** With the query, as it was sent. */
  readonly path: string;
  /** By lower-case name, credentials included. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Which token to take, whose signatures to take, or both. */
export interface AuthKeys extends Partial<AccessKeys> {
  /** The one value of `X-Auth-Token` that is taken. */
  token?: string | undefined;
}

/** What the mock gives as IAM or the metadata service of an ECS. */
export interface Issued {
  readonly token: string;
  /** Temporary ones. */
  readonly keys: Readonly<Required<AccessKeys>>;
}

/** Decides whether a request may pass. A string refuses it with this reason. */
export type AuthFunction = (request: AuthRequest) => boolean | string | Promise<boolean | string>;

/** Which credentials to take. */
export type AuthOptions = AuthKeys | AuthFunction;

/** Why a request is refused; undefined where it may pass. */
export type Authenticate = (request: MockRequest) => Promise<string | undefined> | string | undefined;

const refused = 'Incorrect IAM authentication information';

/**
 * Creates the check of credentials.
 * @param listTimes gives the times that a signature may be of, in milliseconds since 1970: a client may have the sandbox's clock
 * @param issued what is taken as well
 * @throws {MockError} when the options name none, or something else
 */
export function createAuthenticate(options: AuthOptions, listTimes: () => readonly number[], issued: Partial<Issued> = {}): Authenticate {
  if (typeof options === 'function') return (request) => askFunction(options, request);
  const forms = 'auth must be { token }, { accessKeyId, secretAccessKey } or a function.';
  // A token by itself is not shown.
  if (typeof options !== 'object' || options === null) throw new MockError(forms);
  refuseUnknownNames('The auth option', options, ['token', 'accessKeyId', 'secretAccessKey', 'securityToken']);
  const [wrong] = Object.entries(options).find(([, value]) => value !== undefined && typeof value !== 'string') ?? [];
  if (wrong !== undefined) throw new MockError(`auth.${wrong} must be a string.`);
  const { token, accessKeyId, secretAccessKey, securityToken } = options;
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined)) {
    throw new MockError('auth needs accessKeyId and secretAccessKey, both of them.');
  }
  const ownKeys = accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey, securityToken } : undefined;
  if (!ownKeys && !token) throw new MockError(forms);

  const tokens = [token, issued.token].filter((one) => one);
  const keys = [ownKeys, issued.keys].filter((one) => one !== undefined);

  return (request) => {
    const { authorization, 'x-auth-token': given } = request.headers;
    if (tokens.length > 0 && given !== undefined) {
      return tokens.includes(given) ? undefined : `${refused}: the token is not the expected one`;
    }
    const [first] = keys;
    if (!first) return `${refused}: the mock expects a token in the header x-auth-token`;
    if (!authorization) return `${refused}: the mock expects a signature in the header authorization`;
    const used = keys.find(({ accessKeyId: id }) => authorization.includes(`Access=${id},`)) ?? first;
    const fault = findSignatureFault(request, authorization, used, listTimes());
    return fault && `${refused}: ${fault}`;
  };
}

async function askFunction(decide: AuthFunction, { method, url, headers }: MockRequest): Promise<string | undefined> {
  const verdict = await decide({ method, path: url.pathname + url.search, headers });
  if (verdict === true) return undefined;
  return verdict || `${refused}: the function given as auth refuses it`;
}
