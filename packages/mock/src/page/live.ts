import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Observer } from '../handle.ts';
import type { BeforeRequest } from '../http/address.ts';
import type { CallSummary } from '../traffic/summary.ts';
import { summarise } from '../traffic/summary.ts';
import { createEvents } from './events.ts';
import { sendPage } from './page.ts';
import type { LiveActivity, LiveState, PageSource } from './state.ts';

/** The live page: what it shows, and the addresses that show it. */
export interface LivePage {
  /** Is told of each exchange. */
  observe: Observer;
  /** Answers `/-/` and what the page asks for, and browsers that ask for `/`. */
  answer: BeforeRequest;
  /** To be called when the source is another one. */
  changed(): void;
  /** Ends the connections of open pages, which would go on for ever. */
  close(): void;
}

/** What the page says of a mock without state. */
export const aboutExamples = "Answers are the document's examples, and nothing is kept of a call.";

/** What the page says of a mock with a sandbox. */
export const aboutSandbox = 'Answers come from a sandbox: jobs are created, run, and are gone when it ends.';

const callsKept = 50;
const jobsShown = 200;

/** @param source what is shown; asked anew each time */
export function createLivePage(source: () => PageSource): LivePage {
  const calls: CallSummary[] = [];
  let callCount = 0;

  const activity = (): LiveActivity => {
    const jobs = source().jobs();
    return { jobs: jobs?.slice(0, jobsShown) ?? null, jobCount: jobs?.length ?? 0, calls, callCount };
  };
  const state = (): LiveState => {
    const { about, operations } = source();
    const shown = operations.map(({ operationId, method, path }) => ({ operationId, method, path }));
    return { name: 'dli-mock', processId: process.pid, about, operations: shown, ...activity() };
  };
  const events = createEvents(state, activity);

  return {
    observe(exchange) {
      callCount += 1;
      calls.unshift(summarise(exchange));
      if (calls.length > callsKept) calls.pop();
    },
    answer(request, response) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return false;
      const path = request.url?.split('?')[0];
      if (path === '/-/' || (path === '/' && wantsPage(request))) sendPage(response);
      else if (path === '/-') response.writeHead(302, { location: '/-/' }).end();
      else if (path === '/-/state') sendState(response, state());
      else if (path === '/-/events' && request.method === 'GET') events.open(response);
      else return false;
      return true;
    },
    changed: events.sendState,
    close: events.close,
  };
}

/** Browsers name HTML when they open an address; programs seldom do. */
function wantsPage(request: IncomingMessage): boolean {
  return /\btext\/html\b/i.test(request.headers.accept ?? '');
}

function sendState(response: ServerResponse, state: LiveState): void {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(state));
}
