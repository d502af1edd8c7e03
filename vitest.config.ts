import { defineConfig } from 'vitest/config';

/** What counts the steps of all code in its thread, or replaces what all code calls: each in a thread of its own. */
const alone = ['test/fuzz/*.test.ts', 'test/safety/growth-of-text.test.ts'];

export default defineConfig({
  test: {
    // A process a file costs more than most files take.
    pool: 'threads',
    // Vitest would leave a core to whoever edits, which is half of two.
    maxWorkers: '100%',
    // No test is timed: this only ends one that hangs.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    setupFiles: ['test/support/setup.ts'],
    projects: [
      // Files that follow each other in a thread share the modules, the rules' among them, that would else be loaded 160 times.
      { extends: true, test: { name: 'shared', include: ['test/**/*.test.ts'], exclude: alone, isolate: false } },
      { extends: true, test: { name: 'alone', include: alone } },
    ],
  },
});
