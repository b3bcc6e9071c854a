import { DliConfigurationError } from '../errors/index.ts';
import type { Authentication } from './authentication.ts';
import type { Expiry } from './renewable.ts';
import { renewable } from './renewable.ts';

/** A token and when it ends. */
export interface Token {
  /** A token of the project, from IAM `POST /v3/auth/tokens`. It is valid for 24 hours and sent as `X-Auth-Token`. */
  token: string;
  /** When it ends. Left out, it is used until DLI refuses it. */
  expiresAt?: Expiry | undefined;
}

/** Gives a token each time one is needed: at first, before the last one ends, and after DLI refused it. */
export type TokenFunction = () => string | Token | Promise<string | Token>;

/** A token to be sent with every request. */
export interface TokenCredentials {
  /** The token, which nothing renews; or a function that gives one, called once for all the calls that wait for it. */
  token: string | TokenFunction;
}

/**
 * Authentication with a token.
 * @throws {DliConfigurationError} when there is none or it cannot be sent; the message does not show it
 */
export function tokenAuthentication(token: string | TokenFunction): Authentication {
  if (typeof token === 'function') {
    const obtain = async () => checkedToken(await token());
    return renewable(obtain, putToken);
  }
  const problem = tokenProblem(token);
  if (problem !== undefined) throw new DliConfigurationError(problem);
  return { authenticate: (request) => putToken(token, request) };
}

/** Sends a token with a request. */
export function putToken(token: string, { headers }: { headers: Map<string, string> }): void {
  headers.set('x-auth-token', token);
}

/**
 * A token that a function gave, by itself or with its end.
 * @throws {Error} when it is none, or one that cannot be sent; the message does not show it
 */
export function checkedToken(given: string | Token): { value: string; expiresAt?: Expiry | undefined } {
  const { token, expiresAt } = typeof given === 'object' && given !== null ? given : { token: given, expiresAt: undefined };
  const problem = tokenProblem(token);
  if (problem !== undefined) throw new Error(problem);
  return { value: token, expiresAt };
}

function tokenProblem(token: unknown): string | undefined {
  if (typeof token !== 'string' || token === '') return 'There is no token. Give a token of the project, as a string.';
  // Headers would refuse it too, with the token in the error's message.
  if (/^[\x21-\x7e]+$/.test(token)) return undefined;
  return 'The token holds a character that no header can carry, such as a line break.';
}
