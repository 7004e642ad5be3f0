import { runService } from '@illumera/runtime';
import packageJson from '../package.json' with { type: 'json' };
import { Settings } from './config.ts';
import { start } from './start.ts';

await runService({
  name: 'webhook-ingest',
  version: packageJson.version,
  settings: Settings,
  env: process.env,
  start,
});
