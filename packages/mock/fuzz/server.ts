// The mock that is attacked, in a process of its own: sends its address, and how it is whenever it gets a message.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import document from '@dli-openapi/spec';
import { loadDocument } from '../src/document/load.ts';
import { createListener } from '../src/http/listen.ts';
import { createMock } from '../src/index.ts';
import { summarize } from '../src/journal/summary.ts';
import { createProxy } from '../src/proxy/proxy.ts';
import type { OddResponse } from './attacks.ts';
import { createOddResponses } from './attacks.ts';

/** What is attacked: a mock without state, one with a sandbox, a proxy in front of a mock, or one in front of an endpoint whose responses are odd. */
export type Attacked = 'examples' | 'sandbox' | 'proxy' | 'odd responses';

export interface Condition {
  /** Bytes in use. */
  memory: number;
  /** How many exchanges the proxy reported. */
  reported: number;
}

const starts: Record<Attacked, () => Promise<number>> = {
  examples: startMock,
  sandbox: async () => (await createMock({ sandbox: true }).listen({ port: 0 })).port,
  proxy: async () => startProxy(await startMock(), 60_000),
  'odd responses': async () => startProxy(await startOddEndpoint(), 1500),
};

let reported = 0;

async function startProxy(port: number, timeoutMilliseconds: number): Promise<number> {
  const forward = createProxy(loadDocument(document), {
    upstream: new URL(`http://127.0.0.1:${port}`),
    strict: true,
    observe(exchange) {
      summarize(exchange);
      reported++;
    },
    timeoutMilliseconds,
  });
  const listener = createListener(() => Promise.reject(new Error('It was not forwarded.')));
  return (await listener.listen({ port: 0, beforeRequest: forward })).port;
}

/** An endpoint that responds with one odd response after the other. */
async function startOddEndpoint(): Promise<number> {
  let left: OddResponse[] = [];
  let seed = Number(process.argv[3]);
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => {
      if (left.length === 0) left = createOddResponses(seed++, 500);
      const { bytes, ending } = left.pop() as OddResponse;
      socket.write(bytes, () => {
        if (ending === 'close') socket.end();
        if (ending === 'reset') socket.resetAndDestroy();
      });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function startMock(): Promise<number> {
  return (await createMock().listen({ port: 0 })).port;
}

process.on('message', async (expected: number) => {
  // An exchange is reported after its response was sent.
  for (let round = 0; round < 100 && reported < expected; round++) await wait(10);
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.({ memory: heapUsed + external, reported } satisfies Condition);
});
process.on('disconnect', () => process.exit());
process.send?.(await starts[process.argv[2] as Attacked]());
