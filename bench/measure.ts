/** What is measured: one call of it does the work once. */
export type Work = () => Promise<unknown>;

export interface Row {
  name: string;
  /** CPU time against the rival's, median of the rounds. Below 1 is cheaper than the rival. */
  ratio: number;
  /** The smallest and the largest ratio of a round. */
  spread: [number, number];
}

const rounds = 9;
const warmUp = 300;

/**
 * CPU time (user and system, of this process) of several works against a rival's. The works take turns within
 * each round, and ratios are taken round by round, so that a change of the machine's speed meets all alike.
 */
export async function compare(rival: Work, works: Record<string, Work>, calls: number): Promise<Row[]> {
  for (const work of [rival, ...Object.values(works)]) await cpuOf(work, warmUp);
  const ratios = new Map<string, number[]>(Object.keys(works).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const base = await cpuOf(rival, calls);
    for (const [name, work] of Object.entries(works)) ratios.get(name)?.push((await cpuOf(work, calls)) / base);
  }
  return [...ratios].map(([name, values]) => {
    const sorted = values.toSorted((a, b) => a - b);
    return { name, ratio: sorted[Math.floor(rounds / 2)] ?? Number.NaN, spread: [sorted[0] ?? Number.NaN, sorted.at(-1) ?? Number.NaN] };
  });
}

async function cpuOf(work: Work, calls: number): Promise<number> {
  const before = process.cpuUsage();
  for (let call = 0; call < calls; call += 1) await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
