import { runService } from '@illumera/runtime';
import { Settings } from './config.ts';
import { startSyncWorker } from './start-sync-worker.ts';

await runService({
  name: 'sync-worker',
  version: process.env['npm_package_version'] ?? '0.1.0',
  settings: Settings,
  env: process.env,
  start: (service) => startSyncWorker(service),
});
