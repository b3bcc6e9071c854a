import type { AccessKeys } from '../signing/sign.ts';
import { accessKeyProblem, createSigner } from './access-keys.ts';
import type { Authentication } from './authentication.ts';
import type { Expiry } from './renewable.ts';
import { renewable } from './renewable.ts';
import type { Token } from './token.ts';
import { checkedToken, putToken } from './token.ts';

/** Access keys and when they end. */
export interface ExpiringAccessKeys extends AccessKeys {
  /** When they end. Left out, they are used until DLI refuses them. */
  expiresAt?: Expiry | undefined;
}

/** Gives a token or access keys each time they are needed: at first, before the last ones end, and after DLI refused them. */
export type CredentialsFunction = () => Token | ExpiringAccessKeys | Promise<Token | ExpiringAccessKeys>;

/** Authentication with whatever a function gives, called once for all the calls that wait for it. */
export function functionAuthentication(give: CredentialsFunction): Authentication {
  const signer = createSigner();
  const obtain = async () => {
    const given = await give();
    if (typeof given !== 'object' || given === null) throw new Error('The function gave neither { token } nor access keys.');
    if ('token' in given) return checkedToken(given);
    const problem = accessKeyProblem(given);
    if (problem !== undefined) throw new Error(problem);
    const { expiresAt, ...value } = given;
    return { value, expiresAt };
  };
  const renewed = renewable<string | AccessKeys>(obtain, (value, request, context) => {
    if (typeof value === 'string') putToken(value, request);
    else signer.sign(value, request, context);
  });
  return {
    authenticate: renewed.authenticate,
    refused: (request, answer, context) => signer.correctClock(request, answer, context) ?? renewed.refused(request, answer, context),
  };
}
