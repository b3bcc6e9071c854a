import { samplePath } from '../document/sample.ts';
import { MockError } from '../errors.ts';
import type { Observer } from '../handler.ts';
import type { Address, Listener, ListenOptions } from '../http/listen.ts';
import { createListener } from '../http/listen.ts';
import { summarise } from '../journal/summary.ts';
import { createLivePage } from '../page/live.ts';
import { isLoopback } from '../proxy/upstream.ts';
import { openRecorder } from '../recording/record.ts';
import { readRecording } from '../recording/recording.ts';
import type { Backend } from './backend.ts';
import { createBackend } from './backend.ts';
import { watchFile } from './files.ts';
import type { Log, Start } from './log.ts';
import type { ServeOptions } from './options.ts';
import { UsageError } from './options.ts';
import { explainPortInUse } from './port-in-use.ts';

/**
 * Serves until it is told to end.
 * @throws {MockError} when it cannot start
 */
export async function serve(options: ServeOptions, log: Log, stopped: Promise<void>): Promise<void> {
  const recording = options.replay === undefined ? undefined : readRecording(options.replay);
  for (const line of recording?.torn ?? []) log.notice(`${options.replay}: line ${line} is no whole exchange and is left out.`);
  const observers = new Set<Observer>();
  // Before it is read for the first time: a change that comes while it is read shall not be missed.
  const watched = options.watch && options.document !== undefined ? watchFile(options.document) : undefined;
  let backend = createBackend(options, recording, observers);

  const page = createLivePage(() => backend);
  observers.add(page.observe);
  observers.add((exchange) => log.call(summarise(exchange)));
  const recorder = options.record === undefined ? undefined : openRecorder(options.record, log.notice);
  if (recorder) observers.add(recorder.observe);

  const listener = createListener((request) => backend.handler(request));
  const forward: ListenOptions['beforeRequest'] = (request, response) =>
    page.answer(request, response) || (backend.forward?.(request, response) ?? false);
  let unwatch = () => {};
  try {
    const address = await listen(listener, options, forward);
    log.listening(startOf(address, backend));
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
      backend = createBackend(options, recording, observers);
      page.changed();
      log.reloaded(file, backend.operations.length);
    } catch (error) {
      if (!(error instanceof MockError)) throw error;
      log.notReloaded(file, error.message);
    }
  }
}

function startOf(address: Address, { operations, about, takesAnyToken }: Backend): Start {
  return { address, operationCount: operations.length, about, samplePath: takesAnyToken ? samplePath(operations) : undefined };
}

async function listen(listener: Listener, options: ServeOptions, beforeRequest: ListenOptions['beforeRequest']): Promise<Address> {
  const { port, host, proxy } = options;
  const address = await listener.listen({ port, host, beforeRequest }).catch((error) => explainPortInUse(error));
  if (proxy && isLoopback(proxy.upstream.hostname) && portOf(proxy.upstream) === address.port) {
    await listener.close();
    throw new UsageError(`--proxy ${proxy.upstream.origin} is the address of this dli-mock itself. Choose another --port.`);
  }
  return address;
}

/** A URL does not say the port that is usual for its scheme. */
function portOf({ port, protocol }: URL): number {
  return Number(port || (protocol === 'https:' ? 443 : 80));
}
