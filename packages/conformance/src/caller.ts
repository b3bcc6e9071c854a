import type { IncomingMessage } from 'node:http';
import { createDliClient } from '@dli-openapi/client';
import type { Mock } from '@dli-openapi/mock';
import type { Operation } from '@dli-openapi/openapi';
import type { Received } from './generate/wire.ts';
import type { Input } from './subject.ts';

/** The request that the mock received, if any, and the result of the client. */
export interface Outcome {
  received: Received | undefined;
  result: Promise<unknown>;
}

/** Calls operations of a mock through the client, in process or over HTTP. */
export class Caller {
  readonly #mock: Mock;
  readonly #url: string;
  #received: Received | undefined;

  private constructor(mock: Mock, url: string) {
    this.#mock = mock;
    this.#url = url;
  }

  /** Creates a caller, which works until the mock is closed. */
  static async create(mock: Mock): Promise<Caller> {
    let caller: Caller | undefined;
    const { url } = await mock.listen({ port: 0, beforeRequest: (request) => (caller ? caller.#recordIncoming(request) : false) });
    caller = new Caller(mock, url);
    return caller;
  }

  async call(
    { operationId }: Operation,
    { path, query, body }: Input,
    { overHttp = false, prefer }: { overHttp?: boolean; prefer?: string } = {},
  ): Promise<Outcome> {
    this.#received = undefined;
    const { project_id, ...others } = path;
    const createClient = () =>
      createDliClient({
        baseUrl: overHttp ? this.#url : 'http://dli.test',
        projectId: String(project_id),
        credentials: { token: 'token' },
        maxAttempts: 1,
        // On a busy machine the mock could end an idle connection just when it is used again.
        headers: { ...(overHttp && { connection: 'close' }), ...(prefer !== undefined && { prefer }) },
        fetch: (url, init) => (overHttp ? fetch(url, init) : this.#fetchInProcess(new Request(url, init))),
      });
    const result = (async () => {
      const method = createClient()[operationId as 'showFlinkJob'] as (input: object) => Promise<unknown>;
      return method({ ...(body as object | undefined), ...query, ...others });
    })();
    await result.catch(() => undefined);
    return { received: this.#received, result };
  }

  async #fetchInProcess(request: Request): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    this.#received = { method: request.method, target: pathname + search, body: await request.clone().text() };
    return this.#mock.fetch(request);
  }

  /** Records a request over a socket, and leaves its response to the mock. */
  #recordIncoming(request: IncomingMessage): boolean {
    const incoming = { method: String(request.method), target: String(request.url), body: '' };
    const decoder = new TextDecoder();
    request.on('data', (chunk: Uint8Array) => {
      incoming.body += decoder.decode(chunk, { stream: true });
    });
    this.#received = incoming;
    return false;
  }
}
