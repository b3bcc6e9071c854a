import { DliConfigurationError } from '../errors.ts';
import type { AccessKeys } from '../signing.ts';
import { addSignature, findAccessKeyProblem, parseSdkDate } from '../signing.ts';
import type { Authentication, AuthenticationContext, OutgoingRequest } from './credentials.ts';

const tolerance = 60_000;
/** A `Date` further off than this is wrong itself, or the clock has to be set. */
const largestCorrection = 24 * 3_600_000;

/** Signs requests, by a clock that follows the service's. */
export interface Signer {
  sign(keys: AccessKeys, request: OutgoingRequest, context: AuthenticationContext): void;
  /** Corrects the clock by a response, and gives the reason to send again: `undefined` if the clock was right. */
  correctClock(request: OutgoingRequest, response: Response, context: AuthenticationContext): string | undefined;
}

export function createSigner(): Signer {
  // How far the service's clock is ahead of ours.
  let ahead = 0;
  return {
    sign(keys, request, { clock, projectId }) {
      const { headers, secrets } = request;
      // It has to be the project of the path, and calls through `raw` may name another one.
      if (projectId !== undefined && request.url.includes(`/${projectId}/`)) headers.set('x-project-id', projectId);
      const signature = addSignature(request, keys, clock.now() + ahead);
      secrets.add(keys.secretAccessKey).add(signature);
    },
    correctClock({ headers }, response, { clock }) {
      const date = Date.parse(response.headers.get('date') ?? '');
      const signed = parseSdkDate(headers.get('x-sdk-date') ?? '');
      // Compared with what was signed: another call may have corrected the clock since.
      const isRight = !(Math.abs(date - signed) > tolerance);
      const now = clock.now();
      // A correction that is refused all the same followed a wrong clock.
      const isUseless = isRight && ahead !== 0 && Math.abs(signed - now) > tolerance;
      if ((isRight && !isUseless) || Math.abs(date - now) > largestCorrection) return undefined;
      ahead = isUseless ? 0 : date - now;
      return isUseless ? 'clock no longer corrected' : `clock corrected to ${Math.round(ahead / 1000)} s ahead, as the service's is`;
    },
  };
}

/**
 * Authentication by signing every request with an access key pair, permanent or temporary.
 * @throws {DliConfigurationError} if a key is missing or cannot be sent; the message does not show it
 */
export function createAccessKeyAuthentication(keys: AccessKeys): Authentication {
  const problem = findAccessKeyProblem(keys);
  if (problem !== undefined) throw new DliConfigurationError(problem);
  const signer = createSigner();
  return {
    authenticate: (request, context) => signer.sign(keys, request, context),
    onUnauthorized: (request, response, context) => signer.correctClock(request, response, context),
  };
}
