import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Attack } from './attacks.ts';
import { createAttacks, request } from './attacks.ts';
import { attack } from './connection.ts';
import { listFaults, listStatuses } from './responses.ts';
import type { Attacked, Condition } from './server.ts';

export interface FuzzOptions {
  attacked: Attacked;
  seed: number;
  /** How many connections to make in all. */
  connections: number;
  /** How many connections to hold open at the same time at the end. */
  crowd: number;
}

export interface FuzzReport {
  /** What went wrong, each with the attack that shows it; empty where nothing did. */
  faults: string[];
  /** How often each status came. */
  statuses: Record<number, number>;
  /** How many of the crowd got the response 200. */
  crowdServed: number;
  /** Bytes in use after it all, over those after a first tenth. */
  growth: number;
}

const atOnce = 64;
const batch = 500;

/**
 * Attacks a mock in a process of its own, asks it for something sensible at the end, and weighs its memory.
 * @throws {Error} when its process ends
 */
export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const child = fork(fileURLToPath(new URL('server.ts', import.meta.url)), [options.attacked, String(options.seed)], {
    execArgv: ['--expose-gc'],
  });
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`The mock ended with code ${code}.`)));
  try {
    return await Promise.race([attackAll(child, options), ended]);
  } finally {
    ended.catch(() => {});
    child.kill();
  }
}

async function attackAll(child: ChildProcess, { attacked, seed, connections, crowd }: FuzzOptions): Promise<FuzzReport> {
  const [port] = (await once(child, 'message')) as [number];
  if (attacked === 'odd responses') return receiveOdd(child, port, connections);
  const report: FuzzReport = { faults: [], statuses: {}, crowdServed: 0, growth: 0 };
  const batches = Math.ceil(connections / batch);
  const first = Math.ceil(batches / 10);
  for (let index = 0; index < first; index += 1) await attackWith(port, createAttacks(seed + index, batch), report);
  report.crowdServed = await comeAtOnce(port, crowd);
  const before = await readCondition(child);
  for (let index = first; index < batches; index += 1) await attackWith(port, createAttacks(seed + index, batch), report);
  report.crowdServed = Math.min(report.crowdServed, await comeAtOnce(port, crowd));
  report.growth = (await readCondition(child)).memory - before.memory;
  return report;
}

/** Every response is passed on or cut off, and reported once, whatever the endpoint sends. */
async function receiveOdd(child: ChildProcess, port: number, connections: number): Promise<FuzzReport> {
  const report: FuzzReport = { faults: [], statuses: {}, crowdServed: 0, growth: 0 };
  const receive = async (count: number) => {
    const left = Array.from({ length: count }).values();
    const worker = async () => {
      for (const _ of left) {
        for (const status of listStatuses(await attack(port, request))) report.statuses[status] = (report.statuses[status] ?? 0) + 1;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
  };
  await receive(Math.ceil(connections / 10));
  const before = await readCondition(child);
  await receive(connections - Math.ceil(connections / 10));
  const { memory, reported } = await readCondition(child, connections);
  if (reported !== connections) report.faults.push(`${reported} of ${connections} requests were reported`);
  return { ...report, growth: memory - before.memory };
}

async function attackWith(port: number, attacks: Attack[], report: FuzzReport): Promise<void> {
  const left = attacks.values();
  const worker = async () => {
    for (const each of left) {
      const said = await attack(port, each);
      if (each.ending === 'close') report.faults.push(...listFaults(said).map((fault) => `${fault}\n  after ${show(each)}`));
      for (const status of listStatuses(said)) report.statuses[status] = (report.statuses[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** Opens so many connections, and asks on all of them once the last one is open; resolves to how many got a response. */
async function comeAtOnce(port: number, crowd: number): Promise<number> {
  const good = Buffer.concat(request.pieces);
  const responses = await Promise.all(
    Array.from({ length: crowd }, () => attack(port, { ...request, pieces: [good.subarray(0, 10), good.subarray(10)], pause: 100 })),
  );
  return responses.filter((said) => listStatuses(said)[0] === 200 && listFaults(said).length === 0).length;
}

async function readCondition(child: ChildProcess, reported = 0): Promise<Condition> {
  child.send(reported);
  const [condition] = (await once(child, 'message')) as [Condition];
  return condition;
}

function show({ pieces, ending }: Attack): string {
  return `${JSON.stringify(Buffer.concat(pieces).toString('latin1').slice(0, 600))}, ${ending}`;
}
