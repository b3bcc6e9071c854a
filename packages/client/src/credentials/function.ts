import type { AccessKeys } from '../signing.ts';
import { createSigner, findAccessKeyProblem } from './access-keys.ts';
import type { Authentication } from './authentication.ts';
import type { Expiry } from './renewal.ts';
import { createRenewedAuthentication } from './renewal.ts';
import type { Token } from './token.ts';
import { addToken, readToken } from './token.ts';

/** Access keys and when they expire. */
export interface ExpiringAccessKeys extends AccessKeys {
  /** When they expire. If omitted, they are used until DLI refuses them. */
  expiresAt?: Expiry | undefined;
}

/** Gives a token or access keys. Called when they are first needed, before the last ones expire, and after DLI refused them. */
export type CredentialsFunction = () => Token | ExpiringAccessKeys | Promise<Token | ExpiringAccessKeys>;

/** Authentication with whatever a function gives, called once for all the calls that wait for it. */
export function createFunctionAuthentication(give: CredentialsFunction): Authentication {
  const signer = createSigner();
  const obtain = async () => {
    const given = await give();
    if (typeof given !== 'object' || given === null) throw new Error('The function gave neither { token } nor access keys.');
    if ('token' in given) return readToken(given);
    const problem = findAccessKeyProblem(given);
    if (problem !== undefined) throw new Error(problem);
    const { expiresAt, ...value } = given;
    return { value, expiresAt };
  };
  const renewed = createRenewedAuthentication<string | AccessKeys>(obtain, (value, request, context) => {
    if (typeof value === 'string') addToken(value, request);
    else signer.sign(value, request, context);
  });
  return {
    authenticate: renewed.authenticate,
    onUnauthorized: (request, response, context) =>
      signer.correctClock(request, response, context) ?? renewed.onUnauthorized(request, response, context),
  };
}
