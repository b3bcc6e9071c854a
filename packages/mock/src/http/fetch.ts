import type { Handler } from '../handler.ts';
import type { Answer } from '../response/response.ts';

const nothing = new Uint8Array(0);

/**
 * Makes a `fetch` that answers in process. Like the global one it takes an absolute URL, rejects with a TypeError for a request
 * that cannot be made or a connection that breaks, and with the signal's reason when it is aborted; unlike it, it looks at no
 * host, and opens no socket.
 */
export function createFetch(handler: Handler): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const { method, url, headers } = request;
    const body = request.body === null ? nothing : new Uint8Array(await request.arrayBuffer());
    const answer = await unlessAborted(request, handler({ method, url: new URL(url), headers: Object.fromEntries(headers), body }));
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

function wait(milliseconds: number, request: Request): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const waited = new Promise<void>((resolve) => {
    if (Number.isFinite(milliseconds)) timer = setTimeout(resolve, milliseconds);
  });
  return unlessAborted(request, waited).finally(() => clearTimeout(timer));
}

/** A request's signal follows the one that it was made with only as long as somebody holds the request. */
const waiting = new Set<Request>();

/** What a promise gives, or the reason of the request's signal if that aborts first. */
async function unlessAborted<Value>(request: Request, promise: Promise<Value>): Promise<Value> {
  const { signal } = request;
  let abort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort);
  });
  waiting.add(request);
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    waiting.delete(request);
    signal.removeEventListener('abort', abort);
  }
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
