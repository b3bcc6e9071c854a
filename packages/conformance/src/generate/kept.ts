import type { Arbitrary } from 'fast-check';

const patience = 5000;

/**
 * The values that are as they should be. Where a schema leaves none it says so, in place of looking for ever.
 * @param what what is looked for, for the message
 */
export function kept<T>(values: Arbitrary<T>, isAsItShouldBe: (value: T) => boolean, what: () => string): Arbitrary<T> {
  let misses = 0;
  return values.filter((value) => {
    if (isAsItShouldBe(value)) {
      misses = 0;
      return true;
    }
    misses += 1;
    if (misses > patience) throw new Error(`After ${patience} attempts there is no ${what()}. Is there any?`);
    return false;
  });
}
