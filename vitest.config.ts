import { defineConfig } from 'vitest/config';

const resolve = { conditions: ['source', 'node', 'default'] };

export default defineConfig({
  resolve,
  ssr: { resolve },
  test: {
    // Speed is measured elsewhere: machines are shared, and a test that waits for its turn has not failed.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        // Fast: exact cases and invariants, beside the source.
        test: {
          name: 'unit',
          include: [
            'packages/*/src/**/*.test.ts',
            'comparison/*.test.mjs',
            'deploy/**/*.test.ts',
            'fuzz/**/*.test.ts',
            'scripts/**/*.test.mjs',
          ],
          exclude: ['packages/api/**', '**/*.slow.test.ts'],
        },
      },
      {
        extends: true,
        // The same for the API, on one real Postgres with a database for each file.
        test: {
          name: 'api',
          include: ['packages/api/src/**/*.test.ts'],
          exclude: ['**/*.slow.test.ts'],
          globalSetup: 'packages/api/src/testing/global-setup.ts',
        },
      },
      {
        extends: true,
        // Real recordings, real processes, thousands of mutated files.
        test: {
          name: 'slow',
          include: ['packages/*/src/**/*.slow.test.ts', 'e2e/**/*.slow.test.ts', 'fuzz/**/*.slow.test.ts'],
          globalSetup: 'packages/api/src/testing/global-setup.ts',
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
