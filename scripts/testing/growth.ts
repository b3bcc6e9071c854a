/** How many times the CPU four times the work may cost: 4 is linear, 16 is quadratic. */
export const largestGrowth = 8;

const rounds = 15;
const bytes = 250_000;
/** In microseconds: less is lost in noise. */
const least = 5000;

/**
 * Measures how many times the CPU of 250 KB 1 MB costs: the cheapest of several rounds each, as noise only adds.
 * @param make creates the work for an input of that size
 */
export async function measureGrowth(make: (bytes: number) => () => unknown): Promise<number> {
  const small = make(bytes);
  const large = make(4 * bytes);
  let growth = Number.POSITIVE_INFINITY;
  let [ofSmall, ofLarge] = [growth, growth];
  for (let round = 0; round < rounds && growth > largestGrowth; round++) {
    ofSmall = Math.min(ofSmall, await measureCpu(small));
    ofLarge = Math.min(ofLarge, await measureCpu(large));
    // In the first round the code is still being compiled.
    if (round > 0) growth = ofLarge / ofSmall;
  }
  return growth;
}

/** Measures the CPU time of this thread, in microseconds. */
async function measureCpu(work: () => unknown): Promise<number> {
  const before = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(before);
  return Math.max(least, user + system);
}
