// Several processes on one port, as users run them: built.
import cluster from 'node:cluster';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { startWorkers } from '../src/http/workers.ts';
import { jobsPath, token } from './support.ts';

const exec = fileURLToPath(new URL('../dist/command/bin.js', import.meta.url));

function start(args: string[]) {
  cluster.setupPrimary({ exec, args: [...args, '--workers', '2', '--log', 'silent'], execArgv: [] });
  return startWorkers(2);
}

function workers() {
  return Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
}

async function ask(url: string): Promise<number> {
  return (await fetch(url + jobsPath, { headers: { ...token, connection: 'close' } })).status;
}

it('workers serve on one port, and all end when told', async () => {
  const { url, close } = await start(['--port', '0']);
  const statuses = await Promise.all(Array.from({ length: 20 }, () => ask(url)));
  const pids = new Set(workers().map((worker) => worker.process.pid));
  await close();

  expect([pids.size, new Set(statuses)]).toEqual([2, new Set([200])]);
  expect(workers()).toEqual([]);
});

it('a worker that ends by itself is replaced', async () => {
  const { url, close } = await start(['--port', '0']);
  const [first] = workers();
  const replaced = once(cluster, 'listening');
  first?.process.kill('SIGKILL');
  await replaced;
  const [count, status] = [workers().length, await ask(url)];
  await close();

  expect([count, status]).toEqual([2, 200]);
});

it('workers that cannot listen say why, once, and end', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const starting = start(['--port', String(port)]);

  await expect(starting).rejects.toThrow(`Port ${port} on 127.0.0.1 is in use.`);
  expect(workers()).toEqual([]);
  other.close();
});
