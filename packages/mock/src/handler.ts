// The path of a request through a mock.
import type { LoadedDocument } from './document/load.ts';
import type { Authentication } from './document/operations.ts';
import type { Exchange, Handler, Observer, Responder } from './exchange.ts';
import { formatHint } from './format.ts';
import type { RespondBeside } from './identity/identity.ts';
import type { LatencyRange } from './options.ts';
import type { Call, MockRequest } from './request/call.ts';
import { largestBody, readCall } from './request/call.ts';
import type { Authenticate } from './request/credentials.ts';
import { findOtherAlgorithm, formatAuthentication, hasCredentials } from './request/credentials.ts';
import type { Miss } from './request/route.ts';
import { isPreflight, routeRequest } from './request/route.ts';
import { buildResponse } from './response/examples.ts';
import type { MockResponse } from './response/response.ts';
import { createError, createFailure, createResponse, createViolationsError, delayResponse } from './response/response.ts';

/** The part of an exchange that has to be found. */
type Outcome = Pick<Exchange, 'call' | 'response'>;

export interface HandlerSettings {
  observe: Observer;
  /** Waited before each response. */
  latency?: LatencyRange | undefined;
}

/** Creates a handler of what finds the responses: it reports and delays them, and omits the body for HEAD. */
export function createHandler(find: (request: MockRequest) => Promise<Outcome>, { observe, latency }: HandlerSettings): Handler {
  return async (request) => {
    const startedAt = Date.now();
    const start = performance.now();
    const { call, response: found } = await find(request).catch((error) => ({ call: undefined, response: createFailure(error) }));
    const sent = request.method === 'HEAD' ? { ...found, body: undefined, bytes: undefined } : found;
    const response = latency ? delayResponse(sent, latency) : sent;
    const milliseconds = performance.now() - start;
    // What is compressed cannot be looked through for secrets.
    const isPartial = /\S/.test((request.headers['content-encoding'] ?? '').replace(/identity/i, ''));
    observe({ request, call, response, isPartial, startedAt, milliseconds });
    return response;
  };
}

export interface MockSettings {
  /** Refuse query parameters that the document does not know. */
  strict: boolean;
  /** Verifies credentials; without it any are accepted. */
  authenticate: Authenticate | undefined;
  /** Responds to requests to IAM and the metadata service. */
  respondBeside: RespondBeside;
  /** Planned faults, which strike even a call that violates the document. */
  interrupt: Responder;
  /** Tried in this order; the document's examples come last. */
  responders: readonly Responder[];
}

/** Finds the response to a request. */
export async function handleRequest(loaded: LoadedDocument, settings: MockSettings, request: MockRequest): Promise<Outcome> {
  if (isPreflight(request)) return { call: undefined, response: createPreflight(request) };
  const beside = settings.respondBeside(request);
  if (beside) return { call: undefined, response: beside };
  const route = routeRequest(loaded, request);
  if (!('operation' in route)) return { call: undefined, response: createMiss(request, route) };
  const { operation, pathValues } = route;
  const refusal = await refuse(operation.authentication, settings, request);
  if (refusal) return { call: undefined, response: refusal };
  const call = readCall(loaded, settings.strict, request, operation, pathValues);
  return { call, response: await respond(loaded, settings, call).catch(createFailure) };
}

async function respond(loaded: LoadedDocument, { interrupt, responders }: MockSettings, call: Call): Promise<MockResponse> {
  const interruption = await interrupt(call);
  if (interruption !== undefined) return interruption;
  const { operation, choice, violations } = call;
  if (choice === undefined || violations.length > 0) return createViolationsError(violations);
  for (const responder of responders) {
    const response = await responder(call);
    if (response !== undefined) return response;
  }
  const { headers, text } = await buildResponse(loaded, operation, choice);
  return createResponse(choice.status, text, headers);
}

/** Pages of any origin may call, so that one on this machine, or opened from disk, can. */
function createPreflight({ headers }: MockRequest): MockResponse {
  return createResponse(204, undefined, {
    'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
    ...(headers['access-control-request-private-network'] && { 'access-control-allow-private-network': 'true' }),
    'access-control-max-age': '600',
  });
}

function createMiss({ method, url }: MockRequest, { methods, violation }: Miss): MockResponse {
  if (violation.rule === 'encoding') return createViolationsError([violation]);
  if (methods.length === 0) {
    const message = `The document has no path ${url.pathname}${formatHint(violation.nearest)}`;
    return createViolationsError([violation], { status: 404, message });
  }
  const allow = methods.join(', ');
  if (method === 'OPTIONS') return createResponse(204, undefined, { allow });
  const message = `The document has no ${method} ${url.pathname}; it has ${allow}`;
  return createViolationsError([violation], { status: 405, message, headers: { allow } });
}

async function refuse(
  authentication: Authentication,
  { authenticate }: MockSettings,
  request: MockRequest,
): Promise<MockResponse | undefined> {
  if (!hasCredentials(authentication, request.headers)) {
    const hint = authenticate === undefined ? ' The mock takes any value.' : '';
    const other = findOtherAlgorithm(request.headers);
    const signed = other === undefined ? '' : ` It is signed with ${other}, and the mock verifies SDK-HMAC-SHA256 only.`;
    return createError(401, `The request is not authenticated.${signed} Send the header ${formatAuthentication(authentication)}.${hint}`);
  }
  if (request.body.length > largestBody) return createError(413, `The body must be at most ${largestBody} bytes long`);
  const reason = authentication.length === 0 ? undefined : await authenticate?.(request);
  return reason === undefined ? undefined : createError(401, reason);
}
