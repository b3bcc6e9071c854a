import defaultDocument from '@dli-openapi/spec';
import type { LoadedDocument } from '../document/load.ts';
import { loadDocument } from '../document/load.ts';
import type { Operation } from '../document/operations.ts';
import type { Handler, Observer } from '../handler.ts';
import type { BeforeRequest } from '../http/listen.ts';
import { createMock, internalsOf } from '../mock.ts';
import { jobRows } from '../page/jobs.ts';
import type { JobRow } from '../page/live.ts';
import { aboutExamples, aboutSandbox } from '../page/live.ts';
import { createProxy } from '../proxy/proxy.ts';
import type { Recording } from '../recording/recording.ts';
import { createReplay } from '../recording/replay.ts';
import { errorAnswer } from '../response/response.ts';
import type { Seed } from '../sandbox/seed.ts';
import { readDocument, readSeed } from './files.ts';
import type { ServeOptions } from './options.ts';

/** What gives the answers. With `--watch`, one follows another. */
export interface Backend {
  operations: readonly Operation[];
  /** One sentence on where answers come from. */
  about: string;
  /** Whether a call with any token is answered, so that one can be shown to try. */
  takesAnyToken: boolean;
  handler: Handler;
  /** Answers in the handler's place. */
  forward?: BeforeRequest;
  /** The sandbox's jobs; undefined without a sandbox. */
  jobs(): readonly JobRow[] | undefined;
}

/** @throws {MockError} when the document cannot be read or served */
export function createBackend(options: ServeOptions, recording: Recording | undefined, observers: Iterable<Observer>): Backend {
  const document = options.document === undefined ? defaultDocument : readDocument(options.document);
  const loaded = loadDocument(document);
  if (options.proxy) return proxyBackend(loaded, options, options.proxy, observers);
  if (recording) return replayBackend(loaded, options, recording, observers);
  return mockBackend(loaded, document, options, observers);
}

const noJobs = () => undefined;

function proxyBackend(
  loaded: LoadedDocument,
  { strict }: ServeOptions,
  proxy: NonNullable<ServeOptions['proxy']>,
  observers: Iterable<Observer>,
): Backend {
  return {
    operations: loaded.operations,
    about: `Answers come from ${proxy.upstream.origin}.`,
    takesAnyToken: false,
    // All requests are forwarded before they get here.
    handler: async () => errorAnswer(500, 'The request was not forwarded'),
    forward: createProxy(loaded, { ...proxy, strict, observers }),
    jobs: noJobs,
  };
}

function replayBackend(
  loaded: LoadedDocument,
  { replay, strict, latency }: ServeOptions,
  recording: Recording,
  observers: Iterable<Observer>,
): Backend {
  return {
    operations: loaded.operations,
    about: `Answers come from ${replay}, a recording of ${recording.exchanges.length} calls.`,
    takesAnyToken: false,
    handler: createReplay(loaded, recording, { strict, observers, latency }),
    jobs: noJobs,
  };
}

function mockBackend(
  loaded: LoadedDocument,
  document: object,
  { strict, latency, sandbox, seed }: ServeOptions,
  observers: Iterable<Observer>,
): Backend {
  // Nobody reads a journal here: the log and the page are told of each call.
  const common = { document, strict, keepCalls: 0, latency };
  // Nobody could advance another time from the command line.
  const beginning = seed === undefined ? undefined : readSeed(seed);
  const withState = sandbox ? createMock({ ...common, sandbox: { realTime: true, seed: beginning } }) : undefined;
  const internals = internalsOf(withState ?? createMock(common));
  internals.observers.add((exchange) => {
    for (const observe of observers) observe(exchange);
  });
  return {
    operations: loaded.operations,
    about: withState ? `${aboutSandbox} ${aboutSeed(seed, beginning)}` : aboutExamples,
    takesAnyToken: true,
    handler: internals.handler,
    jobs: () => withState && jobRows(withState.state),
  };
}

/** What is there before the first call; a seed that was taken holds nothing but lists. */
function aboutSeed(file: string | undefined, seed: Seed = {}): string {
  const counts = Object.entries(seed).map(([kind, { length }]) => `${length} ${kind}`);
  return file === undefined ? 'It begins empty.' : `It begins with ${counts.join(', ') || 'nothing'} of ${file}.`;
}
