import type { Handler } from '../exchange.ts';
import type { MockResponse } from '../response/response.ts';

const nothing = new Uint8Array(0);

/**
 * Creates a `fetch` that responds in process. Like the global one it takes an absolute URL, rejects with a TypeError for a request
 * that cannot be made or a connection that breaks, and with the signal's reason when it is aborted; unlike it, it reads no host and
 * opens no socket.
 */
export function createFetch(handler: Handler): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    const { method, url, headers } = request;
    const body = request.body === null ? nothing : new Uint8Array(await request.arrayBuffer());
    const found = handler({ method, url: new URL(url), headers: readHeaders(headers), body });
    const response = await rejectOnAbort(request, found);
    return response.delivery === undefined ? toResponse(response, response.body) : deliver(response, request);
  };
}

/** Not every `Headers` has its names in lower case: that of happy-dom keeps theirs. */
function readHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries(Array.from(headers, ([name, value]) => [name.toLowerCase(), value]));
}

function toResponse({ status, headers }: MockResponse, body: string | ReadableStream | undefined): Response {
  return new Response(body ?? null, { status, headers: { ...headers, date: new Date().toUTCString() } });
}

async function deliver(response: MockResponse, request: Request): Promise<Response> {
  const { delayMilliseconds = 0, fault } = response.delivery ?? {};
  if (delayMilliseconds > 0) await wait(delayMilliseconds, request);
  if (fault === 'hang') await wait(Number.POSITIVE_INFINITY, request);
  if (fault === 'reset' || (fault === 'truncate' && !response.body)) throw createError('fetch failed', 'read ECONNRESET', 'ECONNRESET');
  return toResponse(response, fault === 'truncate' ? truncate(response.body ?? '') : response.body);
}

function wait(milliseconds: number, request: Request): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const waited = new Promise<void>((resolve) => {
    if (Number.isFinite(milliseconds)) timer = setTimeout(resolve, milliseconds);
  });
  return rejectOnAbort(request, waited).finally(() => clearTimeout(timer));
}

/** A request's signal follows the one that it was made with only as long as somebody holds the request. */
const waiting = new Set<Request>();

/** Rejects with the reason of the request's signal if that aborts before a promise settles. */
async function rejectOnAbort<Value>(request: Request, promise: Promise<Value>): Promise<Value> {
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
function truncate(text: string): ReadableStream {
  const bytes = new TextEncoder().encode(text);
  let isSent = false;
  return new ReadableStream({
    pull(controller) {
      if (isSent) controller.error(createError('terminated', 'other side closed', 'UND_ERR_SOCKET'));
      else controller.enqueue(bytes.subarray(0, bytes.length / 2));
      isSent = true;
    },
  });
}

/** The error of the global `fetch` for a connection that breaks. */
function createError(message: string, reason: string, code: string): TypeError {
  return new TypeError(message, { cause: Object.assign(new Error(reason), { code }) });
}
