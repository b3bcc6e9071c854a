// `npm run test:fuzz`: tens of thousands of connections that no client would make, and a mock that must outlive them.
import { fuzz } from './fuzz/run.ts';

const { FUZZ_SEED = '1', FUZZ_CONNECTIONS = '50000' } = process.env;
/** Bytes that may be in use afterwards beyond those before: caches and the collector's own. */
const largestGrowth = 8 * 1024 * 1024;

const connections = Number(FUZZ_CONNECTIONS);
for (const attacked of ['examples', 'sandbox', 'proxy', 'odd responses'] as const) {
  // Where responses are odd, none is the one that a crowd waits for.
  const crowd = attacked === 'odd responses' ? 0 : 1000;
  const { faults, statuses, crowdServed, growth } = await fuzz({ attacked, seed: Number(FUZZ_SEED), connections, crowd });
  for (const fault of faults.slice(0, 20)) console.error(fault);
  const responses = Object.entries(statuses).map(([status, count]) => `${status} × ${count}`);
  console.log(`${attacked}: ${connections} connections, seed ${FUZZ_SEED}: ${faults.length} faults. Responses: ${responses.join(', ')}.`);
  console.log(`${crowdServed} of ${crowd} connections at once got a response. Memory grew by ${(growth / 2 ** 20).toFixed(1)} MiB.`);
  if (faults.length > 0 || crowdServed !== crowd || growth > largestGrowth) process.exitCode = 1;
}
