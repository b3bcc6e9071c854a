import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Observer } from '../handler.ts';
import type { BeforeRequest } from '../http/listen.ts';
import type { CallSummary } from '../journal/summary.ts';
import { summarise } from '../journal/summary.ts';
import { createEvents } from './events.ts';
import { sendPage } from './page.ts';

/** What the live page shows beside the calls. */
export interface PageSource {
  /** One sentence on where answers come from. */
  readonly about: string;
  readonly operations: readonly { operationId: string; method: string; path: string }[];
  /** The sandbox's jobs, newest first; undefined without a sandbox. */
  jobs(): readonly JobRow[] | undefined;
}

/** A job as the live page shows it. */
export interface JobRow {
  /** The project that it is in; jobs of one project come together. */
  project: string;
  /** As it is written: ids may be larger than a number holds. */
  id: string;
  /** Such as `Flink SQL`. */
  kind: string;
  name: string;
  state: string;
}

/** What `/-/state` answers. */
export interface LiveState extends LiveActivity {
  /** Tells a mock from anything else on the port. */
  name: 'dli-mock';
  processId: number;
  about: string;
  operations: PageSource['operations'];
}

/** The part of the state that changes with each call. */
export interface LiveActivity {
  /** Null without a sandbox. */
  jobs: readonly JobRow[] | null;
  /** How many jobs there are, of which `jobs` holds the newest. */
  jobCount: number;
  /** The last calls, newest first. */
  calls: readonly CallSummary[];
  /** How many calls there were since the start, of which `calls` holds the last. */
  callCount: number;
}

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
