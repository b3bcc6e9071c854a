import type { Handler } from './handle.ts';

const nothing = new Uint8Array(0);

/**
 * Makes a `fetch` that answers in process. Like the global one it takes an absolute URL, rejects with a TypeError for a request
 * that cannot be made, and with the signal's reason when it is aborted; unlike it, it looks at no host, and opens no socket.
 */
export function createFetch(handler: Handler): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const answer = await handler({
      method: request.method,
      url: new URL(request.url),
      headers: Object.fromEntries(request.headers),
      body: request.body === null ? nothing : new Uint8Array(await request.arrayBuffer()),
    });
    request.signal.throwIfAborted();
    return new Response(answer.body ?? null, { status: answer.status, headers: answer.headers });
  };
}
