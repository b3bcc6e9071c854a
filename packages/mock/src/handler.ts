import type { LoadedDocument } from './document/load.ts';
import type { LatencyRange } from './options.ts';
import { delayed } from './options.ts';
import type { Call, MockRequest } from './request/call.ts';
import { readCall } from './request/call.ts';
import type { Authenticate, Authentication } from './request/credentials.ts';
import { authenticationInWords, isAuthenticated } from './request/credentials.ts';
import type { Miss } from './request/route.ts';
import { targetOf } from './request/route.ts';
import type { Answer } from './response/response.ts';
import { errorAnswer, jsonAnswer, textAnswer, violationsAnswer } from './response/response.ts';
import type { Violation } from './validation/violation.ts';

/** Answers any request; it never rejects. */
export type Handler = (request: MockRequest) => Promise<Answer>;

/**
 * Something that can answer a call which fits the document, in place of the document's examples.
 * @returns undefined to leave the call to the next one
 */
export type Responder = (call: Call) => Promise<Answer | undefined> | Answer | undefined;

/** A request and what came of it. */
export interface Exchange {
  request: MockRequest;
  /** Undefined where the request led to no operation, or was not authenticated. */
  call: Call | undefined;
  answer: Answer;
  /** How the answer departs from the document: known only of answers that came from elsewhere. */
  answerViolations?: readonly Violation[];
  /** Whether a body was too long, or came in an encoding too unknown, to be kept: then it is empty here. */
  isPartial?: boolean;
  /** When the request had come whole, in milliseconds since 1970. */
  startedAt: number;
  /** How long it took to find the answer. */
  milliseconds: number;
}

/** Is told of each exchange when its answer is found, before it leaves. */
export type Observer = (exchange: Exchange) => void;

export interface HandlerSettings {
  /** Refuse query parameters that the document does not know. */
  strict: boolean;
  /** Looks at credentials more closely than whether there are any. */
  authenticate: Authenticate | undefined;
  /** Asked first, of calls that depart from the document too. */
  interrupters: readonly Responder[];
  /** Asked in this order; where none answers, the document's examples do. */
  responders: readonly Responder[];
  observers: Iterable<Observer>;
  /** Waited before each answer. */
  latency?: LatencyRange | undefined;
}

/** The largest request body that is read, in bytes. */
export const largestBody = 10 * 1024 * 1024;

export function createHandler(loaded: LoadedDocument, settings: HandlerSettings): Handler {
  return async (request) => {
    const startedAt = Date.now();
    const start = performance.now();
    const { call, answer: found } = await answered(loaded, settings, request);
    const answer = settings.latency ? delayed(found, settings.latency) : found;
    const milliseconds = performance.now() - start;
    for (const observe of settings.observers) observe({ request, call, answer, startedAt, milliseconds });
    return answer;
  };
}

type Outcome = Pick<Exchange, 'call' | 'answer'>;

async function answered(loaded: LoadedDocument, settings: HandlerSettings, request: MockRequest): Promise<Outcome> {
  const { call, answer } = await handle(loaded, settings, request).catch(failed);
  return { call, answer: request.method === 'HEAD' ? { ...answer, body: undefined } : answer };
}

/** For what is no fault of the request: Prism that is missing or cannot answer from the document, or a fault of the mock or of a test. */
function failed(error: unknown): Outcome {
  const message = error instanceof Error ? error.message : String(error);
  return { call: undefined, answer: errorAnswer(500, `The mock failed: ${message}`) };
}

async function handle(loaded: LoadedDocument, settings: HandlerSettings, request: MockRequest): Promise<Outcome> {
  const call = await callOf(loaded, settings, request);
  if ('status' in call) return { call: undefined, answer: call };
  const answer = await answerCall(loaded, settings, call).catch((error) => failed(error).answer);
  return { call, answer };
}

/** The call that a request makes, or the answer to one that makes none. */
async function callOf(loaded: LoadedDocument, { strict, authenticate }: HandlerSettings, request: MockRequest): Promise<Call | Answer> {
  if (isPreflight(request)) return preflightAnswer(request);
  const target = targetOf(loaded, request);
  if ('missed' in target) return missAnswer(request, target);
  const { operation, pathValues } = target;
  const { authentication } = operation;
  if (!isAuthenticated(authentication, request.headers)) return unauthorizedAnswer(authentication, authenticate === undefined);
  if (request.body.length > largestBody) return errorAnswer(413, `The body must be at most ${largestBody} bytes long`);
  const refusal = authentication.length === 0 ? undefined : await authenticate?.(request);
  if (refusal !== undefined) return errorAnswer(401, refusal);
  return readCall(loaded, strict, request, operation, pathValues);
}

async function answerCall(loaded: LoadedDocument, { interrupters, responders }: HandlerSettings, call: Call): Promise<Answer> {
  const interruption = await firstAnswer(interrupters, call);
  if (interruption !== undefined) return interruption;
  if (call.choice === undefined || call.violations.length > 0) return violationsAnswer(call.violations);
  const answer = await firstAnswer(responders, call);
  if (answer !== undefined) return answer;
  const { headers, text } = await loaded.engine.answer(call.operation, call.choice);
  return textAnswer(call.choice.status, text, headers);
}

async function firstAnswer(responders: readonly Responder[], call: Call): Promise<Answer | undefined> {
  for (const respond of responders) {
    const answer = await respond(call);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** Whether a browser asks by itself if a page may call. */
export function isPreflight({ method, headers }: MockRequest): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

/** Pages of any origin may call, so that one on this machine, or opened from disk, can. */
function preflightAnswer({ headers }: MockRequest): Answer {
  return jsonAnswer(204, undefined, {
    'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
    ...(headers['access-control-request-private-network'] && { 'access-control-allow-private-network': 'true' }),
    'access-control-max-age': '600',
  });
}

function missAnswer({ method, url }: MockRequest, { missed, methods, violation }: Miss): Answer {
  const violations = [violation];
  if (missed === 'encoding') return violationsAnswer(violations);
  if (missed === 'path') return violationsAnswer(violations, { status: 404, message: `The document has no path ${url.pathname}` });
  const allow = methods.join(', ');
  if (method === 'OPTIONS') return jsonAnswer(204, undefined, { allow });
  return violationsAnswer(violations, {
    status: 405,
    message: `The document has no ${method} ${url.pathname}; it has ${allow}`,
    headers: { allow },
  });
}

function unauthorizedAnswer(authentication: Authentication, takesAny: boolean): Answer {
  const hint = takesAny ? ' The mock takes any value.' : '';
  return errorAnswer(401, `The request is not authenticated. ${authenticationInWords(authentication)}.${hint}`);
}
