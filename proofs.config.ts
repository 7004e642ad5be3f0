import { defineConfig } from 'vitest/config';

/** The proofs by numbers in their full size; the usual run has a small share of each. */
export default defineConfig({
  test: {
    environment: 'node',
    pool: 'forks',
    globalSetup: ['./packages/testkit/src/global-setup.ts'],
    env: { FULL_PROOFS: 'yes' },
    include: [
      'infra/e2e/test/rotations.test.ts',
      'packages/sync/test/any-changes.test.ts',
      'packages/sync/test/connections/signals.test.ts',
      'packages/sync/test/deliveries/odd-payloads.test.ts',
      'packages/sync/test/deliveries/order.test.ts',
      'packages/sync/test/listing/plans.test.ts',
      'packages/sync/test/reconciliation/any-fault.test.ts',
      'packages/sync/test/reconciliation/dropped-events.test.ts',
      'packages/sync/test/reconciliation/links.test.ts',
      'packages/sync/test/reconciliation/lost-rows.test.ts',
      'packages/sync/test/reconciliation/together-or-alone.test.ts',
      'packages/sync/test/reconciliation/two-runs.test.ts',
      'packages/sync/test/reconciliation/within-budget.test.ts',
      'services/api/test/connecting-killed.test.ts',
      'services/sync-worker/test/killed-backfill.test.ts',
      'services/sync-worker/test/killed-handlers.test.ts',
      'services/sync-worker/test/killed-runs.test.ts',
      'services/sync-worker/test/killed-workers.test.ts',
      'services/sync-worker/test/shared-key.test.ts',
      'services/sync-worker/test/wall/tenant-wall.test.ts',
      'services/webhook-ingest/test/event-confusion.test.ts',
      'services/webhook-ingest/test/forgery.test.ts',
      'services/webhook-ingest/test/killed.test.ts',
    ],
    fileParallelism: false,
    testTimeout: 900_000,
    hookTimeout: 60_000,
  },
});
