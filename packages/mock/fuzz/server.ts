// The mock that is attacked, in a process of its own: sends its address, and its memory whenever it gets a message.
import document from '@dli-openapi/spec';
import { loadDocument } from '../src/document/load.ts';
import { createListener } from '../src/http/listen.ts';
import { createMock } from '../src/index.ts';
import { summarize } from '../src/journal/summary.ts';
import { createProxy } from '../src/proxy/proxy.ts';

/** What is attacked: a mock without state, one with a sandbox, or a proxy in front of a mock. */
export type Attacked = 'examples' | 'sandbox' | 'proxy';

const starts: Record<Attacked, () => Promise<number>> = {
  examples: startMock,
  sandbox: async () => (await createMock({ sandbox: true }).listen({ port: 0 })).port,
  async proxy() {
    const upstream = new URL(`http://127.0.0.1:${await startMock()}`);
    const forward = createProxy(loadDocument(document), { upstream, strict: true, observe: summarize, timeoutMilliseconds: 60_000 });
    const listener = createListener(() => Promise.reject(new Error('It was not forwarded.')));
    return (await listener.listen({ port: 0, beforeRequest: forward })).port;
  },
};

async function startMock(): Promise<number> {
  return (await createMock().listen({ port: 0 })).port;
}

process.on('message', () => {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.(heapUsed + external);
});
process.on('disconnect', () => process.exit());
process.send?.(await starts[process.argv[2] as Attacked]());
