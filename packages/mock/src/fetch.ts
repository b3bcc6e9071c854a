import type { Answer } from './answers/answer.ts';
import type { Handler } from './handle.ts';

/**
 * Makes a `fetch` that answers in process. Like the global one it takes an absolute URL, rejects with a TypeError for a request
 * that cannot be made or a connection that breaks, and with the signal's reason when it is aborted; unlike it, it looks at no
 * host, and opens no socket.
 */
export function createFetch(handler: Handler): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const answer = await handler({
      method: request.method,
      url: new URL(request.url),
      headers: Object.fromEntries(request.headers),
      body: new Uint8Array(await request.arrayBuffer()),
    });
    request.signal.throwIfAborted();
    return answer.delivery === undefined ? responseOf(answer, answer.body) : deliver(answer, request);
  };
}

function responseOf({ status, headers }: Answer, body: string | ReadableStream | undefined): Response {
  return new Response(body ?? null, { status, headers });
}

async function deliver(answer: Answer, request: Request): Promise<Response> {
  const { delayMilliseconds = 0, fault } = answer.delivery ?? {};
  if (delayMilliseconds > 0) await wait(delayMilliseconds, request);
  if (fault === 'hang') await wait(Number.POSITIVE_INFINITY, request);
  if (fault === 'reset' || (fault === 'truncate' && !answer.body)) throw broken('fetch failed', 'read ECONNRESET', 'ECONNRESET');
  return responseOf(answer, fault === 'truncate' ? truncated(answer.body ?? '') : answer.body);
}

/** A request's signal follows the one that it was made with only as long as somebody holds the request. */
const waiting = new Set<Request>();

function wait(milliseconds: number, request: Request): Promise<void> {
  waiting.add(request);
  const waited = new Promise<void>((resolve, reject) => {
    const timer = Number.isFinite(milliseconds) ? setTimeout(resolve, milliseconds) : undefined;
    request.signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(request.signal.reason);
    });
  });
  return waited.finally(() => waiting.delete(request));
}

/** Half of a text, and then the error that ends the body of a global `fetch` whose connection breaks. */
function truncated(text: string): ReadableStream {
  const bytes = new TextEncoder().encode(text);
  let isSent = false;
  return new ReadableStream({
    pull(controller) {
      if (isSent) controller.error(broken('terminated', 'other side closed', 'UND_ERR_SOCKET'));
      else controller.enqueue(bytes.subarray(0, bytes.length / 2));
      isSent = true;
    },
  });
}

function broken(message: string, reason: string, code: string): TypeError {
  return new TypeError(message, { cause: Object.assign(new Error(reason), { code }) });
}
