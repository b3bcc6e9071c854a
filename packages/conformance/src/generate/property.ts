import type { Arbitrary } from 'fast-check';
import fc from 'fast-check';

const seedVariable = 'CONFORMANCE_SEED';
const longestMessage = 4000;
const patience = 5000;

/** Reads the seed of generated values from the environment. Without it, the seed is always the same. */
export function readSeed(environment: NodeJS.ProcessEnv): number {
  const text = environment[seedVariable] ?? '1';
  if (!/^-?\d{1,10}$/.test(text)) throw new Error(`${seedVariable} must be an integer of 32 bits, found ${JSON.stringify(text)}.`);
  return Number(text) | 0;
}

/** Samples one value, which depends on the seed only. */
export function sampleOne<T>(values: Arbitrary<T>, seed: number): T {
  return fc.sample(values, { seed, numRuns: 1 })[0] as T;
}

const fewestRuns = 10;

/** Divides a number of generated values, fixed for a suite, among its cases. */
export function divideRuns(total: number, cases: number): number {
  return Math.max(fewestRuns, Math.ceil(total / cases));
}

/**
 * Checks a promise for given values first, and then for a number of generated ones.
 * @throws {Error} with the seed and the smallest value found that breaks the promise
 */
export async function checkFor<T>(
  values: Arbitrary<T>,
  { seed, runs, first }: { seed: number; runs: number; first: readonly T[] },
  promise: (value: T) => Promise<void>,
): Promise<void> {
  const property = fc.asyncProperty(values, async (value) => {
    await promise(value);
  });
  const result = await fc.check(property, {
    seed,
    numRuns: first.length + runs,
    examples: first.map((value) => [value]),
  });
  if (!result.failed) return;
  const message = fc.defaultReportMessage(result) ?? '';
  const shown = message.length <= longestMessage ? message : `${message.slice(0, longestMessage)}… (${message.length} characters)`;
  throw new Error(`${shown}\nRun it again with ${seedVariable}=${seed}.`, { cause: result.errorInstance });
}

/**
 * Keeps the values that satisfy a condition, and throws if none is found after many attempts.
 * @param what a name of the values for the message
 */
export function keepFitting<T>(values: Arbitrary<T>, fits: (value: T) => boolean, what: () => string): Arbitrary<T> {
  let misses = 0;
  return values.filter((value) => {
    misses = fits(value) ? 0 : misses + 1;
    if (misses > patience) throw new Error(`After ${patience} attempts there is no ${what()}. Is there any?`);
    return misses === 0;
  });
}
