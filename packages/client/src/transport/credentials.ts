import { DliConfigurationError } from '../errors/index.ts';

/** What proves to DLI who calls. */
export interface Credentials {
  /** A token of the project, from IAM `POST /v3/auth/tokens`. It is valid for 24 hours and sent as `X-Auth-Token`. */
  token: string;
}

/** Puts onto a request what proves who calls. */
export type Authenticate = (request: Request) => void | Promise<void>;

/**
 * Turns credentials into a function that authenticates requests. Only the returned function knows the secret.
 * @throws {DliConfigurationError} when the credentials are missing or cannot be sent; the message does not show them
 */
export function authenticationOf(credentials: Credentials | undefined): Authenticate {
  const token: unknown = credentials?.token;
  if (typeof token !== 'string' || token === '') {
    throw new DliConfigurationError('No credentials. Give createDliClient credentials: { token } with a token of the project.');
  }
  // Headers would refuse it too, with the token in the error's message.
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw new DliConfigurationError('The token holds a character that no header can carry, such as a line break. Check where it was read.');
  }
  return (request) => request.headers.set('X-Auth-Token', token);
}
