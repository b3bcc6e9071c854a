// Submits a Spark job and follows it to its end: node submit-spark-job.ts etl.jar com.example.Main
import type { DliClient, ShowSparkJobOutput } from '@dli-openapi/client';
import { DliSparkJobError, runSparkJob } from '@dli-openapi/client';
import { createClient } from './client.ts';

/** Runs a class of a package in the queue `etl`, and cancels it when the signal aborts. */
export function submit(dli: DliClient, file: string, className: string, signal?: AbortSignal): Promise<ShowSparkJobOutput> {
  const onProgress = ({ state, elapsed }: { state: string | undefined; elapsed: number }) =>
    console.log(`${Math.round(elapsed / 1000)} s: ${state}`);
  return runSparkJob(dli, { file, className, queue: 'etl', sc_type: 'A' }, { timeout: 7_200_000, signal, cancelOnAbort: true, onProgress });
}

if (process.argv[1] === import.meta.filename) {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  const [, , file = '', className = ''] = process.argv;
  try {
    const { id, duration } = await submit(createClient(), file, className, controller.signal);
    console.log(`job ${id} succeeded after ${duration} ms`);
  } catch (error) {
    if (!(error instanceof DliSparkJobError)) throw error;
    console.error(`job ${error.jobId} is ${error.state}; its log ends with\n${error.detail}`);
    process.exitCode = 1;
  }
}
