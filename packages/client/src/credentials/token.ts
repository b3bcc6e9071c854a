import { DliConfigurationError } from '../errors.ts';
import type { Authentication } from './credentials.ts';
import type { Expiring, Expiry } from './renewal.ts';
import { createRenewedAuthentication } from './renewal.ts';

/** A token and when it expires. */
export interface Token {
  /** A token of the project, from IAM `POST /v3/auth/tokens`. It is valid for 24 hours and sent as `X-Auth-Token`. */
  token: string;
  /** When it expires. If omitted, it is used until DLI refuses it. */
  expiresAt?: Expiry | undefined;
}

/** Gives a token. Called when one is first needed, before the last one expires, and after DLI refused it. */
export type TokenFunction = () => string | Token | Promise<string | Token>;

/** A token to be sent with every request. */
export interface TokenCredentials {
  /** The token, which is not renewed; or a function that gives one, called once for all the calls that wait for it. */
  token: string | TokenFunction;
}

/**
 * Authentication with a token.
 * @throws {DliConfigurationError} if the token is missing or cannot be sent; the message does not show it
 */
export function createTokenAuthentication(token: string | TokenFunction): Authentication {
  if (typeof token === 'function') return createRenewedAuthentication(async () => readToken(await token()), addToken);
  const problem = findTokenProblem(token);
  if (problem !== undefined) throw new DliConfigurationError(problem);
  return { authenticate: (request) => addToken(token, request) };
}

export function addToken(token: string, { headers }: { headers: Map<string, string> }): void {
  headers.set('x-auth-token', token);
}

/**
 * The token that a function gave.
 * @throws {Error} if it is missing or cannot be sent; the message does not show it
 */
export function readToken(given: string | Token): Expiring<string> {
  const { token, expiresAt } = typeof given === 'object' && given !== null ? given : { token: given, expiresAt: undefined };
  const problem = findTokenProblem(token);
  if (problem !== undefined) throw new Error(problem);
  return { value: token, expiresAt };
}

function findTokenProblem(token: unknown): string | undefined {
  if (typeof token !== 'string' || token === '') return 'token is missing. Set a token of the project, as a string.';
  // Headers would refuse it too, with the token in the message of the error.
  if (/^[\x21-\x7e]+$/.test(token)) return undefined;
  return 'token holds a character that a header cannot have, such as a line break.';
}
