import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/pages/**/*.page.ts'],
    pool: 'threads',
    setupFiles: ['test/support/setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
