import { defineConfig } from 'vitest/config';
import { testLimit, waitLimit } from './scripts/testing/limits.ts';

/** What every package's tests have in common: a report for people, and one that the closing count is made of. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', 'json'],
    testTimeout: testLimit,
    hookTimeout: testLimit,
    expect: { poll: { timeout: waitLimit } },
    outputFile: { json: 'test-results/vitest.json' },
  },
});
