import { defineConfig } from 'vitest/config';

/** Every single switch of the stand-in and twenty random combinations; the quick subset is in the usual run. */
export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    root: new URL('../..', import.meta.url).pathname,
    globalSetup: ['./packages/testkit/src/global-setup.ts'],
    include: ['infra/e2e/matrix/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
