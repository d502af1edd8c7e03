import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/integration/**/*.itest.ts'],
    setupFiles: ['test/support/setup.ts'],
    // Nothing is timed: other programs install themselves here, and this only ends one that hangs.
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
