import { defineConfig } from 'vitest/config';

const resolve = { conditions: ['source', 'node', 'import', 'default'] };

export default defineConfig({
  resolve,
  ssr: { resolve },
  test: {
    projects: [
      {
        extends: true,
        // Fast: exact cases and invariants, beside the source.
        test: { name: 'unit', include: ['packages/*/src/**/*.test.ts'], exclude: ['**/*.slow.test.ts'] },
      },
      {
        extends: true,
        // Real recordings, real processes, thousands of mutated files.
        test: {
          name: 'slow',
          include: ['packages/*/src/**/*.slow.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
