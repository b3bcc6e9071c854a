import type { Clock, DliClient, DliClientOptions, SignableRequest } from '@dli-openapi/client';
import { createDliClient } from '@dli-openapi/client';
import { token } from './secrets.ts';

/** The input of the program. */
export interface Place {
  /** The address of the server. The first part of a path names its behaviour. */
  service: string;
  /** An address that refuses connections. */
  refusing: string;
  /** Requests with their expected signatures. */
  vectors: readonly { request: SignableRequest & { url: string }; authorization: string }[];
  vectorKeys: { accessKeyId: string; secretAccessKey: string };
}

/** An address whose host cannot exist, as names may have 63 letters between dots, so that no name server is queried. */
export const noHost = `http://${'a'.repeat(64)}.test`;

/** The system's clock, without waits before retries. */
const hurried: Clock = { now: () => Date.now(), sleep: async () => undefined };

/** Creates a client of the server with one behaviour. */
export function createClient({ service }: Pick<Place, 'service'>, behaviour: string, options: DliClientOptions = {}): DliClient {
  return createDliClient({ baseUrl: `${service}/${behaviour}`, projectId: 'p1', credentials: { token }, clock: hurried, ...options });
}
