// Several processes that share one port. Each holds a mock of its own: they share no state.
import type { Worker } from 'node:cluster';
import cluster from 'node:cluster';
import { MockError } from '../errors.ts';

/** The processes that serve together, as their parent sees them. */
export interface Workers {
  /** Where they listen. */
  url: string;
  /** Resolves when all have ended. */
  close(): Promise<void>;
}

const retryMilliseconds = 1000;

/** What a worker tells its parent once it knows. */
type Started = { url: string } | { fault: string };

/** Whether this process was started by {@link startWorkers}. */
export const isWorker: boolean = cluster.isWorker;

/**
 * Starts this program again, so many times, with the same arguments, and replaces a process that ends by itself.
 * @param report told of each process that ended by itself
 * @throws {MockError} when one of them does not start to listen, with the reason that it gave
 */
export async function startWorkers(count: number, report: (line: string) => void): Promise<Workers> {
  let closing = false;
  const listening = new WeakSet<Worker>();
  const fork = () => {
    if (!closing) cluster.fork();
  };
  const replace = (worker: Worker, code: number | null, signal: string | null) => {
    if (closing) return;
    report(`Process ${worker.process.pid} ended with ${signal ?? `code ${code}`} and is replaced.`);
    // One that could not even start will hardly do better at once.
    if (listening.has(worker)) fork();
    else setTimeout(fork, retryMilliseconds);
  };
  // Writing to one that is ending fails: what it said, or its exit, is the reason.
  cluster.on('fork', (worker) => worker.on('error', () => undefined));
  cluster.on('listening', (worker) => listening.add(worker));
  const workers = Array.from({ length: count }, () => cluster.fork());
  const close = async () => {
    closing = true;
    await Promise.all(Object.values(cluster.workers ?? {}).map(end));
  };
  try {
    const [url = ''] = await Promise.all(workers.map(urlOf));
    cluster.on('exit', replace);
    return { url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Tells the parent, from a worker, that it listens, or why it does not. */
export function tellParent(started: Started): void {
  process.send?.(started);
}

/** Lets a worker end: the channel to its parent would keep it. */
export function leaveParent(): void {
  cluster.worker?.disconnect();
}

async function urlOf(worker: Worker): Promise<string> {
  const started = await new Promise<Started>((resolve) => {
    worker.once('message', resolve);
    worker.once('exit', (code) => resolve({ fault: `A worker ended with code ${code} before it listened.` }));
  });
  if ('fault' in started) throw new MockError(started.fault);
  return started.url;
}

async function end(worker: Worker | undefined): Promise<void> {
  if (worker === undefined || worker.isDead()) return;
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  worker.process.kill('SIGTERM');
  await ended;
}
