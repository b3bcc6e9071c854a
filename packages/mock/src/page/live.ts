import type { IncomingMessage, ServerResponse } from 'node:http';
import { redact } from '@dli-openapi/client';
import type { Observer } from '../exchange.ts';
import type { BeforeRequest } from '../http/server.ts';
import type { CallSummary } from '../journal/summary.ts';
import { summarize } from '../journal/summary.ts';
import type { ListedResource } from '../sandbox/sandbox.ts';
import { createEvents } from './events.ts';
import { sendPage } from './page.ts';

/** What the live page shows beside the calls. */
export interface PageSource {
  /** One sentence on where responses come from. */
  readonly about: string;
  readonly operations: readonly { operationId: string; method: string; path: string }[];
  /** What the sandbox holds that has states, newest first; undefined without a sandbox. */
  listResources(): readonly ListedResource[] | undefined;
}

/** The body of `/-/state`. */
export interface LiveState extends LiveActivity {
  /** Distinguishes a mock from anything else on the port. */
  name: 'dli-mock';
  processId: number;
  about: string;
  operations: PageSource['operations'];
}

/** The part of the state that changes with each call. */
export interface LiveActivity {
  /** Null without a sandbox. */
  resources: readonly ListedResource[] | null;
  /** How many resources there are, of which `resources` holds the newest. */
  resourceCount: number;
  /** The last calls, newest first. */
  calls: readonly CallSummary[];
  /** How many calls there were since the start, of which `calls` holds the last. */
  callCount: number;
}

export interface LivePage {
  observe: Observer;
  /** Takes over `/-/` and what the page asks for, and browsers that ask for `/`. */
  beforeRequest: BeforeRequest;
  /** To be called when the source is another one. */
  refresh(): void;
  /** Ends the connections of open pages, which would never end. */
  close(): void;
}

/** What the page says of a mock without state. */
export const aboutExamples = "Responses are the document's examples, and nothing is kept of a call.";

/** What the page says of a mock with a sandbox. */
export const aboutSandbox = 'Responses come from a sandbox: jobs and other resources are created, live, and are gone when it ends.';

const callsKept = 50;
const resourcesShown = 200;

/** @param getSource what is shown; called each time */
export function createLivePage(getSource: () => PageSource): LivePage {
  const calls: CallSummary[] = [];
  let callCount = 0;

  const getActivity = (): LiveActivity => {
    const resources = getSource().listResources();
    return { resources: redact(resources?.slice(0, resourcesShown)) ?? null, resourceCount: resources?.length ?? 0, calls, callCount };
  };
  const getState = (): LiveState => {
    const { about, operations } = getSource();
    const shown = operations.map(({ operationId, method, path }) => ({ operationId, method, path }));
    return { name: 'dli-mock', processId: process.pid, about, operations: shown, ...getActivity() };
  };
  const events = createEvents(getState, getActivity);

  return {
    observe(exchange) {
      callCount += 1;
      calls.unshift(summarize(exchange));
      if (calls.length > callsKept) calls.pop();
    },
    beforeRequest(request, response) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return false;
      const path = request.url?.split('?')[0];
      if (path === '/-/' || (path === '/' && acceptsHtml(request))) sendPage(response);
      else if (path === '/-') response.writeHead(302, { location: '/-/' }).end();
      else if (path === '/-/state') sendState(response, getState());
      else if (path === '/-/events' && request.method === 'GET') events.open(response);
      else return false;
      return true;
    },
    refresh: events.sendState,
    close: events.close,
  };
}

/** Browsers name HTML when they open an address; programs seldom do. */
function acceptsHtml(request: IncomingMessage): boolean {
  return /\btext\/html\b/i.test(request.headers.accept ?? '');
}

function sendState(response: ServerResponse, state: LiveState): void {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(state));
}
