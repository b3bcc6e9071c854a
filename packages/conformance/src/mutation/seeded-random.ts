/**
 * Replaces `Math.random`, so that answers that a mock makes up are the same in each run. It has to be called before the
 * first mock is made: what makes values up keeps the function that it finds.
 */
export function seedRandom(): { restart(seed: number): void } {
  let state = 0;
  Math.random = () => {
    // A linear congruential generator, with the usual constants: chance enough for this.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    restart(seed) {
      state = seed >>> 0;
    },
  };
}
