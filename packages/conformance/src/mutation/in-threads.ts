import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Findings, Share } from './run.ts';
import { together } from './run.ts';
import type { Subject } from './subject.ts';

/** Runs all checks on all mutants, in as many threads as there are cores, at most four. */
export async function runInThreads(subject: Subject, types: number): Promise<Findings> {
  const threads = Math.min(availableParallelism(), 4);
  const shares = Array.from({ length: threads }, (_, from) => ({ from, every: threads, types }));
  return together(await Promise.all(shares.map((share) => runInThread({ subject, share }))));
}

/** What a thread is given. */
export interface Task {
  subject: Subject;
  share: Share;
}

function runInThread(workerData: Task): Promise<Findings> {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`A thread ended with code ${code} before it had told its findings.`)));
  });
}
