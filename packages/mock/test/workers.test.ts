// Several processes on one port, as users run them: built.
import cluster from 'node:cluster';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';
import { startWorkers } from '../src/http/workers.ts';
import { holdTimers, jobsPath, token } from './support.ts';

const exec = fileURLToPath(new URL('../dist/command/bin.js', import.meta.url));

function start(args: string[], report: (line: string) => void = () => {}) {
  cluster.setupPrimary({ exec, args: [...args, '--workers', '2', '--log', 'silent'], execArgv: [] });
  return startWorkers(2, report);
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
  const lines: string[] = [];
  const { url, close } = await start(['--port', '0'], (line) => lines.push(line));
  const [first] = workers();
  const replaced = once(cluster, 'listening');
  first?.process.kill('SIGKILL');
  await replaced;
  const [count, status] = [workers().length, await ask(url)];
  await close();

  expect([count, status]).toEqual([2, 200]);
  expect(lines).toEqual([`Process ${first?.process.pid} ended with SIGKILL and is replaced.`]);
});

it('a worker that can no longer start is not started again at once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dli-mock-'));
  const document = join(folder, 'openapi.json');
  copyFileSync(fileURLToPath(import.meta.resolve('@dli-openapi/spec/openapi.json')), document);
  const forked = vi.fn();
  const { url, close } = await start(['--port', '0', '--document', document]);
  rmSync(folder, { recursive: true });
  cluster.on('fork', forked);
  holdTimers();
  const [first, second] = workers();
  first?.process.kill('SIGKILL');
  await once(cluster, 'exit');
  const [replacement] = workers().filter((worker) => worker !== second);
  await once(replacement ?? cluster, 'exit');
  const [forks, status] = [forked.mock.calls.length, await ask(url)];
  await vi.advanceTimersByTimeAsync(1000);
  const forksLater = forked.mock.calls.length;
  await close();
  cluster.off('fork', forked);

  expect([forks, status, forksLater]).toEqual([1, 200, 2]);
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
