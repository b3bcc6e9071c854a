import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import { request as requestPlain } from 'node:http';
import { request as requestEncrypted } from 'node:https';
import { pipeline } from 'node:stream/promises';
import type { LoadedDocument } from '../document/load.ts';
import type { Observer } from '../handler.ts';
import { largestBody } from '../handler.ts';
import type { BeforeRequest } from '../http/listen.ts';
import { send } from '../http/send.ts';
import { withoutSecret } from '../redaction.ts';
import type { MockRequest } from '../request/call.ts';
import { inspect } from '../request/inspect.ts';
import type { Answer } from '../response/response.ts';
import { errorAnswer } from '../response/response.ts';
import { answerViolations } from '../validation/response.ts';
import type { Violation } from '../validation/violation.ts';
import type { Keeper } from './body.ts';
import { createKeeper, decoded } from './body.ts';
import { endToEnd, joined } from './headers.ts';
import { signedHostFault } from './upstream.ts';

export interface ProxySettings {
  /** Where requests go: scheme, host and port. */
  upstream: URL;
  /** Report also what the document does not know but does not forbid: query parameters and properties of answers. */
  strict: boolean;
  observers: Iterable<Observer>;
  /** How long the other end may be silent, in milliseconds. */
  timeoutMilliseconds: number;
  /** A certificate (PEM) to trust besides the well-known ones. */
  certificateAuthority?: string;
}

/**
 * Forwards each request as it came to a real endpoint, and what that answers as it comes. When an exchange is over, the observers are told of
 * it and of each way in which it departs from the document. Bodies are not held back; of those up to 10 MiB a copy is kept for the check.
 */
export function createProxy(loaded: LoadedDocument, settings: ProxySettings): BeforeRequest {
  return (request, response) => {
    // Such as a status that cannot be sent: the client shall not wait for ever.
    forward(loaded, settings, request, response).catch(() => response.destroy());
    return true;
  };
}

async function forward(loaded: LoadedDocument, settings: ProxySettings, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const startedAt = Date.now();
  const start = performance.now();
  const body = createKeeper(largestBody);
  const outcome = await exchange(settings, request, response, body);
  if (outcome === undefined) return;
  const seen = await observed(request, body);
  if (seen === undefined) return;
  const { call, violations } = inspect(loaded, settings.strict, seen.request, seen.isWhole);
  const { answer, isForeign } = outcome;
  const answered = {
    status: answer.status,
    contentType: answer.headers['content-type']?.toLowerCase(),
    body: outcome.body,
  };
  const departures: Violation[] =
    call && isForeign && request.method !== 'HEAD'
      ? answerViolations(loaded, call.operation, answered, settings.strict).map(withoutSecret)
      : [];
  const milliseconds = performance.now() - start;
  for (const observe of settings.observers) {
    observe({
      request: seen.request,
      call,
      answer: { ...answer, violations },
      answerViolations: departures,
      isPartial: !seen.isWhole || (isForeign && outcome.body === undefined),
      startedAt,
      milliseconds,
    });
  }
}

interface Outcome {
  answer: Answer;
  /** The answer's body, decoded; undefined where it was not kept. */
  body: Buffer | undefined;
  /** Whether the other end gave it. */
  isForeign: boolean;
}

/** Undefined when the client left, or the answer broke off: then there is nothing to tell of. */
async function exchange(
  settings: ProxySettings,
  request: IncomingMessage,
  response: ServerResponse,
  body: Keeper,
): Promise<Outcome | undefined> {
  const fault = signedHostFault({ headers: joined(endToEnd(request)) }, settings.upstream);
  if (fault !== undefined) return refuse(request, response, errorAnswer(401, fault));
  if (request.headers.expect !== undefined) response.writeContinue();
  let incoming: IncomingMessage;
  try {
    incoming = await ask(settings, request, response, body);
  } catch (error) {
    return response.destroyed ? undefined : refuse(request, response, upstreamFault(error as NodeJS.ErrnoException, settings));
  }
  return relay(incoming, response);
}

