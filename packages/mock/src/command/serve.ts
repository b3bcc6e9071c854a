import type { Operation } from '../document/operations.ts';
import type { Observer } from '../exchange.ts';
import { getKeyword } from '../generated/openapi/index.ts';
import { isLoopback } from '../http/hosts.ts';
import type { Address } from '../http/listen.ts';
import { createListener } from '../http/listen.ts';
import type { BeforeRequest } from '../http/server.ts';
import { summarize } from '../journal/summary.ts';
import { MockError } from '../mock-error.ts';
import { createLivePage } from '../page/live.ts';
import { openRecorder } from '../recording/record.ts';
import { parseRecording } from '../recording/recording.ts';
import type { Backend } from './backend.ts';
import { createBackend } from './backend.ts';
import { readText, watchFile } from './files.ts';
import type { Log } from './log.ts';
import type { ServeOptions } from './options.ts';
import { UsageError } from './options.ts';
import { explainPortInUse } from './port-in-use.ts';

/**
 * Serves until it is to end.
 * @throws {MockError} when it cannot start
 */
export async function serve(options: ServeOptions, log: Log, stopped: Promise<void>): Promise<void> {
  const recording = options.replay === undefined ? undefined : parseRecording(options.replay, readText(options.replay));
  for (const line of recording?.torn ?? []) log.notice(`${options.replay}: line ${line} is not a whole exchange and is omitted.`);
  // Before it is read for the first time: a change that comes while it is read shall not be missed.
  const watched = options.watch && options.document !== undefined ? watchFile(options.document) : undefined;
  const observe: Observer = (exchange) => {
    page.observe(exchange);
    log.call(summarize(exchange));
    recorder?.observe(exchange);
  };
  let backend = createBackend(options, recording, observe);
  const page = createLivePage(() => backend);
  const recorder = options.record === undefined ? undefined : openRecorder(options.record, log.notice);
  const listener = createListener((request) => backend.handler(request));
  const beforeRequest: BeforeRequest = (request, response) =>
    page.beforeRequest(request, response) || (backend.forward?.(request, response) ?? false);
  let unwatch = () => {};
  try {
    const { port, host, proxy } = options;
    // A request that is signed for the endpoint has its name.
    const allowHosts = [...options.allowHosts, ...(proxy ? [proxy.upstream.hostname] : [])];
    const address = await listener.listen({ port, host, allowHosts, beforeRequest }).catch(explainPortInUse);
    refuseLoop(options.proxy, address);
    reportStart(log, address, backend);
    if (watched) unwatch = watched.onChange(reload);
    await stopped;
  } finally {
    unwatch();
    page.close();
    await listener.close();
    recorder?.close();
  }

  function reload(): void {
    const file = options.document ?? '';
    try {
      backend = createBackend(options, recording, observe);
      page.refresh();
      log.reloaded(file, backend.operations.length);
    } catch (error) {
      if (!(error instanceof MockError)) throw error;
      log.notReloaded(file, error.message);
    }
  }
}

function reportStart(log: Log, address: Address, { operations, about, takesAnyToken }: Backend): void {
  const samplePath = takesAnyToken ? findSamplePath(operations) : undefined;
  log.listening({ address, operationCount: operations.length, about, samplePath });
}

/** The path of the first operation that can be called with a bare GET, its variables filled with the document's examples. */
function findSamplePath(operations: readonly Operation[]): string {
  const operation = operations.find(
    ({ method, parameters }) => method === 'GET' && parameters.every((parameter) => parameter.in === 'path' || !parameter.required),
  );
  if (operation === undefined) return '/';
  return operation.path.replace(/\{(.+?)\}/g, (_, name) => {
    const schema = operation.parameters.find((parameter) => parameter.name === name)?.schema;
    const [example = name] = (schema && (getKeyword(schema, 'examples') as unknown[] | undefined)) ?? [];
    return encodeURIComponent(String(example));
  });
}

/** @throws {UsageError} when requests would be forwarded to where they came in */
function refuseLoop(proxy: ServeOptions['proxy'], { port }: Address): void {
  if (!proxy || !isLoopback(proxy.upstream.hostname) || getPort(proxy.upstream) !== port) return;
  throw new UsageError(`--proxy ${proxy.upstream.origin} is the address of this dli-mock itself. Choose another --port.`);
}

/** A URL omits the default port of its scheme. */
function getPort({ port, protocol }: URL): number {
  return Number(port || (protocol === 'https:' ? 443 : 80));
}
