import defaultDocument from '@dli-openapi/spec';
import type { LoadedDocument } from '../document/load.ts';
import { loadDocument } from '../document/load.ts';
import type { Operation } from '../document/operations.ts';
import type { Handler, Observer } from '../exchange.ts';
import type { BeforeRequest } from '../http/server.ts';
import { assembleMock } from '../mock.ts';
import { aboutExamples, aboutSandbox } from '../page/live.ts';
import { createProxy } from '../proxy/proxy.ts';
import type { Recording } from '../recording/recording.ts';
import { createReplay } from '../recording/replay.ts';
import { createError } from '../response/response.ts';
import type { Seed } from '../sandbox/registry.ts';
import type { ListedResource } from '../sandbox/sandbox.ts';
import { readAuth, readDocument, readSeed } from './files.ts';
import type { ServeOptions } from './options.ts';

/** What responds. With `--watch`, one follows another. */
export interface Backend {
  operations: readonly Operation[];
  /** One sentence on where responses come from. */
  about: string;
  /** Whether any token is taken, so that a call to try can be shown. */
  takesAnyToken: boolean;
  handler: Handler;
  /** Responds in the handler's place. */
  forward?: BeforeRequest;
  /** What the sandbox holds; undefined without one. */
  listResources(): readonly ListedResource[] | undefined;
}

/** @throws {MockError} when the document cannot be read or served */
export function createBackend(options: ServeOptions, recording: Recording | undefined, observe: Observer): Backend {
  const document = options.document === undefined ? defaultDocument : readDocument(options.document);
  const loaded = loadDocument(document);
  if (options.proxy) return createProxyBackend(loaded, options, options.proxy, observe);
  if (recording) return createReplayBackend(loaded, options, recording, observe);
  return createMockBackend(loaded, document, options, observe);
}

function createProxyBackend(
  loaded: LoadedDocument,
  { strict }: ServeOptions,
  proxy: NonNullable<ServeOptions['proxy']>,
  observe: Observer,
): Backend {
  return {
    operations: loaded.operations,
    about: `Responses come from ${proxy.upstream.origin}.`,
    takesAnyToken: false,
    // All requests are forwarded before they get here.
    handler: async () => createError(500, 'The request was not forwarded'),
    forward: createProxy(loaded, { ...proxy, strict, observe }),
    listResources: () => undefined,
  };
}

function createReplayBackend(
  loaded: LoadedDocument,
  { replay, strict, latency }: ServeOptions,
  recording: Recording,
  observe: Observer,
): Backend {
  return {
    operations: loaded.operations,
    about: `Responses come from ${replay}, a recording of ${recording.exchanges.length} calls.`,
    takesAnyToken: false,
    handler: createReplay(loaded, recording, { strict, observe, latency }),
    listResources: () => undefined,
  };
}

function createMockBackend(
  loaded: LoadedDocument,
  document: object,
  { strict, auth: authFile, latency, sandbox: hasSandbox, seed: file, iam, metadata }: ServeOptions,
  observe: Observer,
): Backend {
  const seed = file === undefined ? undefined : readSeed(file);
  // Nobody could advance another time from the command line, and nobody reads a journal.
  const sandboxOptions = hasSandbox ? { realTime: true, seed } : undefined;
  const auth = authFile === undefined ? undefined : readAuth(authFile);
  const mockOptions = { document, strict, auth, keepCalls: 0, latency, sandbox: sandboxOptions, iam, metadata };
  const { handler, sandbox } = assembleMock(mockOptions, observe);
  return {
    operations: loaded.operations,
    about: sandbox ? `${aboutSandbox} ${describeSeed(file, seed)}` : aboutExamples,
    takesAnyToken: auth === undefined,
    handler,
    listResources: () => sandbox?.listResources(),
  };
}

/** What there is before the first call; a seed that was taken holds nothing but lists. */
function describeSeed(file: string | undefined, seed: Seed = {}): string {
  const counts = Object.entries(seed).map(([kind, { length }]) => `${length} ${kind}`);
  return file === undefined ? 'It begins empty.' : `It begins with ${counts.join(', ') || 'nothing'} of ${file}.`;
}
