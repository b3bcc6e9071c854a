// A client of which everything that comes out is kept, and the secrets that it is given.
import { inspect } from 'node:util';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { Credentials, DliClient, FetchFunction } from '../src/index.ts';
import { createDliClient } from '../src/index.ts';
import { createTracingHooks } from '../src/opentelemetry.ts';
import { hurriedClock } from './service.ts';

/** Secrets that all have one word in them, and characters that JSON escapes. */
export const secrets = {
  token: 'token-s3cr3t-1',
  renewed: 'renewed-s3cr3t-2',
  secretKey: 'key-"s3cr3t"\\3',
  securityToken: 'security-s3cr3t-4',
  password: 'pass "s3cr3t"\\5',
  proof: 'proof-s3cr3t-6',
  inSql: 'jdbc-s3cr3t-7',
};

export interface Watched {
  dli: DliClient;
  /** What was written down at the level of debug. */
  debug(): string;
  /** What hooks, logger and tracer got otherwise, and the client itself. */
  others(): string;
}

/** Creates a client and watches it. */
export function createWatched(credentials: Credentials, fetch: FetchFunction): Watched {
  const seen: unknown[] = [];
  const debug: unknown[] = [];
  const note = (...entry: unknown[]) => void seen.push(entry);
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const dli = createDliClient({
    baseUrl: 'https://dli.test',
    projectId: 'p1',
    credentials,
    fetch,
    clock: hurriedClock,
    hooks: [{ onRequest: note, onResponse: note, onError: note, onRetry: note }, createTracingHooks(provider.getTracer('test'))],
    logger: { debug: (...entry) => debug.push(entry), info: note, warn: note },
  });
  const spans = () => exporter.getFinishedSpans().map(({ name, attributes, status, events }) => ({ name, attributes, status, events }));
  return { dli, debug: () => printed(debug), others: () => printed([dli, dli.raw, seen, spans()]) };
}

/** What calls reject with. */
export async function catchFailures(calls: Promise<unknown>[]): Promise<Error[]> {
  const settled = await Promise.allSettled(calls);
  return settled.map((one) => {
    if (one.status === 'rejected') return one.reason as Error;
    throw new Error(`expected a rejection, got ${JSON.stringify(one.value)}`);
  });
}

/** Everything that a program can print of a value: what `console`, `JSON.stringify` and a reader of its fields would. */
export function printed(value: unknown): string {
  const errors = [value].flat().filter((one) => one instanceof Error);
  for (const { cause } of errors) if (cause instanceof Error && errors.length < 20) errors.push(cause);
  const fields = errors.flatMap((error) => [String(error), error.message, error.stack, error.cause, { ...error }]);
  return [value, ...fields]
    .map((part) => `${inspect(part, { depth: 20, showHidden: true, maxStringLength: null })} ${JSON.stringify(part)}`)
    .join('\n');
}

/** Where a text shows a secret or a signature, or a part of one. */
export function findLeaks(text: string): string[] {
  return text.match(/.{0,20}(?:s3cr3t|Signature=\w).{0,20}/g) ?? [];
}
