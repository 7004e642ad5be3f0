import { runService } from '@illumera/runtime';
import { Settings } from '@illumera/sync-worker/config';
import { startSyncWorker } from '@illumera/sync-worker/start';
import { z } from 'zod';

/** The sync-worker under a limit other than Align's, so that a bench need not take as long as Align's minutes do. */
const { LIMIT_REQUESTS: requests, LIMIT_WINDOW_MS: windowMs } = z
  .object({ LIMIT_REQUESTS: z.coerce.number(), LIMIT_WINDOW_MS: z.coerce.number() })
  .parse(process.env);

await runService({
  name: 'sync-worker',
  version: 'bench',
  settings: Settings,
  env: process.env,
  start: (service) => startSyncWorker(service, { limit: { requests, windowMs } }),
});
