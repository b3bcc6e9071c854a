import { defineConfig } from 'vitest/config';
import { testLimit, waitLimit } from './scripts/testing/limits.ts';

/**
 * The configuration of every package's tests: a report for people, and one for the final count. The mode names the
 * folder of the tests: `test`, or `test-more`.
 */
export default defineConfig(({ mode }) => ({
  test: {
    include: [`${mode}/**/*.test.ts`],
    // On two cores Vitest would leave one idle.
    maxWorkers: '100%',
    reporters: ['default', 'json'],
    testTimeout: testLimit,
    hookTimeout: testLimit,
    expect: { poll: { timeout: waitLimit } },
    outputFile: { json: `test-results/${mode}.json` },
  },
}));
