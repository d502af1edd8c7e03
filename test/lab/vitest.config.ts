import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/lab/**/*.lab.ts'],
    pool: 'threads',
    // Nothing is timed: a state is waited for, and the wait has a deadline of its own that says what was seen last.
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
