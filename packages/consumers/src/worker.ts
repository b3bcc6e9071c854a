// Runs the program in workerd, which is what runs Cloudflare's workers: no `process`, no `Buffer`, no `node:` modules.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Place } from '../calling/place.ts';
import { bundle } from './bundle.ts';

const config = `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (modules = [(name = "worker", esModule = embed "worker.js")], compatibilityDate = "2024-09-01")),
    (name = "internet", network = (allow = ["local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;

/** Runs the program of a project in a worker. */
export async function runInWorker(binary: string, folder: string, place: Place): Promise<unknown> {
  const own = join(folder, 'worker');
  mkdirSync(own);
  writeFileSync(join(own, 'worker.js'), await bundle(folder, 'built/calling/worker.js', { conditions: ['workerd', 'worker'] }));
  writeFileSync(join(own, 'config.capnp'), config);
  const child = spawn(binary, ['serve', '--control-fd=3', 'config.capnp'], { cwd: own, stdio: ['ignore', 'inherit', 'pipe', 'pipe'] });
  try {
    let complaints = '';
    child.stderr?.on('data', (chunk) => (complaints += chunk));
    const port = await Promise.race([readPort(child.stdio[3] as Readable), once(child, 'exit').then(() => undefined)]);
    if (port === undefined) throw new Error(`workerd does not start: ${complaints}`);
    const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: JSON.stringify(place) });
    if (!response.ok) throw new Error(`The worker failed: ${await response.text()}\n${complaints}`);
    return await response.json();
  } finally {
    child.kill();
  }
}

/** Reads the port that workerd listens on. */
async function readPort(control: Readable): Promise<number> {
  const [line] = (await once(createInterface(control), 'line')) as [string];
  return JSON.parse(line).port;
}
