import type { Ratio } from './table.ts';

/** What is measured: one call of it does the work once. */
export type Work = () => unknown;

const rounds = 9;

/**
 * CPU time (user and system, of this process) of several works against a rival's. The works take turns within
 * each round, and ratios are taken round by round, so that a change of the machine's speed meets all alike.
 * @param calls How often a work is done in each round: often enough for its own garbage to be collected meanwhile.
 */
export async function compare(rival: Work, works: Record<string, Work>, calls: number): Promise<Map<string, Ratio>> {
  const all = [rival, ...Object.values(works)];
  // The first rounds are slow: the compiler is still at it.
  for (let round = 0; round < 3; round += 1) for (const work of all) await cpuOf(work, calls);
  const ratios = new Map<string, number[]>(Object.keys(works).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const base = await cpuOf(rival, calls);
    for (const [name, work] of Object.entries(works)) ratios.get(name)?.push((await cpuOf(work, calls)) / base);
  }
  return new Map([...ratios].map(([name, values]) => [name, ratioOf(values)]));
}

/** The ratio of several rounds. */
export function ratioOf(values: number[]): Ratio {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (place: number) => sorted[place] ?? Number.NaN;
  const last = sorted.length - 1;
  return { median: at(Math.floor(last / 2)), lower: at(Math.floor(last / 4)), upper: at(Math.ceil((last * 3) / 4)) };
}

/** CPU time of so many calls, in microseconds. */
export async function cpuOf(work: Work, calls: number): Promise<number> {
  const before = process.cpuUsage();
  for (let call = 0; call < calls; call += 1) await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