/** Sends a request on, and waits for the head of its answer. */
function ask(
  { upstream, timeoutMilliseconds, certificateAuthority }: ProxySettings,
  request: IncomingMessage,
  response: ServerResponse,
  body: Keeper,
): Promise<IncomingMessage> {
  const headers = ['Host', upstream.host, ...endToEnd(request, ['host', 'expect']).flat(), ...framing(request)];
  const send = upstream.protocol === 'https:' ? requestEncrypted : requestPlain;
  return new Promise((resolve, reject) => {
    const outgoing = send(upstream, {
      method: request.method,
      path: pathOf(request),
      headers,
      timeout: timeoutMilliseconds,
      // A connection that is kept alive may end just when it is used again, and not every request may be sent twice.
      agent: false,
      ...(certificateAuthority !== undefined && { ca: certificateAuthority }),
    });
    outgoing.once('response', resolve);
    outgoing.on('error', reject);
    outgoing.once('timeout', () => outgoing.destroy(new TimeoutError()));
    response.once('close', () => stopUnlessDone(outgoing, response));
    // Not pipeline: when the other end fails it would also destroy the client's connection, and the answer with it.
    request.on('error', reject).pipe(body.through).pipe(outgoing);
  });
}

/** How the other end knows where the body ends, where `Content-Length` is not among the headers that are passed on. */
function framing({ method, headers }: IncomingMessage): string[] {
  if (headers['transfer-encoding'] !== undefined) return ['Transfer-Encoding', 'chunked'];
  const hasNone = headers['content-length'] === undefined && method !== 'GET' && method !== 'HEAD' && method !== 'DELETE';
  return hasNone ? ['Content-Length', '0'] : [];
}

class TimeoutError extends Error {}

function stopUnlessDone(outgoing: ClientRequest, response: ServerResponse): void {
  if (!response.writableFinished) outgoing.destroy();
}

/** A path with its query as it was sent; of an absolute URL, which proxies are asked for, its path. */
function pathOf({ url = '/' }: IncomingMessage): string {
  return url.replace(/^https?:\/\/[^/?#]*/i, '') || '/';
}

async function relay(incoming: IncomingMessage, response: ServerResponse): Promise<Outcome | undefined> {
  const passed = endToEnd(incoming);
  const keeper = createKeeper(largestBody);
  const status = incoming.statusCode ?? 502;
  response.sendDate = false;
  response.writeHead(status, incoming.statusMessage, passed.flat());
  try {
    await pipeline(incoming, keeper.through, response);
  } catch {
    return undefined;
  }
  const headers = joined(passed);
  const body = await decoded(keeper.kept(), headers['content-encoding'], largestBody);
  return { answer: { status, headers, body: undefined, bytes: body, violations: [] }, body, isForeign: true };
}

/** Answers in the other end's place. The rest of the request is read, so that the client sees the answer. */
function refuse(request: IncomingMessage, response: ServerResponse, answer: Answer): Outcome {
  request.unpipe();
  request.resume();
  send(response, answer);
  return { answer, body: undefined, isForeign: false };
}

function upstreamFault(error: NodeJS.ErrnoException, { upstream, timeoutMilliseconds }: ProxySettings): Answer {
  if (error instanceof TimeoutError) return errorAnswer(504, `${upstream.host} did not answer within ${timeoutMilliseconds} ms`);
  return errorAnswer(502, `${upstream.host} could not be asked: ${error.code ?? error.message}${hintFor(error.code)}`);
}

function hintFor(code = ''): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return '. Its name is not known: check the address and the region in it';
  if (/CERT|SIGNED/.test(code)) return '. To trust the certificate of its issuer, start with NODE_EXTRA_CA_CERTS=<file>';
  return '';
}

/** The request as the document is asked about it; undefined for a target that is none. */
async function observed(request: IncomingMessage, body: Keeper): Promise<{ request: MockRequest; isWhole: boolean } | undefined> {
  const target = `http://mock${pathOf(request)}`;
  if (!URL.canParse(target)) return undefined;
  const headers = joined(endToEnd(request));
  const kept = await decoded(body.kept(), headers['content-encoding'], largestBody);
  const seen = { method: request.method ?? 'GET', url: new URL(target), headers, body: kept ?? Buffer.alloc(0) };
  return { request: seen, isWhole: kept !== undefined && request.complete };
}
