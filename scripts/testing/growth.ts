/** Four times the work shall not cost more than this many times the time: it is 4 where costs are linear, and 16 where quadratic. */
export const largestGrowth = 8;

const rounds = 6;
const bytes = 250_000;
/** Less than this is lost in noise, in microseconds. */
const least = 5000;

/**
 * How many times the CPU of 250 KB 1 MB costs: the cheapest of several rounds each, as noise only adds.
 * @param make gives the work for an input of so many bytes
 */
export async function measureGrowth(make: (bytes: number) => () => unknown): Promise<number> {
  const small = make(bytes);
  const large = make(4 * bytes);
  let growth = Number.POSITIVE_INFINITY;
  let [ofSmall, ofLarge] = [growth, growth];
  for (let round = 0; round < rounds && growth > largestGrowth; round++) {
    ofSmall = Math.min(ofSmall, await measureCpu(small));
    ofLarge = Math.min(ofLarge, await measureCpu(large));
    // The compiler is still at it in the first round.
    if (round > 0) growth = ofLarge / ofSmall;
  }
  return growth;
}

/** Of this thread, in microseconds. */
async function measureCpu(work: () => unknown): Promise<number> {
  const before = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(before);
  return Math.max(least, user + system);
}
