import { serviceSettings, setting } from '@illumera/runtime';
import { keyringSettings } from '@illumera/sealed';
import type { z } from 'zod';

/** What the sync-worker reads from its environment (contract section 1). */
export const Settings = serviceSettings(
  {
    ALIGN_BASE_URL: setting.httpUrl().default('https://app.alignsoft.us/api/v1'),
    ALIGN_WEBHOOK_BASE_URL: setting.httpUrl(),
    ...keyringSettings,
    ALIGN_TIMEOUT_MS: setting.wholeNumber({ min: 100, max: 20_000 }).default(15_000),
    WORKER_CONCURRENCY: setting.wholeNumber({ min: 1, max: 200 }).default(10),
    RECONCILE_COST_TOLERANCE_CENTS: setting.wholeNumber({ min: 0, max: 1_000_000 }).default(100),
    SYNC_MAX_ATTEMPTS: setting.wholeNumber({ min: 1, max: 100 }).default(5),
  },
  { defaultPort: 3002 },
);
export type Settings = z.output<typeof Settings>;
