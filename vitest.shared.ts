import { defineConfig } from 'vitest/config';

/** What every package's tests have in common: a report for people, and one that the closing count is made of. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', 'json'],
    // Not a measure of speed: several packages are tested at once, on few cores.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    outputFile: { json: 'test-results/vitest.json' },
  },
});
