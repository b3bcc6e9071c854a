import type { Authentication } from './credentials/authentication.ts';
import type { TokenCredentials } from './credentials/token.ts';
import { tokenAuthentication } from './credentials/token.ts';
import { DliConfigurationError } from './errors/index.ts';
import type { DliCoreOptions } from './options.ts';
import { baseUrlOf, checkOptions, headersOf, projectIdOf } from './options.ts';
import { wholeAnswerOf } from './transport/answer.ts';
import { systemClock } from './transport/clock.ts';
import type { Limits } from './transport/limits.ts';
import { limitsOf } from './transport/limits.ts';
import type { Transport } from './transport/transport.ts';
import { createTransport } from './transport/transport.ts';

/** What every call of a client goes out by. */
export interface Connection {
  baseUrl: string;
  projectId: string;
  limits: Limits;
  transport: Transport;
}

/**
 * Turns options into a connection. Nothing is sent.
 * @throws {DliConfigurationError} when the options cannot work
 */
export function connectionOf(options: DliCoreOptions): Connection {
  checkOptions(options);
  const baseUrl = baseUrlOf(options);
  const projectId = projectIdOf(options);
  const limits = limitsOf(options);
  if (typeof limits === 'string') throw new DliConfigurationError(limits);
  const { fetch } = options;
  const transport = createTransport({
    send: async ({ url, request, read = wholeAnswerOf }, { method, headers, body }, signal) => {
      // A followed redirect would hand X-Auth-Token to whatever host it names.
      const init = {
        method,
        headers: Object.fromEntries(headers),
        redirect: 'manual',
        signal,
        ...(body !== undefined && { body }),
      } as const;
      const to = request ?? url;
      // Looked up at each call, so that what replaces the global fetch later on (a test's interceptor) is seen.
      const response = await (fetch ? fetch(new Request(to, init)) : globalThis.fetch(to, init));
      return read(response);
    },
    authentication: authenticationOf(options.credentials),
    clock: options.clock ?? systemClock,
    headers: headersOf(options),
    hooks: [options.hooks ?? []].flat(),
    limits,
    projectId,
  });
  return { baseUrl, projectId, limits, transport };
}

function authenticationOf(credentials: TokenCredentials | Authentication | undefined): Authentication {
  if (typeof credentials !== 'object' || credentials === null)
    throw new DliConfigurationError('No credentials. Give credentials: { token }.');
  return 'authenticate' in credentials ? credentials : tokenAuthentication(credentials.token);
}
