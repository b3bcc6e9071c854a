// The mock and its rival as separate processes, each on a port of this machine.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createDocument } from './documents.ts';

const folder = join(import.meta.dirname, '../dist/mock');
const resolve = createRequire(import.meta.url).resolve;
const prismCli = resolve('@stoplight/prism-cli');
const dliMock = join(resolve('@dli-openapi/mock/package.json'), '../dist/command/bin.js');
const listing = '/v1.0/project/streaming/jobs?limit=10';

export const requestHeaders = { 'x-auth-token': 'token' };

export interface Server {
  /** The URL that the benchmarks request. */
  url: string;
  /** Milliseconds from the start of its process to its first response. */
  millisecondsToResponse: number;
  stop(): Promise<void>;
}

/** Writes the file of a document with a number of operations. */
export function writeDocument(operations: number): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `openapi-${operations}.json`);
  writeFileSync(file, JSON.stringify(createDocument(operations)));
  return file;
}

/** Starts the mock of a document in a file. */
export function startMock(file: string): Promise<Server> {
  return start((port) => [join(import.meta.dirname, 'serve.ts'), file, String(port)]);
}

/** Starts the command, with the installed document. */
export function startCommand(): Promise<Server> {
  return start((port) => [dliMock, '--port', String(port)]);
}

/** Starts Prism's command with a document in a file; its log is discarded. */
export function startPrism(file: string, ...options: string[]): Promise<Server> {
  return start((port) => [prismCli, 'mock', '--host', '127.0.0.1', '--port', String(port), ...options, file]);
}

async function start(args: (port: number) => string[]): Promise<Server> {
  const port = await findFreePort();
  const started = performance.now();
  const child = spawn(process.execPath, args(port), { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}${listing}`;
  while (!(await hasResponse(url))) {
    if (child.exitCode !== null) throw new Error(`The server on port ${port} ended with code ${child.exitCode}.`);
    await setTimeout(5);
  }
  const millisecondsToResponse = performance.now() - started;
  return {
    url,
    millisecondsToResponse,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function hasResponse(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { headers: requestHeaders });
    await response.text();
    if (response.status !== 200) throw new Error(`${url}: the status is ${response.status}.`);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
