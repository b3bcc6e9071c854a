import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import { request as requestPlain } from 'node:http';
import { request as requestEncrypted } from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { LoadedDocument } from '../document/load.ts';
import type { Observer } from '../exchange.ts';
import { sendWhole } from '../http/send.ts';
import type { BeforeRequest } from '../http/server.ts';
import { parseTarget } from '../http/server.ts';
import { redactViolation } from '../redaction.ts';
import type { MockRequest } from '../request/call.ts';
import { largestBody } from '../request/call.ts';
import { inspectRequest } from '../request/inspect.ts';
import type { MockResponse } from '../response/response.ts';
import { createError } from '../response/response.ts';
import { checkResponse } from '../validation/response.ts';
import type { BodyCopy } from './body.ts';
import { createBodyCopy, decodeBody } from './body.ts';
import { joinHeaders, listForwarded } from './headers.ts';
import { findSignedHostFault } from './upstream.ts';

export interface ProxySettings {
  /** Where requests go: scheme, host and port. */
  upstream: URL;
  /** Report also what the document does not know but does not forbid: query parameters and properties of responses. */
  strict: boolean;
  observe: Observer;
  /** How long the other end may be silent, in milliseconds. */
  timeoutMilliseconds: number;
  /** A certificate (PEM) to trust besides the well-known ones. */
  certificateAuthority?: string;
}

/**
 * Forwards each request as it came to a real endpoint, and the response as it comes. When an exchange is over, it is reported, with
 * each violation of the document. Bodies are not held back; of those up to 10 MiB a copy is kept for the check.
 */
export function createProxy(loaded: LoadedDocument, settings: ProxySettings): BeforeRequest {
  return (request, response) => {
    forward(loaded, settings, request, response).catch(() => response.destroy());
    return true;
  };
}

async function forward(
  loaded: LoadedDocument,
  settings: ProxySettings,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const startedAt = Date.now();
  const start = performance.now();
  const copy = createBodyCopy(largestBody);
  const url = parseTarget(incoming.url ?? '/');
  const outcome = url ? await exchange(settings, incoming, outgoing, copy) : refuse(incoming, outgoing, wrongTarget);
  if (outcome === undefined) return;
  const seen = await readRequest(incoming, url ?? nowhere, copy);
  const { call, violations } = inspectRequest(loaded, settings.strict, seen.request, seen.isWhole);
  const { response, body, isForeign, cut } = outcome;
  const contentType = response.headers['content-type'];
  const responseViolations =
    call && isForeign && cut === undefined && incoming.method !== 'HEAD'
      ? checkResponse(loaded, call.operation, { status: response.status, contentType, body }, settings.strict).map(redactViolation)
      : [];
  const milliseconds = performance.now() - start;
  settings.observe({
    request: seen.request,
    call,
    response: { ...response, violations },
    responseViolations,
    isPartial: !seen.isWhole || (isForeign && body === undefined),
    cut,
    startedAt,
    milliseconds,
  });
}

const nowhere = new URL('http://mock/');
const wrongTarget = createError(400, 'The request target must begin with a slash');

interface Outcome {
  response: MockResponse;
  /** The response's body, decoded; undefined where it was not kept. */
  body: Buffer | undefined;
  /** Whether it came from the other end. */
  isForeign: boolean;
  /** How the response ended before its end, if it did. */
  cut?: string;
}

/** Undefined when the client left: then there is nothing to report. */
async function exchange(
  settings: ProxySettings,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  copy: BodyCopy,
): Promise<Outcome | undefined> {
  const fault = findSignedHostFault(joinHeaders(listForwarded(incoming)), settings.upstream);
  if (fault !== undefined) return refuse(incoming, outgoing, createError(401, fault));
  if (incoming.headers.expect !== undefined) outgoing.writeContinue();
  let foreign: IncomingMessage;
  try {
    foreign = await callUpstream(settings, incoming, outgoing, copy);
  } catch (error) {
    return outgoing.destroyed ? undefined : refuse(incoming, outgoing, createUpstreamError(error as NodeJS.ErrnoException, settings));
  }
  return relay(foreign, settings, incoming, outgoing);
}

