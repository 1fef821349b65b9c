import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Most tests wait as long as they work: for a server, for a disk, for a time to pass. */
const SIDE_BY_SIDE = { maxWorkers: Math.max(2, availableParallelism()) };

const resolve = { conditions: ['source', 'node', 'default'] };

export default defineConfig({
  resolve,
  ssr: { resolve },
  test: {
    // Speed is measured elsewhere: machines are shared, and a test that waits for its turn has not failed.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        // Fast: exact cases and invariants, beside the source.
        test: {
          name: 'unit',
          ...SIDE_BY_SIDE,
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
          ...SIDE_BY_SIDE,
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
          exclude: ['e2e/dashboard/**'],
          globalSetup: 'packages/api/src/testing/global-setup.ts',
          ...SIDE_BY_SIDE,
          sequence: { groupOrder: 1 },
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
      {
        extends: true,
        // The dashboard, as people see it: a real browser, with the whole machine for itself, beside a real server.
        test: {
          name: 'browser',
          include: ['e2e/dashboard/**/*.slow.test.ts'],
          globalSetup: 'packages/api/src/testing/global-setup.ts',
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
