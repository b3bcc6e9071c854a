import { DliConfigurationError } from '../errors/index.ts';
import type { AccessKeys } from '../signing/sign.ts';
import { addSignature } from '../signing/sign.ts';
import type { Authentication, AuthenticationContext, OutgoingRequest } from './authentication.ts';

const tolerance = 60_000;

/** Signs requests, by a clock that follows the service's. */
export interface Signer {
  sign(keys: AccessKeys, request: OutgoingRequest, context: AuthenticationContext): void;
  /** Sets the clock by a refusal, and gives the reason to send again: `undefined` when the clock was right. */
  correctClock(request: OutgoingRequest, answer: Response, context: AuthenticationContext): string | undefined;
}

/** Makes a signer. */
export function createSigner(): Signer {
  // What the service's clock is ahead of ours.
  let ahead = 0;
  return {
    sign(keys, request, { clock, projectId }) {
      const { headers, secrets } = request;
      // It has to be the project of the path, and calls through `raw` may name another one.
      if (request.url.includes(`/${projectId}/`)) headers.set('x-project-id', projectId);
      const signature = addSignature(request, keys, clock.now() + ahead);
      secrets.add(keys.secretAccessKey).add(signature);
    },
    correctClock({ headers }, answer, { clock }) {
      const now = Date.parse(answer.headers.get('date') ?? '');
      const signedAt = (headers.get('x-sdk-date') ?? '').replace(/(....)(..)(..T..)(..)(..Z)/, '$1-$2-$3:$4:$5');
      // Compared with what was signed: another call may have set the clock since.
      if (!(Math.abs(now - Date.parse(signedAt)) > tolerance)) return undefined;
      ahead = now - clock.now();
      return `clock set ${Math.round(ahead / 1000)} s ahead, as the service's is`;
    },
  };
}

/**
 * Authentication by signing every request with an access key pair, permanent or temporary.
 * @throws {DliConfigurationError} when a key is missing or cannot be sent; the message does not show it
 */
export function accessKeyAuthentication(keys: AccessKeys): Authentication {
  const problem = accessKeyProblem(keys);
  if (problem !== undefined) throw new DliConfigurationError(problem);
  const signer = createSigner();
  return {
    authenticate: (request, context) => signer.sign(keys, request, context),
    refused: (request, answer, context) => signer.correctClock(request, answer, context),
  };
}

/** Why access keys cannot be used, if they cannot. */
export function accessKeyProblem(keys: AccessKeys): string | undefined {
  const { accessKeyId, secretAccessKey, securityToken } = keys;
  if (typeof secretAccessKey !== 'string' || secretAccessKey === '')
    return 'There is no secretAccessKey. Give the one that belongs to accessKeyId.';
  if (!isVisible(accessKeyId)) return 'There is no accessKeyId that a header can carry. Check where it was read.';
  if (securityToken !== undefined && !isVisible(securityToken))
    return 'The securityToken is not one that a header can carry. Check where it was read.';
  return undefined;
}

function isVisible(text: unknown): boolean {
  return typeof text === 'string' && /^[\x21-\x7e]+$/.test(text);
}
