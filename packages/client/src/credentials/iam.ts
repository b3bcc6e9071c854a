import { readAddress } from '../address.ts';
import { createApiError, DliConfigurationError } from '../errors.ts';
import { namedRedaction } from '../secrets.ts';
import type { AccessKeys } from '../signing.ts';
import { findAccessKeyProblem } from './access-keys.ts';
import type { Authentication, AuthenticationContext } from './credentials.ts';
import type { Expiring } from './renewal.ts';
import { createRenewedAuthentication } from './renewal.ts';
import { addToken, readToken } from './token.ts';

/** A user of IAM, to be exchanged for a token. */
export interface IamUser {
  /** The user's name. */
  user: string;
  password: string;
  /** The name of the account that the user belongs to. */
  domain: string;
}

/** What IAM exchanges for a token: a user or permanent access keys. */
export type IamIdentity = IamUser | Pick<AccessKeys, 'accessKeyId' | 'secretAccessKey'>;

const operationId = 'POST /v3/auth/tokens';

/**
 * Authentication with a token of the client's project that IAM gives for a user or access keys. It is renewed before it
 * expires and once after DLI refused it.
 * @param endpoint IAM's address, such as `https://iam.cn-north-4.myhuaweicloud.com`.
 * @throws {DliConfigurationError} if identity or endpoint are missing or invalid; the message does not show them
 */
export function createIamAuthentication(identity: IamIdentity, endpoint: string | undefined): Authentication {
  const problem = findIdentityProblem(identity);
  if (problem !== undefined) throw new DliConfigurationError(problem);
  if (endpoint === undefined) throw new DliConfigurationError('The address of IAM is not known. Set iam.endpoint or region.');
  // The variable of the environment names the version of the API, as its SDKs do.
  const address = readAddress('The endpoint of IAM', endpoint).replace(/\/v3$/, '');
  return createRenewedAuthentication((context) => obtainToken(identity, address, context), addToken);
}

function findIdentityProblem(identity: IamIdentity): string | undefined {
  if (typeof identity !== 'object' || identity === null) return 'iam has to be { user, password, domain } or access keys.';
  if ('accessKeyId' in identity) return findAccessKeyProblem(identity);
  const missing = (['user', 'password', 'domain'] as const).find((name) => typeof identity[name] !== 'string' || identity[name] === '');
  return missing === undefined ? undefined : `iam.${missing} is missing. Set { user, password, domain } or access keys.`;
}

async function obtainToken(identity: IamIdentity, endpoint: string, context: AuthenticationContext): Promise<Expiring<string>> {
  const secrets = new Set(['password' in identity ? identity.password : identity.secretAccessKey]);
  const body = JSON.stringify({ auth: { identity: formatIdentity(identity), scope: { project: { id: context.projectId } } } });
  const request = { method: 'POST', url: `${endpoint}/v3/auth/tokens`, headers: [['content-type', 'application/json']] as const, body };
  const { response, text, attempts } = await context.send(operationId, request, secrets);
  const hide = (shown: string) => namedRedaction.hide(shown, [...secrets]);
  const content = parse(response.ok ? text : hide(text)) as { error?: unknown; token?: { expires_at?: string } } | string | undefined;
  const { error, token } = typeof content === 'object' && content !== null ? content : {};
  if (!response.ok) {
    // IAM wraps its errors, unlike DLI.
    const requestId = hide(response.headers.get('x-request-id') ?? '') || undefined;
    throw createApiError({ operationId, attempts, status: response.status, requestId, body: error ?? content });
  }
  const given = response.headers.get('x-subject-token');
  if (given === null) throw new Error('The response of IAM has no X-Subject-Token.');
  return readToken({ token: given, expiresAt: token?.expires_at });
}

function formatIdentity(identity: IamIdentity): object {
  if ('accessKeyId' in identity) {
    const { accessKeyId, secretAccessKey } = identity;
    return { methods: ['hw_ak_sk'], hw_ak_sk: { access: { key: accessKeyId }, secret: { key: secretAccessKey } } };
  }
  const { user, password, domain } = identity;
  return { methods: ['password'], password: { user: { name: user, password, domain: { name: domain } } } };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text === '' ? undefined : text;
  }
}
