import type { Answer } from './answer.ts';
import { errorAnswer, jsonAnswer, violationsAnswer } from './answer.ts';
import type { Authentication } from './authentication.ts';
import { authenticationInWords, isAuthenticated } from './authentication.ts';
import { bodyViolations } from './body.ts';
import type { Operation } from './contract.ts';
import type { LoadedDocument } from './load.ts';
import { parameterViolations } from './parameters.ts';
import { choose } from './preference.ts';
import type { Query } from './query.ts';
import { firstValues, parseQuery } from './query.ts';

/** A request, whichever way it came. */
export interface MockRequest {
  method: string;
  url: URL;
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
}

/** Answers any request; it never rejects. */
export type Handler = (request: MockRequest) => Promise<Answer>;

/** The largest request body that is read, in bytes. */
export const largestBody = 10 * 1024 * 1024;

export function createHandler(loaded: LoadedDocument, strict: boolean): Handler {
  return async (request) => {
    try {
      const answer = await handle(loaded, strict, request);
      return request.method === 'HEAD' ? { ...answer, body: undefined } : answer;
    } catch (error) {
      // Nothing that a request says leads here: only a document that Prism cannot answer from, or a fault of the mock.
      return errorAnswer(500, `The mock failed: ${(error as Error).message}`);
    }
  };
}

async function handle(loaded: LoadedDocument, strict: boolean, request: MockRequest): Promise<Answer> {
  if (isPreflight(request)) return preflightAnswer(request);
  const segments = decodeSegments(request.url.pathname);
  if (segments === undefined) {
    return violationsAnswer([{ pointer: 'path', rule: 'encoding', message: 'must be percent-encoded UTF-8' }]);
  }
  const route = loaded.router.route(request.method, segments);
  if (route.found === 'nothing') return errorAnswer(404, `The document has no path ${request.url.pathname}`);
  if (route.found === 'path') return otherMethodAnswer(request, route.methods);

  const { operation, pathValues } = route;
  if (!isAuthenticated(operation.authentication, request.headers)) return unauthorizedAnswer(operation.authentication);
  if (request.body.length > largestBody) return errorAnswer(413, `The body must be at most ${largestBody} bytes long`);
  return answerOperation(loaded, strict, request, operation, pathValues);
}

async function answerOperation(
  loaded: LoadedDocument,
  strict: boolean,
  request: MockRequest,
  operation: Operation,
  path: ReadonlyMap<string, string>,
): Promise<Answer> {
  const query = parseQuery(request.url.search);
  const choice = choose(operation, request.headers.prefer, firstValues(query));
  const violations = [...requestViolations(loaded, strict, request, operation, path, query), ...('rule' in choice ? [choice] : [])];
  if ('rule' in choice || violations.length > 0) return violationsAnswer(violations);
  const { headers, body } = await loaded.engine.answer(operation, choice);
  return jsonAnswer(choice.status, body, headers);
}

function requestViolations(
  { document, schemas }: LoadedDocument,
  strict: boolean,
  request: MockRequest,
  operation: Operation,
  path: ReadonlyMap<string, string>,
  query: Query,
) {
  const texts = { path: listsOf(path), query: query.values, header: listsOf(Object.entries(request.headers)) };
  return [
    ...query.violations,
    ...parameterViolations(document, schemas, operation, texts, strict),
    ...bodyViolations(document, schemas, operation, request.headers, request.body),
  ];
}

function listsOf(texts: Iterable<[string, string]>): Map<string, string[]> {
  return new Map([...texts].map(([name, text]) => [name, [text]]));
}

function decodeSegments(pathname: string): string[] | undefined {
  try {
    return pathname.split('/').slice(1).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function isPreflight({ method, headers }: MockRequest): boolean {
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

function otherMethodAnswer({ method, url }: MockRequest, methods: string[]): Answer {
  const allow = methods.join(', ');
  if (method === 'OPTIONS') return jsonAnswer(204, undefined, { allow });
  return errorAnswer(405, `The document has no ${method} ${url.pathname}; it has ${allow}`, { allow });
}

function unauthorizedAnswer(authentication: Authentication): Answer {
  return errorAnswer(401, `The request is not authenticated. ${authenticationInWords(authentication)}. The mock takes any value.`);
}
