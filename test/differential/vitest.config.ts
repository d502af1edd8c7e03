import { defineConfig } from 'vitest/config';

/** `npm run differential`: it needs Go's word on every object, which `npm test` does without. */
export default defineConfig({
  test: {
    include: ['test/differential/**/*.diff.ts'],
    pool: 'threads',
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
