// One of the threads of in-threads.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { run } from './run.ts';
import { readSubject } from './subject.ts';

parentPort?.postMessage(await run(readSubject(), workerData));
