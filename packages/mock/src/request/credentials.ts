import type { AccessKeys } from '@dli-openapi/client/signing';
import { MockError } from '../errors.ts';
import type { Document } from '../generated/openapi/index.ts';
import { isNode, step } from '../generated/openapi/index.ts';
import { refuseUnknownNames } from '../options.ts';
import type { MockRequest } from './call.ts';
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

/** The ways to authenticate a request, any one of which will do; each lists the headers that it needs. None: anyone may call. */
export type Authentication = string[][];

const algorithm = 'SDK-HMAC-SHA256';

/**
 * Reads an operation's security requirements.
 * @throws {MockError} when they name a scheme that is not a header
 */
export function readAuthentication(document: Document, where: string, security: unknown): Authentication {
  return (Array.isArray(security) ? security : []).filter(isNode).map((requirement) =>
    Object.keys(requirement).map((name) => {
      const scheme = step(document, { node: document, at: '' }, 'components', 'securitySchemes', name)?.node;
      if (scheme?.type !== 'apiKey' || scheme.in !== 'header' || typeof scheme.name !== 'string') {
        throw new MockError(`${where}: the security scheme ${name} is not of type apiKey in a header, the one kind that the mock knows.`);
      }
      return scheme.name.toLowerCase();
    }),
  );
}

/**
 * Whether a request names a token or carries a signature. Neither is checked: a test needs no real one.
 * `Authorization` counts when it begins with the name of the signing algorithm.
 */
export function isAuthenticated(authentication: Authentication, headers: Readonly<Record<string, string>>): boolean {
  if (authentication.length === 0) return true;
  return authentication.some((names) => names.every((name) => isCredential(name, headers[name] ?? '')));
}

/** What a request must send, in words. */
export function authenticationInWords(authentication: Authentication): string {
  const ways = authentication.map((names) =>
    names.map((name) => (name === 'authorization' ? `${name} that begins with ${algorithm}` : name)),
  );
  return `Send the header ${ways.map((names) => names.join(' and ')).join(', or ')}`;
}

function isCredential(header: string, value: string): boolean {
  return header === 'authorization' ? value.startsWith(algorithm) : value.trim() !== '';
}
