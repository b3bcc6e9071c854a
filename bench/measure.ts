import type { Ratio } from './table.ts';

/** The work to measure, done once by each call. */
export type Work = () => unknown;

const rounds = 9;

/**
 * Compares the CPU time (user and system, of this process) of several works with a rival's. The works take turns within each
 * round, and ratios are computed round by round, so that a change of the machine's speed affects all.
 * @param calls How often a work is done in each round: often enough for its own garbage to be collected meanwhile.
 */
export async function compare(rival: Work, works: Record<string, Work>, calls: number): Promise<Map<string, Ratio>> {
  const all = [rival, ...Object.values(works)];
  // The first rounds are slow, until the code is compiled.
  for (let round = 0; round < 3; round += 1) for (const work of all) await measureCpu(work, calls);
  const ratios = new Map<string, number[]>(Object.keys(works).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const base = await measureCpu(rival, calls);
    for (const [name, work] of Object.entries(works)) ratios.get(name)?.push((await measureCpu(work, calls)) / base);
  }
  return new Map([...ratios].map(([name, values]) => [name, computeRatio(values)]));
}

/** Computes the ratio of several rounds. */
export function computeRatio(values: number[]): Ratio {
  const sorted = values.toSorted((a, b) => a - b);
  const getAt = (place: number) => sorted[place] ?? Number.NaN;
  const last = sorted.length - 1;
  return { median: getAt(Math.floor(last / 2)), lower: getAt(Math.floor(last / 4)), upper: getAt(Math.ceil((last * 3) / 4)) };
}

/** Measures the CPU time of so many calls, in microseconds. */
export async function measureCpu(work: Work, calls: number): Promise<number> {
  const before = process.cpuUsage();
  for (let call = 0; call < calls; call += 1) await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
