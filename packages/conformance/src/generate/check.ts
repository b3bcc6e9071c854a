import type { Arbitrary } from 'fast-check';
import fc from 'fast-check';

/** The variable that sets another seed. */
export const seedVariable = 'CONFORMANCE_SEED';

const longestMessage = 4000;

/** The seed of all that is generated: the same each time unless the environment sets another one. */
export function seedOf(environment: NodeJS.ProcessEnv): number {
  const text = environment[seedVariable] ?? '1';
  if (!/^-?\d{1,10}$/.test(text)) throw new Error(`${seedVariable} must be an integer of 32 bits, found ${JSON.stringify(text)}.`);
  return Number(text) | 0;
}

/** Of the values checked so many are left to chance, however many are given. */
const leastByChance = 60;

/**
 * Checks a promise for at least so many values: first those that are given, then generated ones.
 * @throws {Error} with the seed and the smallest value found that breaks the promise
 */
export async function holdsFor<T>(
  values: Arbitrary<T>,
  { seed, runs, first }: { seed: number; runs: number; first: readonly T[] },
  promise: (value: T) => Promise<void>,
): Promise<void> {
  const property = fc.asyncProperty(values, async (value) => {
    await promise(value);
  });
  const result = await fc.check(property, {
    seed,
    numRuns: Math.max(runs, first.length + leastByChance),
    examples: first.map((value) => [value]),
  });
  if (!result.failed) return;
  const message = fc.defaultReportMessage(result) ?? '';
  const shown = message.length <= longestMessage ? message : `${message.slice(0, longestMessage)}… (${message.length} characters)`;
  throw new Error(`${shown}\nRun it again with ${seedVariable}=${seed}.`, { cause: result.errorInstance });
}
