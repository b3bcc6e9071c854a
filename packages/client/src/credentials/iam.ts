import { apiErrorOf } from '../errors/api-error.ts';
import { DliConfigurationError } from '../errors/index.ts';
import { redacted } from '../redaction.ts';
import type { AccessKeys } from '../signing/sign.ts';
import { accessKeyProblem } from './access-keys.ts';
import type { Authentication, AuthenticationContext } from './authentication.ts';
import { renewable } from './renewable.ts';
import { checkedToken, putToken } from './token.ts';

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
 * ends and once after DLI refused it.
 * @param endpoint IAM's address, such as `https://iam.cn-north-4.myhuaweicloud.com`
 * @throws {DliConfigurationError} when the identity or the endpoint cannot be used; the message does not show them
 */
export function iamAuthentication(identity: IamIdentity, endpoint: string): Authentication {
  const problem = identityProblem(identity);
  if (problem !== undefined) throw new DliConfigurationError(problem);
  if (!/^https?:/.test(endpoint) || !URL.canParse(endpoint))
    throw new DliConfigurationError(
      'The endpoint of IAM is not an address. Write it in full, such as https://iam.cn-north-4.myhuaweicloud.com.',
    );
  return renewable((context) => exchanged(identity, endpoint.replace(/\/+$/, ''), context), putToken);
}

function identityProblem(identity: IamIdentity): string | undefined {
  if (typeof identity !== 'object' || identity === null) return 'iam has to be { user, password, domain } or access keys.';
  if ('accessKeyId' in identity) return accessKeyProblem(identity);
  const missing = (['user', 'password', 'domain'] as const).find((name) => typeof identity[name] !== 'string' || identity[name] === '');
  return missing === undefined ? undefined : `iam.${missing} is missing. Give { user, password, domain } or access keys.`;
}

async function exchanged(identity: IamIdentity, endpoint: string, context: AuthenticationContext) {
  const secrets = new Set(['password' in identity ? identity.password : identity.secretAccessKey]);
  const body = JSON.stringify({ auth: { identity: proofOf(identity), scope: { project: { id: context.projectId } } } });
  const request = { method: 'POST', url: `${endpoint}/v3/auth/tokens`, headers: new Map([['content-type', 'application/json']]), body };
  const { response, text, attempts } = await context.exchange(operationId, request, secrets);
  const content = parsed(text) as { error?: unknown; token?: { expires_at?: string } } | string | undefined;
  const { error, token } = typeof content === 'object' && content !== null ? content : {};
  if (!response.ok) {
    // IAM wraps its errors, unlike DLI.
    const requestId = redacted(response.headers.get('x-request-id') ?? undefined, secrets);
    throw apiErrorOf({ operationId, attempts, status: response.status, requestId, body: redacted(error ?? content, secrets) });
  }
  const given = response.headers.get('x-subject-token');
  if (given === null) throw new Error('IAM answered without a token in X-Subject-Token.');
  return checkedToken({ token: given, expiresAt: token?.expires_at });
}

function proofOf(identity: IamIdentity): object {
  if ('accessKeyId' in identity) {
    const { accessKeyId, secretAccessKey } = identity;
    return { methods: ['hw_ak_sk'], hw_ak_sk: { access: { key: accessKeyId }, secret: { key: secretAccessKey } } };
  }
  const { user, password, domain } = identity;
  return { methods: ['password'], password: { user: { name: user, password, domain: { name: domain } } } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text === '' ? undefined : text;
  }
}
