import type { Clock, DliClient, DliClientOptions, SignableRequest } from '@dli-openapi/client';
import { createDliClient } from '@dli-openapi/client';
import { token } from './secrets.ts';

/** What the program is given. */
export interface Place {
  /** The address of the server. The first part of a path says how it answers. */
  service: string;
  /** An address that refuses connections. */
  refusing: string;
  /** Requests, and the signatures they have to have. */
  vectors: readonly { request: SignableRequest & { url: string }; authorization: string }[];
  vectorKeys: { accessKeyId: string; secretAccessKey: string };
}

/** An address whose host cannot exist: names may have 63 letters between two dots. So nobody asks the network about it. */
export const noHost = `http://${'a'.repeat(64)}.test`;

/** The system's clock, but nobody waits by it before a request is sent again. */
const hurried: Clock = { now: () => Date.now(), sleep: async () => undefined };

/** A client of the server when it behaves in one way. */
export function clientOf({ service }: Pick<Place, 'service'>, behaviour: string, options: DliClientOptions = {}): DliClient {
  return createDliClient({ baseUrl: `${service}/${behaviour}`, projectId: 'p1', credentials: { token }, clock: hurried, ...options });
}
