import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A process a file costs more than most files take.
    pool: 'threads',
    // No test is timed: this only ends one that hangs.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
