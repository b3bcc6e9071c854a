import { readAddress } from '../address.ts';
import { createApiError, DliConfigurationError } from '../errors.ts';
import type { Hide } from '../secrets.ts';
import { namedRedaction } from '../secrets.ts';
import type { AccessKeys } from '../signing.ts';
import { findAccessKeyProblem } from '../signing.ts';
import type { Authentication, AuthenticationContext, ProjectHint } from './credentials.ts';
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

/**
 * Authentication with a token of the client's project that IAM gives for a user or access keys. It is renewed before it
 * expires and once after DLI refused it.
 * @param endpoint IAM's address, such as `https://iam.cn-north-4.myhuaweicloud.com`. Default: that of the client's region; a core
 *   has no default.
 * @throws {DliConfigurationError} if identity or endpoint are invalid; the message does not show them
 */
export function createIamAuthentication(identity: IamIdentity, endpoint?: string): Authentication {
  const problem = findIdentityProblem(identity);
  if (problem !== undefined) throw new DliConfigurationError(problem);
  const fixed = endpoint === undefined ? undefined : readIamAddress(endpoint);
  const renewed = createRenewedAuthentication<IamToken>(
    (context) => obtainToken(identity, fixed ?? readIamAddress(context.iamEndpoint), context),
    ({ token }, request) => addToken(token, request),
  );
  return { authenticate: renewed.authenticate, onUnauthorized: renewed.onUnauthorized, findProject: renewed.getValue };
}

interface IamToken extends ProjectHint {
  token: string;
}

/**
 * IAM's address without the version of its API, with which the vendor's tools take it too.
 * @throws {DliConfigurationError} if it is missing or invalid
 */
export function readIamAddress(endpoint: string | undefined): string {
  if (endpoint === undefined) {
    throw new DliConfigurationError('The address of IAM is not known. Set region, iam.endpoint or HUAWEICLOUD_SDK_IAM_ENDPOINT.');
  }
  return readAddress('The endpoint of IAM', endpoint).replace(/\/v3$/, '');
}

function findIdentityProblem(identity: IamIdentity): string | undefined {
  if (typeof identity !== 'object' || identity === null) return 'iam has to be { user, password, domain } or access keys.';
  if ('accessKeyId' in identity) return findAccessKeyProblem(identity);
  const missing = (['user', 'password', 'domain'] as const).find((name) => typeof identity[name] !== 'string' || identity[name] === '');
  return missing === undefined ? undefined : `iam.${missing} is missing. Set { user, password, domain } or access keys.`;
}

async function obtainToken(identity: IamIdentity, endpoint: string, context: AuthenticationContext): Promise<Expiring<IamToken>> {
  const secrets = new Set(['password' in identity ? identity.password : identity.secretAccessKey]);
  const auth = { identity: formatIdentity(identity), scope: { project: context.scope } };
  const { response, content } = await postToIam(context, `${endpoint}/v3/auth/tokens`, { auth }, secrets);
  const { expires_at, project } = (content.token ?? {}) as { expires_at?: string; project?: { id?: string } };
  const { value, expiresAt } = readToken({ token: readSubjectToken(response), expiresAt: expires_at });
  return { value: { token: value, projectId: project?.id, iamEndpoint: endpoint }, expiresAt };
}

/** @throws {Error} if the response has no token */
export function readSubjectToken(response: Response): string {
  const token = response.headers.get('x-subject-token');
  if (token === null) throw new Error('The response of IAM has no X-Subject-Token.');
  return token;
}

/**
 * Sends a body to IAM.
 * @throws {DliApiError} if IAM refuses it
 */
export async function postToIam(
  context: AuthenticationContext,
  url: string,
  body: object,
  secrets: Set<string>,
  headers: readonly (readonly [string, string])[] = [],
): Promise<{ response: Response; content: Readonly<Record<string, unknown>> }> {
  const request = { method: 'POST', url, headers: [['content-type', 'application/json'] as const, ...headers], body: JSON.stringify(body) };
  const operationId = `POST ${new URL(url).pathname}`;
  const { response, text, attempts } = await context.send(operationId, request, secrets);
  const hide = (shown: string) => namedRedaction.hide(shown, [...secrets]);
  return { response, content: readIamResponse(operationId, response, text, attempts, hide) };
}

/**
 * The body of a response of IAM, which wraps its errors, unlike DLI.
 * @throws {DliApiError} if the response is not 2xx
 */
export function readIamResponse(
  operationId: string,
  response: Response,
  text: string,
  attempts: number,
  hide: Hide,
): Readonly<Record<string, unknown>> {
  const content = parse(response.ok ? text : hide(text));
  const members = (typeof content === 'object' && content !== null ? content : {}) as Record<string, unknown>;
  if (response.ok) return members;
  const requestId = hide(response.headers.get('x-request-id') ?? '') || undefined;
  throw createApiError({ operationId, attempts, status: response.status, requestId, body: members.error ?? content });
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