/** Sends a request on, and waits for the head of its response. */
function callUpstream(
  { upstream, timeoutMilliseconds, certificateAuthority }: ProxySettings,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  copy: BodyCopy,
): Promise<IncomingMessage> {
  const headers = ['Host', upstream.host, ...listForwarded(incoming, ['host', 'expect']).flat(), ...chooseFraming(incoming)];
  const start = upstream.protocol === 'https:' ? requestEncrypted : requestPlain;
  return new Promise((resolve, reject) => {
    const call = start(upstream, {
      method: incoming.method,
      path: readPath(incoming),
      headers,
      timeout: timeoutMilliseconds,
      // A connection that is kept alive may end just when it is used again, and not every request may be sent twice.
      agent: false,
      ...(certificateAuthority !== undefined && { ca: certificateAuthority }),
    });
    const stop = (stopped: Readable | ClientRequest = call) => stopped.destroy(new TimeoutError());
    let response: IncomingMessage | undefined;
    call.once('response', (foreign) => {
      response = foreign;
      resolve(foreign);
    });
    call.once('upgrade', (_foreign, socket) => {
      socket.destroy();
      reject(new Error('it asks for another protocol (status 101)'));
    });
    call.on('error', reject);
    call.once('timeout', () => stop(response));
    // Statuses from 100 to 199, however many, are not the response yet.
    call.once('finish', () => {
      const late = setTimeout(() => response ?? stop(), timeoutMilliseconds);
      call.once('response', () => clearTimeout(late)).once('close', () => clearTimeout(late));
    });
    call.once('close', () => reject(new Error('it ended the connection')));
    outgoing.once('close', () => stopUnlessDone(call, outgoing));
    // Not pipeline: when the other end fails it would also destroy the client's connection, and the response with it.
    incoming.on('error', reject).pipe(copy.through).pipe(call);
  });
}

/** How the other end knows where the body ends, where `Content-Length` is not among the headers that are forwarded. */
function chooseFraming({ method, headers }: IncomingMessage): string[] {
  if (headers['transfer-encoding'] !== undefined) return ['Transfer-Encoding', 'chunked'];
  const hasNone = headers['content-length'] === undefined && method !== 'GET' && method !== 'HEAD' && method !== 'DELETE';
  return hasNone ? ['Content-Length', '0'] : [];
}

class TimeoutError extends Error {}

function stopUnlessDone(call: ClientRequest, outgoing: ServerResponse): void {
  if (!outgoing.writableFinished) call.destroy();
}

/** A path with its query as it was sent; of an absolute URL, which proxies may get, its path. */
function readPath({ url = '/' }: IncomingMessage): string {
  return url.replace(/^https?:\/\/[^/?#]*/i, '') || '/';
}

async function relay(
  foreign: IncomingMessage,
  settings: ProxySettings,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<Outcome | undefined> {
  const forwarded = listForwarded(foreign);
  const copy = createBodyCopy(largestBody);
  const status = foreign.statusCode ?? 502;
  const headers = joinHeaders(forwarded);
  try {
    outgoing.sendDate = false;
    outgoing.writeHead(status, foreign.statusMessage, forwarded.flat());
  } catch (error) {
    foreign.destroy();
    outgoing.sendDate = true;
    outgoing.statusMessage = '';
    return refuse(incoming, outgoing, createError(502, `${settings.upstream.host} sent an invalid response: ${(error as Error).message}`));
  }
  try {
    await pipeline(foreign, copy.through, outgoing);
  } catch (error) {
    // It is the client's connection that closed.
    if ((error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE') return undefined;
    const response = { status, headers, body: undefined, violations: [] };
    return { response, body: undefined, isForeign: true, cut: explainCut(error, settings) };
  }
  const body = await decodeBody(copy.get(), headers['content-encoding'], largestBody);
  return { response: { status, headers, body: undefined, bytes: body, violations: [] }, body, isForeign: true };
}

function explainCut(error: unknown, { upstream, timeoutMilliseconds }: ProxySettings): string {
  const reason = error instanceof TimeoutError ? `was silent for ${timeoutMilliseconds} ms in` : 'broke off';
  return `${upstream.host} ${reason} its response, which was cut off`;
}

/** Responds in the other end's place. The rest of the request is read, so that the client sees the response. */
function refuse(incoming: IncomingMessage, outgoing: ServerResponse, response: MockResponse): Outcome {
  incoming.unpipe();
  incoming.resume();
  sendWhole(outgoing, response);
  return { response, body: undefined, isForeign: false };
}

function createUpstreamError(error: NodeJS.ErrnoException, { upstream, timeoutMilliseconds }: ProxySettings): MockResponse {
  if (error instanceof TimeoutError) return createError(504, `${upstream.host} did not respond within ${timeoutMilliseconds} ms`);
  if (error.code === undefined) return createError(502, `${upstream.host} did not respond: ${error.message}`);
  return createError(502, `${upstream.host} could not be reached: ${error.code}${explainCode(error.code)}`);
}

function explainCode(code = ''): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return '. Its name is not known: check the address and the region in it';
  if (/CERT|SIGNED/.test(code)) return '. To trust the certificate of its issuer, start with NODE_EXTRA_CA_CERTS=<file>';
  return '';
}

/** The request as it is checked. */
async function readRequest(incoming: IncomingMessage, url: URL, copy: BodyCopy): Promise<{ request: MockRequest; isWhole: boolean }> {
  const headers = joinHeaders(listForwarded(incoming));
  const body = await decodeBody(copy.get(), headers['content-encoding'], largestBody);
  const request = { method: incoming.method ?? 'GET', url, headers, body: body ?? Buffer.alloc(0) };
  return { request, isWhole: body !== undefined && incoming.complete };
}
