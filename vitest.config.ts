import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const shared = {
  environment: 'node',
  pool: 'forks',
} as const;

/** Measures how much of Align's limit is used, and so may not share the cores with other tests. */
const alone = ['services/sync-worker/test/shared-key.test.ts'];

export default defineConfig({
  test: {
    // Once a run, for all projects: the projects below do not inherit it.
    globalSetup: ['./packages/testkit/src/global-setup.ts'],
    projects: [
      {
        test: {
          ...shared,
          name: 'packages',
          include: [
            'packages/*/test/**/*.test.{ts,tsx}',
            'services/*/test/**/*.test.ts',
            'infra/*/test/**/*.test.ts',
          ],
          exclude: ['infra/e2e/**', '**/node_modules/**', ...alone],
          maxWorkers: Math.max(2, Math.min(6, availableParallelism())),
          testTimeout: 20_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...shared,
          name: 'e2e',
          include: ['infra/e2e/test/**/*.test.ts'],
          maxWorkers: 1,
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          ...shared,
          name: 'alone',
          include: alone,
          maxWorkers: 1,
          fileParallelism: false,
          testTimeout: 20_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
