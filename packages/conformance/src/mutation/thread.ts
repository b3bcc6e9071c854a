// One of the threads of in-threads.ts.
import { parentPort, workerData } from 'node:worker_threads';
import type { Task } from './in-threads.ts';
import { run } from './run.ts';

const { subject, share } = workerData as Task;
parentPort?.postMessage(await run(subject, share));
